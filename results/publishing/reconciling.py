"""Bringing the records and the steps into line with the pages, whatever has happened in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from wagtail.models import Page

from .acts import system_act
from .caretakers import clear_up
from .claims import can_run
from .models import Kind, Publication, StepRun
from .recording import content_types, record, record_lost
from .running import run_steps
from .steps import step_names

# After so many failures a step waits for a person who runs it again.
MAX_TRIES = 20


@dataclass(slots=True)
class Reconciled:
    """What was to be done: publications recorded late, steps run, steps that failed, litter."""

    recorded: int = 0
    done: int = 0
    failed: int = 0
    cleared: int = 0

    def __bool__(self) -> bool:
        """Whether anything was to be done."""
        return bool(self.recorded or self.done or self.failed or self.cleared)


def reconcile(
    *,
    grace: timedelta = timedelta(0),
    is_stopping: Callable[[], bool] = lambda: False,
) -> Reconciled:
    """Record public changes that nobody recorded, run every step that is due, clear up.

    Steps younger than `grace` are left to the request that made them. `is_stopping()` ends the run
    between two pages and between two steps.
    """
    result = Reconciled()
    with system_act():
        for page, kind in unrecorded():
            if is_stopping():
                return result
            result.recorded += _record_late(page, kind)
    for gone in unrecorded_deletions():
        record_lost(gone)
        result.recorded += 1
    for publication in undone(grace):
        if is_stopping():
            break
        outcome = run_steps(publication, is_stopping=is_stopping)
        result.done += outcome.done
        result.failed += outcome.failed
    if not is_stopping():
        result.cleared = clear_up()
    return result


def unrecorded() -> Iterator[tuple[Page, Kind]]:
    """Yield the pages whose public state differs from their last Publication, with what it lacks.

    That is what QuerySet.update(), raw SQL, fixtures or the time before the plugin leave behind.
    """
    for page in _with_record(Page.objects.filter(content_type__in=content_types())):
        if (kind := _missing_kind(page)) is not None:
            yield page, kind


def unrecorded_deletions() -> QuerySet[Publication]:
    """The last Publications of pages that were public and have no row any more."""
    later = Publication.objects.filter(page_id=OuterRef("page_id"), pk__gt=OuterRef("pk"))
    return Publication.objects.filter(
        ~Exists(later),
        ~Exists(Page.objects.filter(pk=OuterRef("page_id"))),
        kind__in=[kind for kind in Kind if kind.leaves_page_public],
    )


def undone(grace: timedelta = timedelta(0)) -> list[Publication]:
    """The publications with a step that is to be run now, oldest first."""
    now = timezone.now()
    waiting = StepRun.objects.filter(
        Q(state=StepRun.State.RUNNING)
        | Q(
            state=StepRun.State.PENDING,
            due_at__lte=now,
            publication__created_at__lte=now - grace,
        )
        | Q(state=StepRun.State.FAILED, due_at__lte=now, tries__lt=MAX_TRIES),
        name__in=step_names(),
    )
    ids = {run.publication_id for run in waiting if can_run(run)}
    return list(Publication.objects.filter(pk__in=ids).order_by("pk"))


def _with_record(pages: QuerySet[Page]) -> QuerySet[Page]:
    last = Publication.objects.filter(page_id=OuterRef("pk"))
    return pages.annotate(
        last_kind=Subquery(last.values("kind")[:1]),
        last_url_path=Subquery(last.values("url_path")[:1]),
        last_at=Subquery(last.values("published_at")[:1]),
    ).filter(
        Q(live=True, last_kind=None)
        | Q(live=True, last_kind__in=[Kind.UNPUBLISHED, Kind.DELETED])
        | Q(live=False, last_kind__in=[kind for kind in Kind if kind.leaves_page_public])
        | (Q(live=True) & ~Q(last_url_path=F("url_path")))
        | (Q(live=True) & ~Q(last_at=F("last_published_at")))
        | Q(live=True, last_at=None, last_published_at__isnull=False)
        | Q(live=True, last_at__isnull=False, last_published_at=None)
    )


def _missing_kind(page: Any) -> Kind | None:
    was_public = page.last_kind is not None and Kind(page.last_kind).leaves_page_public
    if not page.live:
        return Kind.UNPUBLISHED if was_public else None
    if not was_public or page.last_at != page.last_published_at:
        return Kind.PUBLISHED
    return Kind.MOVED if page.last_url_path != page.url_path else None


@transaction.atomic
def _record_late(page: Any, kind: Kind) -> bool:
    """Record it, unless another process has done so by now."""
    locked = Page.objects.select_for_update().filter(pk=page.pk)
    if not locked.exists():
        return False
    current = _with_record(Page.objects.filter(pk=page.pk)).first()
    if current is None or _missing_kind(current) is not kind:
        return False
    record(
        current,
        kind,
        old_url_path=current.last_url_path if kind is Kind.MOVED else "",
        revision_id=current.live_revision_id,
    )
    return True
