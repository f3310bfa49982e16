"""The record: its open rows are the figures that are public now.

The publishing step that keeps it never asks what has changed. Under a lock it compares what should be
open with what is, so it may run late, twice, in any order, or in two processes at once.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.dispatch import Signal

from wagtail.models import Page

from ..publishing import Kind, Publication
from .models import Figure, public_figures, source_in

# Sent with the `rows` that were closed or opened, in the transaction that has done so.
figures_changed = Signal()
# What changes a figure, its address, and whether it is public.
KINDS = (Kind.PUBLISHED, Kind.UNPUBLISHED, Kind.MOVED, Kind.DELETED)


def follow(publication: Publication) -> None:
    """Bring the record of the publication's edition into line with what is public now.

    A version to which the system has given the figures of its source adds nothing to the record.
    """
    gives = not publication.by_system or publication.kind != Kind.PUBLISHED
    if gives or _is_source(publication):
        record_state(publication)


def _is_source(publication: Publication) -> bool:
    if publication.model is None:
        return True
    pages = source_in(publication.model._base_manager.all(), publication.translation_key)
    return bool(pages.values_list("pk", flat=True).first() in {None, publication.page_id})


def follow_deletion(instance: Any, **kwargs: Any) -> None:
    """Bring the record into line: a draft is deleted without a publication, and may have been the source."""
    if not instance.live:
        last = Publication.objects.filter(translation_key=instance.translation_key).first()
        if last is not None:
            transaction.on_commit(partial(record_state, last), robust=True)


def record_left_over(model: type[Any]) -> int:
    """Record public pages of this class without a record, such as former aliases; how many."""
    recorded = Figure.objects.filter(translation_key=OuterRef("translation_key"))
    return _bring_into_line(_public(model).filter(~Exists(recorded)))


@transaction.atomic
def record_state(publication: Publication) -> bool:
    """Make the edition's open rows those that its source shows now; whether any had to change."""
    key = publication.translation_key
    lock(key)
    page = publication.model and current_source(key, publication.model)
    if page is None:
        deleted = Publication.objects.filter(translation_key=key, kind=Kind.DELETED)
        publication = deleted.first() or publication
    elif page.published_by not in (None, publication.pk):
        publication = Publication.objects.get(pk=page.published_by)
    return write(key, public_figures(page), publication)


def lock(key: UUID) -> None:
    """Let one process at a time write the record of an edition, until its transaction ends.

    The row is that of the edition's first publication, which nobody else waits for. SQLite has no
    locks on rows; there the transaction itself is the lock.
    """
    first = Publication.objects.select_for_update().filter(translation_key=key).order_by("pk")
    list(first.values_list("pk")[:1])


def current_source(key: UUID, model: type[Any]) -> Any:
    """Return the source of the language versions with this key, or None when there is none.

    `published_by` is the publication that made it what it is, or made it the source. Both come from
    one statement: each publication is committed with the change of its page, so they belong together.
    """
    last = Publication.objects.filter(
        Q(page_id=OuterRef("pk"), kind__in=KINDS) | Q(kind=Kind.DELETED), translation_key=key
    )
    return (
        source_in(model._base_manager.all(), key)
        .select_related("locale")
        .annotate(published_by=Subquery(last.values("pk")[:1]))
        .first()
    )


def write(key: UUID, wanted: dict[UUID, Figure], publication: Publication) -> bool:
    """Close the open rows that are not as wanted, open those that are missing; whether there were any."""
    is_open = _open_rows(key)
    same = {id for id in is_open.keys() & wanted if is_open[id].content == wanted[id].content}
    over = [row for id, row in is_open.items() if id not in same]
    new = [row for id, row in wanted.items() if id not in same]
    at = _moment(publication, over)
    if over:
        Figure.objects.filter(pk__in=[row.pk for row in over], valid_to=None).update(valid_to=at)
    if any(row.indicator_id for row in new):
        _keep_definitions(key, new)
    for row in new:
        row.publication, row.valid_from = publication, at
    Figure.objects.bulk_create(new)
    if rows := [*over, *new]:
        figures_changed.send(Figure, rows=rows)
    return bool(rows)


def _open_rows(key: UUID) -> dict[UUID, Figure]:
    rows = Figure.objects.filter(translation_key=key, valid_to=None)
    return {row.block_id: row for row in rows}


def _keep_definitions(key: UUID, new: list[Figure]) -> None:
    """A figure that is published anew for an indicator still is what it was defined as before."""
    earlier = Figure.objects.filter(translation_key=key, indicator__isnull=False).order_by("pk")
    known = {(row.block_id, row.indicator_id): row.definition_version for row in earlier}
    for row in new:
        row.definition_version = known.get((row.block_id, row.indicator_id), row.definition_version)


def _moment(publication: Publication, closed: list[Figure]) -> datetime:
    # The clocks of two hosts may disagree; no row ends before it begins.
    return max([publication.created_at, *(row.valid_from for row in closed)])


def rebuild(model: type[Any]) -> int:
    """Bring all open rows into line with the public pages of this class; of how many editions it had to."""
    return _bring_into_line(Figure.objects.filter(valid_to=None).order_by(), _public(model))


def _public(model: type[Any]) -> QuerySet[Any]:
    return Page.objects.type(model).filter(live=True, alias_of=None)


def _bring_into_line(*of_editions: QuerySet[Any]) -> int:
    keys = {key for rows in of_editions for key in rows.values_list("translation_key", flat=True)}
    last = (Publication.objects.filter(translation_key=key, kind__in=KINDS).first() for key in keys)
    return sum(record_state(each) for each in last if each)
