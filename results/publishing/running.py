"""Running the steps of a publication."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from .acts import system_act
from .claims import claim, fail, finish
from .models import Publication, StepRun
from .steps import Step, get_step

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """How many steps were run, and how many of them failed."""

    done: int = 0
    failed: int = 0


def enqueue(publication_id: int) -> None:
    """Have the publication's steps run by whatever runs tasks on this site."""
    # A task knows its backend when it is made, which may need models of its own.
    from .tasks import run_publication

    run_publication.enqueue(publication_id)


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
        if (held_up and step.waits) or not claim(run):
            held_up = True
        elif _perform(step, run, publication):
            outcome.done += 1
        else:
            outcome.failed += 1
            held_up = True
    return outcome


def run_again(publication: Publication) -> None:
    """Run all steps of the publication once more, those that are done as well."""
    with transaction.atomic():
        publication.step_runs.exclude(state=StepRun.State.RUNNING).update(
            state=StepRun.State.PENDING, tries=0, due_at=timezone.now()
        )
    enqueue(publication.pk)


def _perform(step: Step, run: StepRun, publication: Publication) -> bool:
    try:
        with system_act():
            step.run(publication)
    except Exception as error:
        logger.exception("Step %s of publication %s failed", step.name, publication.pk)
        fail(run, f"{type(error).__name__}: {error}")
        return False
    finish(run)
    return True
