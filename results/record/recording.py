"""The publishing step that keeps the record: its open rows are the figures that are public now.

It never asks what has changed. Under a lock it compares what should be open with what is, so it may
run late, twice, in any order, or in two processes at once.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.signals import post_delete
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

from ..publishing import Kind, Publication, register_maintenance_task, register_step
from ..publishing.recording import guarded_models
from .figures import public_figures
from .models import Figure
from .sources import source_in

if TYPE_CHECKING:
    from uuid import UUID

STEP = "record"
HEIR = "results.record.heir"
# Before the steps that change further pages.
ORDER = 40
# What changes a figure, its address, and whether it is public.
KINDS = (Kind.PUBLISHED, Kind.UNPUBLISHED, Kind.MOVED, Kind.DELETED)
# Sent with the `rows` that were closed and opened, in the transaction of that.
rows_written = Signal()


def connect(model: type[Any]) -> None:
    """Register the step for the pages of this class; called once, when Django is ready."""
    register_step(
        STEP,
        follow,
        order=ORDER,
        kinds=KINDS,
        label=_("Record of the figures"),
        waits=False,
        model=model,
        in_request=True,
    )
    register_maintenance_task(partial(record_left_over, model))

    def settle_heir(instance: Any, **kwargs: Any) -> None:
        """A translation becomes the source without a publication when a draft is deleted."""
        if not instance.live:
            last = Publication.objects.filter(translation_key=instance.translation_key).first()
            if last is not None:
                transaction.on_commit(partial(settle, last), robust=True)

    for each in guarded_models():
        if issubclass(each, model):
            post_delete.connect(settle_heir, sender=each, weak=False, dispatch_uid=HEIR)


def follow(publication: Publication) -> None:
    """Bring the record of the publication's edition into line with what is public now."""
    settle(publication)


def record_left_over(model: type[Any]) -> int:
    """Record the public pages of this class that have no record; return how many got one.

    They are from before there was any, or were aliases, which become pages of their own without a
    publication.
    """
    recorded = Figure.objects.filter(translation_key=OuterRef("translation_key"))
    pages = Page.objects.type(model).filter(~Exists(recorded), live=True, alias_of=None)
    last = Publication.objects.filter(page_id=OuterRef("pk"), kind__in=KINDS).values("pk")[:1]
    return sum(map(settle, Publication.objects.filter(pk__in=pages.values_list(Subquery(last)))))


@transaction.atomic
def settle(publication: Publication) -> bool:
    """Make the open rows of the publication's edition those that its source shows now.

    Return whether any had to be closed or opened.
    """
    key = publication.translation_key
    lock(key)
    page = current_source(key, publication.page_type)
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


def current_source(key: UUID, page_type: str) -> Any:
    """Return the source of the language versions with this key, or None when there is none.

    `published_by` is the publication that made it what it is, or made it the source. Both come from
    one statement: each publication is committed with the change of its page, so they belong together.
    """
    try:
        pages = apps.get_model(page_type)._base_manager.all()
    except LookupError:
        # A type that is not installed any more has no pages.
        return None
    last = Publication.objects.filter(
        Q(page_id=OuterRef("pk"), kind__in=KINDS) | Q(kind=Kind.DELETED), translation_key=key
    )
    return (
        source_in(pages, key)
        .select_related("locale")
        .annotate(published_by=Subquery(last.values("pk")[:1]))
        .first()
    )


def write(key: UUID, wanted: dict[UUID, Figure], publication: Publication) -> bool:
    """Close the open rows that are not as wanted, open those that are missing; whether there were any."""
    is_open = {
        row.block_id: row for row in Figure.objects.filter(translation_key=key, valid_to=None)
    }
    over = [row for id, row in is_open.items() if id not in wanted or differs(row, wanted[id])]
    new = [row for id, row in wanted.items() if id not in is_open or differs(row, is_open[id])]
    at = _moment(publication, over)
    if over:
        Figure.objects.filter(pk__in=[row.pk for row in over], valid_to=None).update(valid_to=at)
    if any(row.indicator_id for row in new):
        _keep_definitions(key, new)
    for row in new:
        row.publication, row.valid_from = publication, at
    Figure.objects.bulk_create(new)
    if over or new:
        rows_written.send(Figure, rows=[*over, *new])
    return bool(over or new)


def _keep_definitions(key: UUID, new: list[Figure]) -> None:
    """A figure that is published anew for an indicator still is what it was defined as before."""
    earlier = Figure.objects.filter(translation_key=key, indicator__isnull=False).order_by("pk")
    known = {(row.block_id, row.indicator_id): row.definition_version for row in earlier}
    for row in new:
        row.definition_version = known.get((row.block_id, row.indicator_id), row.definition_version)


def differs(one: Figure, other: Figure) -> bool:
    """Whether the rows say something else of their figure."""
    return one.content != other.content


def _moment(publication: Publication, closed: list[Figure]) -> datetime:
    # The clocks of two hosts may disagree; no row ends before it begins.
    return max([publication.created_at, *(row.valid_from for row in closed)])
