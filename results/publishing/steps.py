"""The steps: what must follow from a publication, and running it, in one process at a time.

Whoever claims a step moves its `due_at` to the end of a lease. Until then nobody else runs it; a
process that dies leaves it due again, on whichever host.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from .actor import as_system
from .models import Kind, Publication, StepRun

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Run = Callable[[Publication], None]

# Several times what our own steps take; so long is waited for a process that has died.
LEASE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must follow from publications of some kinds."""

    name: str
    run: Run
    order: int
    kinds: frozenset[Kind]
    label: StrOrPromise
    waits: bool
    model: type | None
    lease: timedelta
    in_request: bool


_steps: dict[str, Step] = {}


def register_step(
    name: str,
    run: Run,
    *,
    order: int = 100,
    kinds: Iterable[Kind] = tuple(Kind),
    label: StrOrPromise = "",
    waits: bool = True,
    model: type | None = None,
    lease: timedelta = LEASE,
    in_request: bool = False,
) -> None:
    """Have `run(publication)` follow from every publication of these kinds; call it in `ready()`.

    With `model`, from those of pages of that class only.

    `run` looks at the page as it is now, which may have changed again or be gone, and may be run
    any number of times. It raises for what is to be tried again later. Steps of a publication run
    in the order of `order`; one that waits does not begin before all earlier ones are done.
    `lease` is how long a run may take: another process begins it anew then, since this one must
    have died. `label` is what editors read in the panel of steps. One that is `in_request` is done
    when the editor's request is answered; all others are left to `run_results` while that is at
    work. Raises ValueError for a name that is taken.
    """
    step = Step(name, run, order, frozenset(kinds), label or name, waits, model, lease, in_request)
    if _steps.setdefault(name, step).run is not run:
        raise ValueError(f"There is another step named {name!r}.")


def get_step(name: str) -> Step | None:
    """Return the step of that name, or None when nothing that is installed registers it."""
    return _steps.get(name)


def step_names(*, deferred_only: bool = False) -> list[str]:
    """Return the names of all steps that can run here, or of those not done in a request."""
    return [step.name for step in _steps.values() if not (deferred_only and step.in_request)]


def steps_for(kind: Kind, model: type | None = None) -> list[Step]:
    """Return the steps that follow from such a publication of a page of this type, in order.

    `model` is None where the type is not known any more.
    """
    return sorted(
        (
            step
            for step in _steps.values()
            if kind in step.kinds
            and (step.model is None or model is None or issubclass(model, step.model))
        ),
        key=lambda step: (step.order, step.name),
    )


logger = logging.getLogger(__name__)

MAX_ERROR = 4000
LONGEST_WAIT = timedelta(hours=1)


@dataclass(slots=True)
class Outcome:
    """What was to be done: publications recorded late, steps run, steps that failed, litter."""

    recorded: int = 0
    done: int = 0
    failed: int = 0
    cleared: int = 0

    def __bool__(self) -> bool:
        """Whether anything was to be done."""
        return any(astuple(self))


def run_steps(
    publication: Publication,
    *,
    takes: Callable[[Step], bool] = lambda step: True,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Run the publication's steps that are due, in their order; a failure is recorded, not raised.

    Those that the caller does not take are left to others. A step that waits does not begin before
    all earlier ones are done. Asked between two steps, `is_stopping()` ends the run early. Steps
    that nothing registers any more are passed over.
    """
    outcome = Outcome()
    held_up = False
    for run in publication.step_runs.all():
        step = get_step(run.name)
        if step is None or run.state == StepRun.State.DONE:
            continue
        if is_stopping():
            break
        if (held_up and step.waits) or not takes(step) or not claim(run, step.lease):
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
    return _write_if_unchanged(
        run,
        state=StepRun.State.RUNNING,
        due_at=now + lease,
        started_at=now,
        finished_at=None,
        tries=run.tries + 1,
    )


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
    if not same.update(**fields):
        return False
    for name, value in fields.items():
        setattr(run, name, value)
    return True
