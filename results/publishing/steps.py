"""Publications and their steps, which `results.apps` lists: writing and running them in one process at a time.

A process claims a step by moving its `due_at` to the end of a lease, and no other process runs it until
then. A process that dies leaves it due again, on whichever host.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from wagtail.models import PageViewRestriction, get_page_models

from django_tasks import task

from ..context import fetching_anew
from .due import (
    BACKEND,
    DueWork,
    enqueue,
    is_deferred,
    register_due_work,
    stopping,
    time_has_come,
    write_if_unchanged,
)
from .mixin import PublishingMixin
from .models import Kind, Publication, StepRun
from .people import acting_user, as_system, is_system

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
    when the editor's request is answered; all others are left to the site's workers, or to
    `run_results` while that is at work. Raises ValueError for a name that is taken.
    """
    step = Step(name, run, order, frozenset(kinds), label or name, waits, model, lease, in_request)
    if _steps.setdefault(name, step).run is not run:
        raise ValueError(f"There is another step named {name!r}.")


def get_step(name: str) -> Step | None:
    """Return the step of that name, or None when nothing that is installed registers it."""
    return _steps.get(name)


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
# After so many failures a step waits for a person who runs it again.
MAX_TRIES = 20
# So long the steps of a request are left to it.
GRACE = timedelta(seconds=10)


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


def undone_steps() -> QuerySet[StepRun]:
    """Return every step that is not done, with its publication."""
    return StepRun.objects.exclude(state=StepRun.State.DONE).select_related("publication")


def due_steps() -> QuerySet[StepRun]:
    """Return the steps that can be run now: known here, due, and not waiting for earlier ones."""
    known, can_run = undone_steps().filter(name__in=_steps), _can_run()
    earlier = Q(position__lt=OuterRef("position")) | Q(
        position=OuterRef("position"), name__lt=OuterRef("name")
    )
    held_up = known.exclude(can_run).filter(earlier, publication=OuterRef("publication"))
    waiting = [step.name for step in _steps.values() if step.waits]
    return known.filter(can_run).exclude(Exists(held_up), name__in=waiting)


def longest_lease() -> timedelta:
    """Return how long a step may take at most."""
    return max((step.lease for step in _steps.values()), default=LEASE)


def _can_run() -> Q:
    return time_has_come(max(LONGEST_WAIT, longest_lease())) & Q(tries__lt=MAX_TRIES)


@task(backend=BACKEND)
def follow(publication_id: int) -> None:
    """Run the steps of a publication that are due."""
    for publication in Publication.objects.filter(pk=publication_id):
        run_steps(publication)


register_due_work(
    DueWork(
        follow,
        undone_steps,
        due_steps,
        key="publication_id",
        failed=~Q(last_error=""),
        error="last_error",
        # One that hangs does not hold up the others.
        threads=4,
        lease=longest_lease,
    )
)


def run_steps(
    publication: Publication, in_request: Callable[[Step], bool] | None = None
) -> Outcome:
    """Run the publication's steps that are due, in their order; a failure is recorded, not raised.

    A step that waits does not begin before all earlier ones are done; steps that nothing registers any
    more are passed over. The request that publishes runs those that are `in_request(step)`, before
    anybody else may.
    """
    outcome = Outcome()
    held_up = False
    for run in publication.step_runs.exclude(state=StepRun.State.DONE):
        step = _steps.get(run.name)
        if step is None:
            continue
        if stopping.is_set():
            break
        is_ours = in_request is None or in_request(step)
        may_begin = is_ours and not (held_up and step.waits)
        if may_begin and claim(run, step.lease, at_once=in_request is not None):
            if _perform(step, run, publication):
                outcome.done += 1
                continue
            outcome.failed += 1
        elif may_begin and StepRun.objects.filter(pk=run.pk, state=StepRun.State.DONE).exists():
            # Another process has done it since.
            continue
        held_up = True
    return outcome


def claim(run: StepRun, lease: timedelta, *, at_once: bool = False) -> bool:
    """Take the step for this process; False if it is not due or another one has been quicker.

    With `at_once`, a step that nobody has begun need not be due.
    """
    now = timezone.now()
    is_new = at_once and run.state == StepRun.State.PENDING
    return write_if_unchanged(
        run,
        Q() if is_new else _can_run(),
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
        now = timezone.now()
        # Later each time.
        wait = min(timedelta(minutes=2 ** min(run.tries - 1, 10)), LONGEST_WAIT)
        message = f"{type(error).__name__}: {error}"[:MAX_ERROR]
        state = StepRun.State.FAILED
        write_if_unchanged(run, state=state, last_error=message, finished_at=now, due_at=now + wait)
        return False
    write_if_unchanged(run, state=StepRun.State.DONE, last_error="", finished_at=timezone.now())
    return True


# What a publication says of its page, and keeps when the page is gone.
IDENTITY = ("page_id", "page_type", "translation_key", "language_code", "title", "url_path")


def guarded_models() -> list[type[PublishingMixin]]:
    """Return every page type with the mixin."""
    return [model for model in get_page_models() if issubclass(model, PublishingMixin)]


def content_types() -> list[ContentType]:
    """Return the content types of every page type with the mixin."""
    return list(ContentType.objects.get_for_models(*guarded_models()).values())


def record(
    page: Any,
    kind: Kind,
    *,
    old_url_path: str = "",
    revision_id: int | None = None,
    joins: bool = False,
) -> None:
    """Record the change within the current transaction; its steps begin when that is committed.

    With `joins`, a revision that was published after its content had become public belongs to the
    Publication which is there: Wagtail's create view and wagtail-localize write the live page
    first and publish its revision then, which is one change to the public.
    """
    if joins and revision_id is not None and _joined(page, revision_id):
        return
    _begin(
        Publication(
            kind=kind,
            page_id=page.pk,
            page_type=page.specific_class._meta.label_lower,
            translation_key=page.translation_key,
            language_code=page.locale.language_code,
            title=page.title,
            url_path=page.url_path,
            old_url_path=old_url_path,
            published_at=page.last_published_at,
            revision_id=revision_id,
            user=acting_user(),
            by_system=is_system(),
        )
    )


@transaction.atomic
def record_lost(last: Publication) -> None:
    """Record that a page went without anybody noticing; `last` is the last that is known of it."""
    _begin(
        Publication(
            kind=Kind.DELETED,
            by_system=True,
            **{name: getattr(last, name) for name in IDENTITY},
        )
    )


def run_again(publication: Publication) -> None:
    """Run all steps of the publication once more, those that are done as well."""
    now = timezone.now()
    publication.step_runs.exclude(Q(state=StepRun.State.RUNNING, due_at__gt=now)).update(
        state=StepRun.State.PENDING, tries=0, due_at=now
    )
    _run_now(publication)


def _begin(publication: Publication) -> None:
    publication.save()
    now = timezone.now()
    steps = steps_for(Kind(publication.kind), publication.model)
    StepRun.objects.bulk_create(
        StepRun(
            publication=publication,
            name=step.name,
            position=step.order,
            due_at=now + GRACE if step.in_request else now,
        )
        for step in steps
    )
    if steps:
        # Robust: what follows never makes the change itself fail.
        transaction.on_commit(partial(_run_now, publication), robust=True)


def _run_now(publication: Publication) -> None:
    """Run the steps that somebody waits for; all of them where they are left to nobody."""
    is_left = is_deferred(follow)
    # Another page may be in the middle of its own step, with objects that were fetched before.
    with fetching_anew():
        run_steps(publication, lambda step: step.in_request or not is_left)
    enqueue(follow, publication.pk)


def _joined(page: Any, revision_id: int) -> bool:
    last = Publication.objects.filter(page_id=page.pk).first()
    if last is None or last.kind != Kind.PUBLISHED or last.revision_id is not None:
        return False
    last.revision_id = revision_id
    last.published_at = page.last_published_at
    last.save(update_fields=["revision_id", "published_at"])
    return True


@receiver(
    [post_save, post_delete], sender=PageViewRestriction, dispatch_uid="results.publishing.access"
)
def follow_restriction(
    instance: PageViewRestriction, raw: bool = False, origin: Any = None, **kwargs: Any
) -> None:
    """Record that a page became private, private in another way, or open.

    Wagtail keeps that in a row for the page and all below it. Nothing is recorded for a page that goes
    itself, and takes its restriction along.
    """
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if raw or (origin is not None and not issubclass(model, PageViewRestriction)):
        return
    below = instance.page.get_descendants(inclusive=True)
    for page in below.filter(live=True, content_type__in=content_types()):
        record(page, Kind.ACCESS)
