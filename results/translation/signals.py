"""Handlers for changes of wagtail-localize's rows, of pages and of the glossary."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone

from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_published
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from ..compat.wagtail_localize import DRAFT_TITLE
from ..publishing.actor import acting_user, is_system
from ..publishing.changes import clean_before_save
from .blocks import OURS
from .glossary import Term
from .readiness import log_faults
from .saving import leave_open_points
from .strings.checking import check_rows, recount_later, review
from .strings.doubts import EARLIER_SOURCE
from .strings.memory import fill_from_memory
from .sync.stored_translations import adopt, carry_obsolete, prose_of, record_prose
from .tables import StaleString, translation_to

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


def show_draft_title(instance: Any, **_kwargs: Any) -> None:
    """Show a translated title in page lists, as plain text and cut to what fits.

    It replaces wagtail-localize's own handler, which fails on PostgreSQL for more than 255
    characters.
    """
    context = instance.context
    if context is None or context.path != "title":
        return
    text = StringValue(instance.data).render_text()
    limit = Page._meta.get_field("draft_title").max_length
    Page.objects.filter(translation_key=context.object_id, locale_id=instance.locale_id).update(
        draft_title=text[:limit] or F("title")
    )


if not DRAFT_TITLE.problem:
    post_save.disconnect(DRAFT_TITLE.current, sender=StringTranslation)
    post_save.connect(show_draft_title, sender=StringTranslation)


@receiver(post_save, sender=StringTranslation)
def check_again(instance: Any, **_kwargs: Any) -> None:
    """Compare a saved translation with its source; it is no longer of an earlier one."""
    if instance.tool_name != EARLIER_SOURCE:
        StaleString.objects.filter(translation=instance).delete()
    check_rows([instance])
    count(instance)


@receiver(post_delete, sender=StringTranslation)
def count(instance: Any, **_kwargs: Any) -> None:
    if instance.context is not None:
        recount_later(instance.context.object_id, instance.locale_id)


@receiver(post_save, sender=Translation)
def start_from_memory(instance: Any, created: bool, **_kwargs: Any) -> None:
    """Fill a new translation with what has been translated before."""
    if created:
        carry_obsolete(instance)
        fill_from_memory(instance)
        review(instance)


@receiver(pre_save, sender=Translation)
def notice_restart(instance: Any, **_kwargs: Any) -> None:
    """Note whether a stopped translation is started again."""
    was_stopped = Translation.objects.filter(pk=instance.pk, enabled=False).exists()
    instance.results_restarted = instance.enabled and was_stopped


@receiver(post_save, sender=Translation)
def adopt_what_was_written(instance: Any, **_kwargs: Any) -> None:
    if instance.results_restarted:
        adopt(instance)
        review(instance)


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
    published_at = revision.created_at if revision else timezone.now()
    record_prose(instance.pk, translation.source, prose_of(translation, instance), published_at)
    log_faults(instance, translation, acting_user(), revision)


@receiver([post_save, post_delete], sender=Term)
def review_with_glossary(instance: Any, **_kwargs: Any) -> None:
    """Check the translations between two languages again when a term has changed."""
    # A task knows its backend when it is made, which may need models of its own.
    from .tasks import review_languages

    languages = instance.source_locale_id, instance.target_locale_id
    transaction.on_commit(partial(review_languages.enqueue, *languages), robust=True)
