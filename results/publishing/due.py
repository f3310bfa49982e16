"""What is due, and who does it: the site's workers, or `run_results`.

Rows say what has to be done, and when. A task does what is due for one publication or one receiver,
and claims it in its row first. So a task that is lost is enqueued again, and one that comes twice
does no harm.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from django_tasks.base import Task

from .models import Heartbeat

logger = logging.getLogger(__name__)

# Wagtail enqueues its own tasks within the transactions of pages, which fail while a queue is away; so
# a site may have a queue for the tasks of the plugin alone.
BACKEND = "results" if "results" in getattr(settings, "TASKS", {}) else "default"
NO_ROWS = Q(pk=None)
# Set when this process is to end: tasks finish the row that they have claimed, and return.
stopping = Event()


@dataclass(frozen=True, slots=True)
class DueWork:
    """Rows with `due_at`, and the task that does those whose time has come.

    The task takes the value of `key`. `undone()` has all rows that are not done, `due()` those to be done
    now. `failed` selects rows whose last try failed, and `error` is the attribute that says how. Without
    a task queue, `run_results` runs the task for as many keys at once as there are `threads`.
    """

    task: Task[[int], None]
    undone: Callable[[], QuerySet[Any]]
    due: Callable[[], QuerySet[Any]]
    key: str = "pk"
    failed: Q = NO_ROWS
    error: str = ""
    threads: int = 1

    def keys(self, grace: timedelta = timedelta(0)) -> list[int]:
        """Return what the task is to be run for, except for rows that are due for less than `grace`."""
        now = timezone.now()
        due = self.due().exclude(due_at__gt=now - grace, due_at__lte=now)
        return list(due.order_by(self.key).values_list(self.key, flat=True).distinct())


# In the order in which they were registered.
due_work: list[DueWork] = []
maintenance_tasks: list[Callable[[], int]] = []


def register_maintenance_task(task: Callable[[], int]) -> None:
    """Have `task()` called at each round of `run_results`, once for each; register in `AppConfig.ready()`."""
    if task not in maintenance_tasks:
        maintenance_tasks.append(task)


def register_due_work(work: DueWork) -> None:
    """Have the work done by the site's workers or by `run_results`; register in `AppConfig.ready()`."""
    if work not in due_work:
        due_work.append(work)


def time_has_come(longest: timedelta) -> Q:
    """Return the condition that a row is due; `longest` is how far ahead a row is ever set.

    What is much further ahead was set by a clock that has been set back since; a little may be the clock
    of another host, or what was claimed after this condition was made.
    """
    now = timezone.now()
    return Q(due_at__lte=now) | Q(due_at__gt=now + 2 * longest)


def write_if_unchanged(row: Any, **fields: Any) -> bool:
    """Write the fields, unless another process has claimed or finished the row since it was read."""
    same = type(row)._base_manager.filter(pk=row.pk, state=row.state, due_at=row.due_at)
    if not same.update(**fields):
        return False
    for name, value in fields.items():
        setattr(row, name, value)
    return True


def is_immediate(task: Task[[int], None]) -> bool:
    """Whether the site has no workers for the task: its backend would run it in the caller's thread.

    The class has the same name in Django and in django-tasks.
    """
    return any(each.__name__ == "ImmediateBackend" for each in type(task.get_backend()).__mro__)


def is_deferred(task: Task[[int], None]) -> bool:
    """Whether the task is left to others: to the site's workers, or to `run_results` while at work."""
    return not is_immediate(task) or Heartbeat.is_working()


def enqueue(task: Task[[int], None], key: int) -> bool:
    """Hand the task to the site's workers, if there are any; False while their queue is away.

    `run_results` finds what nobody does.
    """
    if is_immediate(task):
        return True
    try:
        task.enqueue(key)
    except Exception as error:  # noqa: BLE001  # whatever a backend raises while its queue is away
        logger.warning("%s(%s) is not enqueued before the next round: %s", task.name, key, error)
        return False
    return True
