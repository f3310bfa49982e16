"""The sign of life of the standing process, `manage.py run_results`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from .models import Heartbeat

NAME = "run_results"
# Several rounds at the usual pace; what is due is late by then.
SILENCE = timedelta(minutes=5)


def beat() -> None:
    """Say that the process is at work."""
    Heartbeat.objects.update_or_create(name=NAME, defaults={"seen_at": timezone.now()})


def last_seen() -> datetime | None:
    """When a process was last at work; None when none ever was."""
    seen = Heartbeat.objects.filter(name=NAME).values_list("seen_at", flat=True)
    return seen.first()


def is_working() -> bool:
    """Whether a process was at work lately."""
    seen_at = last_seen()
    return seen_at is not None and timezone.now() - seen_at < SILENCE
