"""Comparing the record with the public pages, and making it anew of what is still there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wagtail.models import Revision

from ..publishing import Kind, Publication, Refused
from .figures import figures_of, public_figures
from .models import Figure
from .recording import KINDS, current_source, lock, write

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet


def recorded_types(editions: QuerySet[Any]) -> dict[UUID, str]:
    """Return the type of page of everything that is or should be on record, by translation key.

    `editions` are all pages whose figures are recorded.
    """
    is_open = Figure.objects.filter(valid_to=None).order_by().distinct()
    return dict(is_open.values_list("translation_key", "page_type")) | {
        page.translation_key: page.specific_class._meta.label_lower
        for page in editions.filter(live=True, alias_of=None)
    }


def verify(editions: QuerySet[Any]) -> Iterator[str]:
    """Yield a line for each difference between the open rows and what the editions show now."""
    for key, page_type in recorded_types(editions).items():
        shown = public_figures(current_source(key, page_type))
        is_open = {
            row.block_id: row for row in Figure.objects.filter(translation_key=key, valid_to=None)
        }
        for block_id in is_open.keys() - shown.keys():
            yield f"{_named(is_open[block_id])} is on record, but not public"
        for block_id in shown.keys() - is_open.keys():
            yield f"{_named(shown[block_id])} is public, but not on record"
        for block_id in shown.keys() & is_open.keys():
            said = shown[block_id].content
            for name, value in is_open[block_id].content.items():
                if value != said[name]:
                    yield (
                        f"{_named(shown[block_id])}: {name} is {value!s} on record, "
                        f"and {said[name]!s} in public"
                    )


def _named(row: Figure) -> str:
    return f"{row.url_path} {row.block_id}"


@transaction.atomic
def rebuild(key: UUID, page_type: str) -> bool:
    """Bring an edition's open rows into line; return whether all its rows were made anew.

    They are where the content of every publication is still there. Otherwise nothing of what is
    closed could be made again, and it stays.
    """
    lock(key)
    page = current_source(key, page_type)
    publications = Publication.objects.filter(translation_key=key, kind__in=KINDS).order_by("pk")
    rows = Figure.objects.filter(translation_key=key)
    states = None
    if page is not None:
        publications = publications.filter(page_id=page.pk)
        if not rows.exclude(page_id=page.pk).exists():
            states = _states(page, list(publications))
    if states is not None:
        rows.delete()
        for publication, figures in states:
            write(key, figures, publication)
    elif last := publications.last():
        write(key, public_figures(page), last)
    return states is not None


def _states(
    page: Any, publications: list[Publication]
) -> list[tuple[Publication, dict[UUID, Figure]]] | None:
    """Return what the page showed after each publication, None when that is not known any more."""
    if not publications:
        return None
    revisions = Revision.objects.in_bulk([found.revision_id for found in publications])
    states: list[tuple[Publication, dict[UUID, Figure]]] = []
    shown: Any = None
    for publication in publications[:-1]:
        if publication.kind == Kind.PUBLISHED:
            shown = _content_of(revisions.get(publication.revision_id))
        if shown is None:
            return None
        shown.url_path = publication.url_path
        is_public = publication.kind != Kind.UNPUBLISHED
        states.append((publication, figures_of(shown) if is_public else {}))
    return [*states, (publications[-1], public_figures(page))]


def _content_of(revision: Revision | None) -> Any:
    with suppress(Refused):
        return revision and revision.as_object()
