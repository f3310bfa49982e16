"""What must follow from a publication: its steps, which `results.apps` lists, in order, until all are done.

The publication's row says when it is due. A process claims it by moving that to the end of a lease, and no
other process runs its steps until then. A process that dies leaves it due again, on whichever host.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
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
from .models import Kind, Publication, State
from .people import acting_user, as_system, is_system

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that must follow from publications of some kinds, of pages of one class or of all.

    `run` looks at the page as it is now, which may have changed again or be gone, and may be run
    any number of times. It raises for what is to be tried again later. Steps of a publication run
    in the order of `order`, one that fails holds up no other. `label` is what editors read in the
    panel of steps. One that is `in_request` is done when the editor's request is answered; all others
    are left to the site's workers, or to `run_results` while that is at work.
    """

    name: str
    run: Callable[[Publication], None]
    order: int = 100
    kinds: Collection[Kind] = tuple(Kind)
    label: StrOrPromise = ""
    model: type | None = None
    in_request: bool = False


_steps: dict[str, Step] = {}


def register_step(name: str, run: Callable[[Publication], None], **options: Any) -> None:
    """Have `run(publication)` follow from publications, with the options of a `Step`; call it in `ready()`.

    Raises ValueError for a name that is taken.
    """
    if _steps.setdefault(name, Step(name, run, **options)).run is not run:
        raise ValueError(f"There is another step named {name!r}.")


def steps_of(publication: Publication) -> list[Step]:
    """Return the steps that follow from a publication, in order; of an unknown type of page all."""
    model = publication.model
    found = (
        step
        for step in _steps.values()
        if publication.kind in step.kinds
        and (step.model is None or model is None or issubclass(model, step.model))
    )
    return sorted(found, key=lambda step: (step.order, step.name))


MAX_ERROR = 4000
# Several times what one of our own steps takes; so long is waited for a process that has died.
LEASE = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
# After so many failures a publication waits for a person who runs its steps again.
MAX_TRIES = 20
# So long a publication is left to the request that has made it.
GRACE = timedelta(seconds=10)
# Several at once: one that hangs does not hold up the others.
THREADS = 4


def undone() -> QuerySet[Publication]:
    """Return every publication with a step that is not done."""
    return Publication.objects.exclude(state=State.DONE)


def due() -> QuerySet[Publication]:
    """Return the publications whose steps can be run now."""
    return undone().filter(time_has_come(LONGEST_WAIT), tries__lt=MAX_TRIES)


@task(backend=BACKEND)
def follow(publication_id: int) -> None:
    """Run the steps of a publication, if it is due."""
    for publication in due().filter(pk=publication_id):
        run_steps(publication)


register_due_work(
    DueWork(follow, undone, due, failed=Q(state=State.FAILED), error="error", threads=THREADS)
)


def run_steps(publication: Publication, in_request: Callable[[Step], bool] | None = None) -> None:
    """Run the publication's steps that are not done, in their order; a failure is recorded, not raised.

    The request that publishes runs those that are `in_request(step)`. Nothing is done where another
    process has taken the publication since it was read.
    """
    left = [each for each in steps_of(publication) if publication.state_of(each.name) != State.DONE]
    is_ours = not left
    for step in left:
        if in_request is not None and not in_request(step):
            continue
        claim = {} if is_ours else {"state": State.RUNNING, "tries": publication.tries + 1}
        lease, steps = timezone.now() + LEASE, _noted(publication, step, State.RUNNING)
        if stopping.is_set() or not write_if_unchanged(
            publication, **claim, due_at=lease, steps=steps
        ):
            break
        is_ours, error = True, ""
        try:
            with as_system():
                step.run(publication)
        except Exception as failure:
            logger.exception("Step %s of publication %s failed", step.name, publication.pk)
            error = f"{type(failure).__name__}: {failure}"[:MAX_ERROR]
        state = State.FAILED if error else State.DONE
        publication.steps = _noted(publication, step, state, error)
    if is_ours:
        _end(publication)


def _noted(publication: Publication, step: Step, state: State, error: str = "") -> dict[str, Any]:
    return {**publication.steps, step.name: _run(state, error)}


def _run(state: State, error: str = "") -> dict[str, str]:
    return {"state": state, "at": timezone.now().isoformat(), "error": error}


_UNKNOWN = "The worker runs a release of the site that has no such step."


def _end(publication: Publication) -> None:
    """Write what has become of the steps, and when those that are left are due."""
    fields: dict[str, Any] = {"state": State.DONE}
    names = {step.name for step in steps_of(publication)}
    left = {publication.state_of(name) for name in names} - {State.DONE}
    others = {name for name in publication.steps if name not in names}
    if unknown := {name for name in others if publication.state_of(name) != State.DONE}:
        # A worker of the release that made it may come by.
        publication.steps |= {name: _run(State.FAILED, _UNKNOWN) for name in unknown}
        fields["tries"] = publication.tries + 1
        left.add(State.FAILED)
    if left == {State.FAILED}:
        # Later each time.
        wait = min(timedelta(minutes=2 ** min(publication.tries - 1, 10)), LONGEST_WAIT)
        fields |= {"state": State.FAILED, "due_at": timezone.now() + wait}
    elif left:
        # Others have the rest.
        fields |= {"state": State.PENDING, "due_at": timezone.now()}
    write_if_unchanged(publication, **fields, steps=publication.steps)


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
    _follow_later(
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
    _follow_later(
        Publication(
            kind=Kind.DELETED,
            by_system=True,
            **{name: getattr(last, name) for name in IDENTITY},
        )
    )


def run_again(publication: Publication) -> None:
    """Run all steps of the publication once more, those that are done as well."""
    if publication.state != State.RUNNING or publication.due_at <= timezone.now():
        _make_due(publication, {})
        _run_now(publication)


def repeat(publication: Publication, name: str) -> bool:
    """Have one step that is done run once more, by whoever does what is due; whether it will be.

    Nothing happens while the step is under way, or has failed.
    """
    known = {each.name: publication.state_of(each.name) for each in steps_of(publication)}
    if publication.state == State.RUNNING or known.pop(name, None) != State.DONE:
        return False
    # What was done before there was such a step is not done again.
    kept = {each: state for each, state in known.items() if state != State.PENDING}
    steps = {each: publication.steps.get(each) or _run(state) for each, state in kept.items()}
    if is_due := _make_due(publication, steps):
        transaction.on_commit(partial(enqueue, follow, publication.pk), robust=True)
    return is_due


def _make_due(publication: Publication, steps: dict[str, Any]) -> bool:
    now = timezone.now()
    return write_if_unchanged(publication, state=State.PENDING, tries=0, due_at=now, steps=steps)


def _follow_later(publication: Publication) -> None:
    steps = steps_of(publication)
    # All that this release has follow, though a worker of another one may be the first to look.
    pending = {"state": State.PENDING, "at": "", "error": ""}
    publication.steps = {step.name: pending for step in steps}
    if not steps:
        publication.state = State.DONE
    elif any(step.in_request for step in steps):
        publication.due_at = timezone.now() + GRACE
    publication.save()
    if steps:
        # Robust: what follows never makes the change itself fail.
        transaction.on_commit(partial(_run_now, publication), robust=True)


def _run_now(publication: Publication) -> None:
    """Run the steps that somebody waits for; all of them where they are left to nobody."""
    is_left = is_deferred(follow)
    # Another page may be in the middle of its own step, with objects that were fetched before.
    with fetching_anew():
        run_steps(publication, lambda step: step.in_request or not is_left)
    if publication.state != State.DONE:
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
