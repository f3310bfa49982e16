"""Deleting the rows that are of no more use."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from ...conf import setting
from ..change_signal import keep_folder
from ..models import Snapshot
from ..serving.budget import evict
from ..versions import invalidate, settled_state


def tidy() -> int:
    """Delete old answers that nobody has asked for lately, and what is beyond the budget.

    Returns how many were deleted. What is old but asked for stays to be rendered again.
    """
    keep_folder()
    version = settled_state().version
    long_ago = timezone.now() - timedelta(seconds=int(setting("SNAPSHOT_MAX_AGE")))
    old = Snapshot.objects.filter(asked_at__lt=long_ago).exclude(
        version=version, valid_until__gt=timezone.now()
    )
    return int(old.delete()[0]) + evict()


def clear() -> int:
    """Delete every answer, in all processes at once; return how many rows are gone."""
    invalidate()
    return int(Snapshot.objects.all().delete()[0])
