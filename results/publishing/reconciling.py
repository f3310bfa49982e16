"""Bringing the records and the steps into line with the pages, whatever has happened in between."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import Error, transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When

from wagtail.models import Page

from .due import stopping
from .models import Kind, Publication
from .people import as_system
from .steps import Outcome, content_types, due_steps, record, record_lost, run_steps

logger = logging.getLogger(__name__)

# After these a page is live, for whomever.
PUBLIC = [Kind.PUBLISHED, Kind.MOVED, Kind.ACCESS]

MaintenanceTask = Callable[[], int]
_maintenance_tasks: list[MaintenanceTask] = []


def register_maintenance_task(task: MaintenanceTask) -> None:
    """Have `task()` called at each reconciliation; it returns how much it cleared up.

    Register in `AppConfig.ready()`; once only.
    """
    if task not in _maintenance_tasks:
        _maintenance_tasks.append(task)


def reconcile() -> Outcome:
    """Record public changes that nobody recorded, run every step that is due, clear up."""
    result = Outcome(recorded=record_changes())
    for publication in undone():
        outcome = run_steps(publication)
        result.done += outcome.done
        result.failed += outcome.failed
    result.cleared = clear_up()
    return result


def record_changes() -> int:
    """Record public changes that nobody recorded; return how many."""
    recorded = 0
    with as_system():
        for page in unrecorded():
            if stopping.is_set():
                return recorded
            recorded += _record_late(page)
    for gone in unrecorded_deletions():
        record_lost(gone)
        recorded += 1
    return recorded


def unrecorded() -> QuerySet[Any]:
    """Return the pages whose public state differs from their last Publication.

    That is what QuerySet.update(), raw SQL, fixtures or the time before the plugin leave behind.
    `missing` is the kind of the Publication that a page lacks.
    """
    same_time = Q(last_at=F("last_published_at")) | Q(last_at=None, last_published_at=None)
    is_known = Q(last_kind__in=PUBLIC) & same_time
    return (
        Page.objects.filter(content_type__in=content_types())
        .annotate(
            last_kind=_last("kind"), last_url_path=_last("url_path"), last_at=_last("published_at")
        )
        .annotate(
            missing=Case(
                When(live=False, last_kind__in=PUBLIC, then=Value(Kind.UNPUBLISHED)),
                When(live=False, then=None),
                When(is_known & Q(last_url_path=F("url_path")), then=None),
                When(is_known, then=Value(Kind.MOVED)),
                default=Value(Kind.PUBLISHED),
            )
        )
        .exclude(missing=None)
    )


def _last(name: str) -> Subquery:
    of_page = Publication.objects.filter(page_id=OuterRef("pk"))
    return Subquery(of_page.values(name)[:1])


def unrecorded_deletions() -> QuerySet[Publication]:
    """Return the last Publications of pages that were public and have no row any more."""
    later = Publication.objects.filter(page_id=OuterRef("page_id"), pk__gt=OuterRef("pk"))
    return Publication.objects.filter(
        ~Exists(later), ~Exists(Page.objects.filter(pk=OuterRef("page_id"))), kind__in=PUBLIC
    )


def undone() -> QuerySet[Publication]:
    """Return the publications with a step that can be run now, oldest first."""
    return Publication.objects.filter(pk__in=due_steps().values("publication")).order_by("pk")


@transaction.atomic
def _record_late(page: Any) -> bool:
    """Record it, unless another process has done so by now."""
    list(Page.objects.select_for_update().filter(pk=page.pk).values_list("pk"))
    current = unrecorded().filter(pk=page.pk, missing=page.missing).first()
    if current is None:
        return False
    kind = Kind(current.missing)
    record(
        current,
        kind,
        old_url_path=current.last_url_path if kind is Kind.MOVED else "",
        revision_id=current.live_revision_id,
    )
    return True


def clear_up() -> int:
    """Call every maintenance task; one that fails is logged and does not hold up the others."""
    cleared = 0
    for task in _maintenance_tasks:
        if stopping.is_set():
            break
        try:
            cleared += task()
        except Error:
            raise
        except Exception:
            logger.exception("Clearing up failed: %s", task)
    return cleared
