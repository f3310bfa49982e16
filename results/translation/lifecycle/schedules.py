"""Keep language versions on the schedule of their source: publication, cancellation, expiry."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published

from ...issues import Issue, incomplete
from ...publishing import Refused
from ...publishing.guard import is_guarded
from ...publishing.refusals import refusals_of
from ..readiness import accepting_untranslated
from ..tables import ScheduledTranslation
from .acts import named, versions_of

CANCELLED = "wagtail.schedule.cancel"


@receiver(page_published, dispatch_uid="results.translation.expiry")
def follow_expiry(instance: Any, **_kwargs: Any) -> None:
    """Set or clear the expiry time of the versions as the published source has it.

    Pending drafts get it too, lest one of them restores an earlier time. Wagtail sees to aliases.
    """
    if not instance.live or not is_guarded(instance):
        return
    for version in versions_of([instance]).get(instance.pk, []):
        if version.alias_of_id:
            continue
        if version.expire_at != instance.expire_at:
            Page.objects.filter(pk=version.pk).update(expire_at=instance.expire_at)
        _change_drafts(version, instance.expire_at)


def _change_drafts(page: Page, expire_at: Any) -> None:
    text = DjangoJSONEncoder().default(expire_at) if expire_at else None
    waiting = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for revision in page.revisions.filter(waiting):
        if revision.content.get("expire_at") != text:
            revision.content["expire_at"] = text
            # Revision.save() would build the page from a revision that may be damaged.
            type(revision)._base_manager.filter(pk=revision.pk).update(content=revision.content)


@receiver(page_published, dispatch_uid="results.translation.one_schedule")
def check_together(instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    """Raise Refused within a publication if not all pages of the schedule can be public.

    The source comes first: it is refused if one of its translations would be, and then they are
    refused because of it. The scheduler removes the time of what is refused, and notifies people.
    """
    if revision is None or not instance.live or not is_guarded(instance):
        return
    times = ScheduledTranslation.objects.filter(Q(revision=revision) | Q(source_revision=revision))
    reasons: list[Issue] = []
    for time in times:
        if time.revision_id != revision.pk:
            reasons.extend(_why_translation_cannot_be(time.revision_id))
        elif time.source_revision_id is not None:
            reasons.extend(_why_source_is_not_public(time.source_revision_id))
    if reasons:
        raise Refused(reasons, instance)


@receiver(post_save, sender=Revision, dispatch_uid="results.translation.cancel")
def cancel_together(instance: Any, update_fields: Any = None, **_kwargs: Any) -> None:
    """Cancel the schedule of the translations when that of their source is cancelled."""
    if instance.approved_go_live_at is not None or "approved_go_live_at" not in (
        update_fields or ()
    ):
        return
    together = ScheduledTranslation.objects.filter(source_revision=instance)
    waiting = Revision.objects.filter(
        pk__in=together.values("revision_id"), approved_go_live_at__isnull=False
    )
    for revision in waiting:
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        page = Page.objects.filter(pk=revision.object_id).first()
        if page is not None:
            log(instance=page.specific, action=CANCELLED, revision=revision)


def _why_source_is_not_public(revision_id: int) -> list[Issue]:
    revision = Revision.objects.filter(pk=revision_id).first()
    source = revision and Page.objects.filter(pk=revision.object_id).first()
    if source is None or (source.live and (source.live_revision_id or 0) >= revision_id):
        return []
    message = _("%(page)s, with which it was to be published, was not published.")
    return [incomplete(message % {"page": named(source)}, "source_not_published")]


def _why_translation_cannot_be(revision_id: int) -> list[Issue]:
    revision = Revision.objects.filter(pk=revision_id, approved_go_live_at__isnull=False).first()
    if revision is None:
        return []
    try:
        page = revision.as_object()
        goes_public, page.live = not page.live, True
        # Whoever set the time was asked then.
        with accepting_untranslated():
            refusals = refusals_of(page, publishing=True, goes_public=goes_public)
    except Refused as error:
        page, refusals = revision.content_object, list(error.refusals)
    return [
        incomplete(f"{named(page)}: {refusal.message}", "translation_refused")
        for refusal in refusals
    ]
