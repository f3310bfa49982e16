"""Keeping a file that is made from a page, one of a kind for each page."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.db import transaction

from .models import KeptFile


def keep(page_id: int, kind: str, fingerprint: str, content: bytes, name: str) -> KeptFile:
    """Keep the file in place of the page's earlier one of this kind, and return it.

    The earlier file is deleted once the new one is committed. Raises OSError when the storage
    cannot take the file; the earlier one stays then.
    """
    made = KeptFile(page_id=page_id, kind=kind, fingerprint=fingerprint, size=len(content))
    made.file.save(name, ContentFile(content), save=False)
    try:
        with transaction.atomic():
            # Locked, so that of two makers at once the later one finds the earlier one's file.
            earlier = KeptFile.objects.select_for_update().filter(page_id=page_id, kind=kind)
            _delete(list(earlier))
            made.save()
    except BaseException:
        made.file.storage.delete(str(made.file.name))
        raise
    return made


def find_kept(page_id: int, kind: str, fingerprint: str) -> KeptFile | None:
    """The file that shows this state of the page, or None when it has not been made."""
    return KeptFile.objects.filter(page_id=page_id, kind=kind, fingerprint=fingerprint).first()


def forget(page_id: int, kind: str) -> None:
    """Delete the page's file of this kind, if there is one."""
    with transaction.atomic():
        _delete(list(KeptFile.objects.filter(page_id=page_id, kind=kind)))


def _delete(files: list[KeptFile]) -> None:
    for kept in files:
        storage, name = kept.file.storage, str(kept.file.name)
        kept.delete()
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))  # type: ignore[misc]
