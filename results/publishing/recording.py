"""Writing a Publication, and setting in motion what follows from it."""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction, get_page_models

from .actor import acting_user, is_system
from .mixin import PublishingMixin
from .models import Heartbeat, Kind, Publication, StepRun
from .steps import run_steps, steps_for

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
    steps = steps_for(Kind(publication.kind), publication.model)
    if steps:
        StepRun.objects.bulk_create(
            StepRun(publication=publication, name=step.name, position=step.order) for step in steps
        )
        # Robust: what follows never makes the change itself fail.
        transaction.on_commit(partial(_run_now, publication), robust=True)


def _run_now(publication: Publication) -> None:
    """Run the steps that somebody waits for; all of them where `run_results` is not at work."""
    defers = Heartbeat.is_working()
    run_steps(publication, takes=lambda step: step.in_request or not defers)


def _joined(page: Any, revision_id: int) -> bool:
    last = Publication.objects.filter(page_id=page.pk).first()
    if last is None or last.kind != Kind.PUBLISHED or last.revision_id is not None:
        return False
    last.revision_id = revision_id
    last.published_at = page.last_published_at
    last.save(update_fields=["revision_id", "published_at"])
    return True


@receiver(
    post_save, sender=PageViewRestriction, dispatch_uid="results.publishing.recording.after_save"
)
def after_save(sender: type[Any], instance: PageViewRestriction, raw: bool, **kwargs: Any) -> None:
    """Record that a page became private, or private in another way.

    Wagtail keeps that in rows of its own, one for a page and all below it.
    """
    if not raw:
        _record_below(instance.page)


@receiver(
    post_delete,
    sender=PageViewRestriction,
    dispatch_uid="results.publishing.recording.after_delete",
)
def after_delete(
    sender: type[Any], instance: PageViewRestriction, origin: Any = None, **kwargs: Any
) -> None:
    """Record that a page became open, unless it goes itself and takes its restriction along."""
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if issubclass(model, PageViewRestriction):
        _record_below(instance.page)


def _record_below(top: Page) -> None:
    pages = top.get_descendants(inclusive=True).filter(live=True, content_type__in=content_types())
    for page in pages:
        record(page, Kind.ACCESS)
