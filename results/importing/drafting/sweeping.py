"""Clears up after imports whose process was killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wagtail.images import get_image_model

from ..models import UPLOADS_KEPT, DocumentImport, Upload
from .images import storage
from .locking import lock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def sweep() -> int:
    """Delete the files of imports that did not come to their end, and old uploads; how many."""
    Upload.objects.expired().discard()
    swept = 0
    begun = DocumentImport.objects.filter(state=DocumentImport.State.BEGUN)
    for index_id in set(begun.values_list("index_id", flat=True)):
        with transaction.atomic():
            if lock(index_id):
                swept += sweep_index(index_id)
    return swept


def sweep_index(index_id: int, but: Sequence[int] = ()) -> int:
    """The same for one index page, whose row the caller has locked.

    Files are written under that lock only: whoever has begun and does not hold it is dead, or has
    written nothing so far.
    """
    swept = 0
    begun = DocumentImport.objects.filter(index_id=index_id, state=DocumentImport.State.BEGUN)
    for record in begun.exclude(pk__in=but):
        swept += remove_files(record.files)
        if record.created_at < timezone.now() - UPLOADS_KEPT:
            record.delete()
    return swept


def remove_files(names: Iterable[str]) -> int:
    """Delete the files that no image has; how many there were."""
    removed = 0
    for name in names:
        if storage().exists(name) and not get_image_model().objects.filter(file=name).exists():
            storage().delete(name)
            removed += 1
    return removed
