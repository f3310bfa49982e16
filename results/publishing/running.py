"""Running the steps of a publication, each in one process at a time.

Whoever claims a step moves its `due_at` to the end of a lease. Until then nobody else runs it; a
process that dies leaves it due again, on whichever host.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from .actor import as_system
from .models import Publication, StepRun
from .steps import Step, get_step

logger = logging.getLogger(__name__)

MAX_ERROR = 4000
LONGEST_WAIT = timedelta(hours=1)


@dataclass(slots=True)
class Outcome:
    """How many steps were run, and how many of them failed."""

    done: int = 0
    failed: int = 0


def run_steps(
    publication: Publication, *, is_stopping: Callable[[], bool] = lambda: False
) -> Outcome:
    """Run the publication's steps that are due, in their order; a failure is recorded, not raised.

    A step that waits does not begin before all earlier ones are done. Asked between two steps,
    `is_stopping()` ends the run early. Steps that nothing registers any more are passed over.
    """
    outcome = Outcome()
    held_up = False
    for run in publication.step_runs.all():
        step = get_step(run.name)
        if step is None or run.state == StepRun.State.DONE:
            continue
        if is_stopping():
            break
        if (held_up and step.waits) or not claim(run, step.lease):
            held_up = True
        elif _perform(step, run, publication):
            outcome.done += 1
        else:
            outcome.failed += 1
            held_up = True
    return outcome


def claim(run: StepRun, lease: timedelta) -> bool:
    """Take the step for this process; False if it is not due or another one has been quicker."""
    now = timezone.now()
    if run.due_at > now:
        return False
    claimed = {"state": StepRun.State.RUNNING, "due_at": now + lease, "started_at": now}
    if not _write_if_unchanged(run, finished_at=None, tries=F("tries") + 1, **claimed):
        return False
    run.refresh_from_db()
    return True


def _perform(step: Step, run: StepRun, publication: Publication) -> bool:
    try:
        with as_system():
            step.run(publication)
    except Exception as error:
        logger.exception("Step %s of publication %s failed", step.name, publication.pk)
        _fail(run, f"{type(error).__name__}: {error}")
        return False
    _write_if_unchanged(run, state=StepRun.State.DONE, last_error="", finished_at=timezone.now())
    return True


def _fail(run: StepRun, error: str) -> None:
    now = timezone.now()
    # Later each time.
    wait = min(timedelta(minutes=2 ** min(run.tries - 1, 10)), LONGEST_WAIT)
    _write_if_unchanged(
        run,
        state=StepRun.State.FAILED,
        last_error=error[:MAX_ERROR],
        finished_at=now,
        due_at=now + wait,
    )


def _write_if_unchanged(run: StepRun, **fields: object) -> bool:
    """Write the fields, unless another process has claimed or finished the step meanwhile."""
    same = StepRun.objects.filter(pk=run.pk, state=run.state, due_at=run.due_at)
    return bool(same.update(**fields))
