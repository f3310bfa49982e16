"""Bringing the records and the steps into line with the pages, whatever has happened in between; and what is late."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.models import Page

from .due import due_work, is_immediate, stopping
from .models import Heartbeat, Kind, Publication
from .people import as_system
from .steps import MAX_TRIES, content_types, follow, record, record_lost, undone

# After these a page is live, for whomever.
PUBLIC = [Kind.PUBLISHED, Kind.MOVED, Kind.ACCESS]


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


# What is due for longer is late.
LATE = timedelta(minutes=1)
# How rarely `run_results --once` may run where a task queue does the work.
ROUND = timedelta(minutes=10)
MOST = 100


def status() -> dict[str, Any]:
    """Return who does what is due, what is late, failed or unrecorded, and what is wrong with the site."""
    seen_at, backend = Heartbeat.last_seen(), type(follow.get_backend())
    return {
        "last_seen": seen_at and seen_at.isoformat(),
        "backend": f"{backend.__module__}.{backend.__qualname__}",
        "late": list(_late()),
        "unrecorded": [
            *(f"{page.url_path} {page.missing}" for page in unrecorded()[:MOST]),
            *(f"{gone.url_path} {Kind.DELETED}" for gone in unrecorded_deletions()[:MOST]),
        ],
        "problems": problems(),
    }


def _late_before() -> datetime:
    # Where only cron runs it, what was not enqueued waits for its next round.
    is_standing = is_immediate(follow) or Heartbeat.is_working()
    return timezone.now() - (LATE if is_standing else ROUND)


def _late() -> Iterator[dict[str, Any]]:
    late = Q(due_at__lt=_late_before())
    for work in due_work:
        for row in work.undone().filter(late | work.failed).order_by("due_at")[:MOST]:
            yield {
                "task": work.task.name,
                "what": str(row),
                "due_at": row.due_at.isoformat(),
                "error": str(getattr(row, work.error, ""))
                or "no process has begun it, or it has ended since",
            }


def problems() -> dict[str, str]:
    """Return what keeps work from being done, by its code, each in the active language."""
    found = {}
    silence = Heartbeat.SILENCE if is_immediate(follow) else ROUND
    if not Heartbeat.is_working(silence):
        found["process"] = _(
            "The site’s background process (run_results) is not running: nothing is published on "
            "schedule, and what has failed is not tried again. Until an administrator starts “manage.py "
            "run_results”, whoever publishes may have to wait."
        )
    late = _late_before()
    if count := sum(work.due().filter(due_at__lt=late).count() for work in due_work):
        found["late"] = ngettext(
            "%(count)s task is late. The workers of the task queue, or run_results where there is "
            "none, must be running and keep up.",
            "%(count)s tasks are late. The workers of the task queue, or run_results where there is "
            "none, must be running and keep up.",
            count,
        ) % {"count": count}
    if count := undone().filter(tries__gte=MAX_TRIES).count():
        found["given_up"] = ngettext(
            "What follows %(count)s publication has failed too often. It waits until somebody runs "
            "it again.",
            "What follows %(count)s publications has failed too often. It waits until somebody runs "
            "it again.",
            count,
        ) % {"count": count}
    last = Publication.objects.values_list("created_at", flat=True).first()
    if last and last > timezone.now() + LATE:
        found["clock"] = _(
            "The server’s clock is behind: it shows an earlier time than that of the last publication. "
            "What is scheduled comes late until an administrator sets it right."
        )
    return found
