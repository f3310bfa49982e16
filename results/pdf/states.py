"""Which published state of a page its PDF shows."""

from __future__ import annotations

from typing import Any

from ..generated_files import GeneratedFile
from ..publishing import Kind, Publication

KIND = "pdf"
# What changes the file: the content, the address that stands on it, and whether there is any.
KINDS = (Kind.PUBLISHED, Kind.MOVED, Kind.UNPUBLISHED, Kind.DELETED)


def current_publication(page_id: int) -> Publication | None:
    """Return the page's latest publication that changes its PDF, or None."""
    return Publication.objects.filter(page_id=page_id, kind__in=KINDS).first()


def fingerprint_of(page_id: int) -> str:
    """Return what identifies the published state of the page.

    That is its last publication, not its revision: a moved page, an alias and a page written by a
    program have no new revision.
    """
    publication = current_publication(page_id)
    return str(publication.pk) if publication else ""


def find_current(page: Any) -> GeneratedFile | None:
    """The PDF of the page as it is published now, or None while it has not been made."""
    if not page.pk or not page.live:
        return None
    stored = GeneratedFile.objects.filter(page_id=page.pk, kind=KIND).first()
    return stored if stored and stored.fingerprint == fingerprint_of(page.pk) else None
