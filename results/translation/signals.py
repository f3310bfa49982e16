"""What follows a change of wagtail-localize's rows, of the glossary, and of the schedule of a page."""

from dataclasses import asdict
from functools import partial
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import copy_for_translation_done, page_published
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from ..compat import DRAFT_TITLE
from ..issues import Issue, incomplete
from ..languages.localized import ScheduledTranslation, translation_to
from ..publishing import Refused
from ..publishing.mixin import clean_before_save, is_guarded
from ..publishing.people import acting_user, is_system, refusals_of
from ..record.versions import LanguageVersion
from .blocks import OURS
from .glossary import Term
from .lifecycle.acts import named, versions_of
from .localize.stored_translations import adopt, prose_of
from .readiness import accepting_untranslated, log_faults
from .saving import leave_open_points
from .strings.doubts import check_rows, review, show_draft_title, strings_of
from .strings.memory import fill_from_memory

CANCELLED = "wagtail.schedule.cancel"

copy_for_translation_done.connect(leave_open_points)
pre_save.connect(clean_before_save, sender=StringTranslation)


@receiver(post_save, sender=SegmentOverride)
def forget_error(instance: Any, update_fields: Any = None, **_kwargs: Any) -> None:
    """Clear the error of a replacement that has been changed.

    wagtail-localize keeps the error, and would silently ignore the new replacement.
    """
    if instance.has_error and update_fields and "data_json" in update_fields:
        instance.has_error, instance.field_error = False, ""
        instance.save(update_fields=["has_error", "field_error"])


if not DRAFT_TITLE.problem:
    post_save.disconnect(DRAFT_TITLE.current, sender=StringTranslation)
    post_save.connect(show_draft_title, sender=StringTranslation)


@receiver(post_save, sender=StringTranslation)
def check_again(instance: Any, update_fields: Any = None, **_kwargs: Any) -> None:
    """Compare a saved text with its source; it is no longer of an earlier one, nor from elsewhere."""
    if update_fields is None or "data" in update_fields:
        check_rows([instance], are_decided=True)


@receiver(pre_save, sender=Translation)
def notice_restart(instance: Any, **_kwargs: Any) -> None:
    """Note whether a stopped translation is started again."""
    was_stopped = Translation.objects.filter(pk=instance.pk, enabled=False).exists()
    instance.results_restarted = instance.enabled and was_stopped


@receiver(post_save, sender=Translation)
def start_with_what_is_known(instance: Any, created: bool, **_kwargs: Any) -> None:
    """Fill a new translation with what has been translated before, a resumed one from its page."""
    if created:
        fill_from_memory(instance)
        review(instance.source, locale=instance.target_locale_id)
    elif instance.results_restarted:
        adopt(instance)


@receiver(page_published, dispatch_uid="results.translation.publication")
def note_publication(instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    """Record how a translation that was published relates to its source.

    Synchronisation records the state of the pages that it publishes itself.
    """
    if not isinstance(instance, OURS) or instance.alias_of_id or is_system():
        return
    translation = translation_to(instance)
    if translation is None:
        return
    strings = strings_of(translation)
    facts = {
        "source_language": translation.source.locale.language_code,
        "published_at": revision.created_at if revision else timezone.now(),
        **asdict(prose_of(strings, instance)),
    }
    LanguageVersion.objects.update_or_create(page_id=instance.pk, defaults=facts)
    log_faults(instance, strings, acting_user(), revision)


@receiver([post_save, post_delete], sender=Term)
def review_with_glossary(instance: Any, **_kwargs: Any) -> None:
    """Check the translations between two languages again when a term has changed."""
    # A task knows its backend when it is made, which may need models of its own.
    from .tasks import review_languages

    languages = instance.source_locale_id, instance.target_locale_id
    transaction.on_commit(partial(review_languages.enqueue, *languages), robust=True)


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
