"""What is late, and why: for the command, for the doctor, and for editors."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .due import due_work, is_immediate
from .models import Heartbeat
from .steps import MAX_TRIES, follow, get_step, undone_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

# What is due for longer is late.
LATE = timedelta(minutes=1)
# How rarely `run_results --once` may run where a task queue does the work.
ROUND = timedelta(minutes=10)
MOST = 100


def status() -> dict[str, Any]:
    """Return who does what is due, what is late or has failed, and what is wrong with the site."""
    seen_at, backend = Heartbeat.last_seen(), type(follow.get_backend())
    return {
        "last_seen": seen_at and seen_at.isoformat(),
        "backend": f"{backend.__module__}.{backend.__qualname__}",
        "late": list(_late()),
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
                "error": str(getattr(row, work.error)) if work.error else "",
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
    names = undone_steps().values_list("name", flat=True).distinct()
    if any(get_step(name) is None for name in names):
        found["unknown"] = _(
            "Another version of the site has recorded steps that this version does not know. They "
            "wait until a process of that version runs them."
        )
    if count := undone_steps().filter(tries__gte=MAX_TRIES).count():
        found["given_up"] = ngettext(
            "%(count)s step has failed too often. It waits until somebody runs it again.",
            "%(count)s steps have failed too often. They wait until somebody runs them again.",
            count,
        ) % {"count": count}
    return found
