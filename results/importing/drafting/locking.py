"""One import at a time below the same index page."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from ..models import DocumentImport


def lock(page_id: int) -> Any:
    """The page, held until the transaction ends, or None where there is none any more.

    Whoever writes or deletes files of an import holds its index page.
    """
    # SQLite has no locks on rows: there the first write is the lock, also one that finds nothing.
    DocumentImport.objects.filter(pk=0).update(state=DocumentImport.State.BEGUN)
    return Page.objects.select_for_update().filter(pk=page_id).first()
