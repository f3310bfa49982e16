"""One import at a time below the same index page."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from ..models import DocumentImport


def lock(page_id: int) -> Any:
    """The page, held until the transaction ends, or None where there is none any more.

    Whoever writes or deletes files of an import holds its index page.
    """
    _begin_writing()
    return Page.objects.select_for_update().filter(pk=page_id).first()


def lock_revisions(page: Page) -> None:
    """Hold the page's revisions until the transaction ends.

    Wagtail's publishing takes them before it takes the page above: whoever wants both takes them
    in the same order, or the two wait for each other.
    """
    _begin_writing()
    list(page.revisions.select_for_update().values_list("pk"))


def _begin_writing() -> None:
    """Take SQLite's lock, which has none on rows: its first write, also one that finds nothing."""
    DocumentImport.objects.filter(pk=0).update(state=DocumentImport.State.BEGUN)
