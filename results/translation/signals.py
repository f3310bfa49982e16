"""What follows when wagtail-localize's rows, a page or the glossary change, wherever that was."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone

from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_published
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
)
from wagtail_localize.strings import StringValue

from ..compat.wagtail_localize import DRAFT_TITLE
from ..publishing.acts import acting_user, is_system_act
from .blocks.joining import OURS
from .blocks.open_points import leave_open_points
from .following.adopting import adopt
from .following.agreement import agreement_of_page, record_agreement
from .following.carrying import carry_obsolete
from .glossary.term import Term
from .strings.checking import check_rows
from .strings.counting import recount_later, review
from .strings.marks import EARLIER_SOURCE
from .strings.memory import fill_from_memory
from .strings.reasons import log_faults
from .tables import StaleString
from .targets import translation_to

RESTARTED = "_results_restarted"


def connect() -> None:
    """Connect the handlers; called once, when the app is ready."""
    copy_for_translation_done.connect(leave_open_points)
    post_save.connect(forget_error, sender=SegmentOverride)
    if not DRAFT_TITLE.problem:
        post_save.disconnect(DRAFT_TITLE.original, sender=StringTranslation)
        post_save.connect(show_draft_title, sender=StringTranslation)
    post_save.connect(forget_mark, sender=StringTranslation)
    post_save.connect(compare, sender=StringTranslation)
    post_save.connect(count, sender=StringTranslation)
    post_delete.connect(count, sender=StringTranslation)
    post_save.connect(start_from_memory, sender=Translation)
    pre_save.connect(notice_restart, sender=Translation)
    post_save.connect(adopt_what_was_written, sender=Translation)
    post_save.connect(review_with_glossary, sender=Term)
    post_delete.connect(review_with_glossary, sender=Term)
    page_published.connect(note_publication, dispatch_uid="results.translation.publication")


def forget_error(instance: Any, update_fields: Any = None, **_kwargs: Any) -> None:
    """Let a replacement that was refused count again once it has been changed.

    wagtail-localize keeps the error, and so would pass over the new replacement without a word.
    """
    if instance.has_error and update_fields and "data_json" in update_fields:
        instance.has_error, instance.field_error = False, ""
        instance.save(update_fields=["has_error", "field_error"])


def show_draft_title(instance: Any, **_kwargs: Any) -> None:
    """Show a translated title in the lists of pages, as plain text and no longer than fits.

    In place of wagtail-localize's own handler, which writes the title as it is: PostgreSQL refuses
    one of more than 255 characters, and the translator got no answer but an error 500.
    """
    context = instance.context
    if context is None or context.path != "title":
        return
    text = StringValue(instance.data).render_text()
    limit = Page._meta.get_field("draft_title").max_length
    Page.objects.filter(translation_key=context.object_id, locale_id=instance.locale_id).update(
        draft_title=text[:limit] or F("title")
    )


def forget_mark(instance: Any, **_kwargs: Any) -> None:
    """A translation that has been saved anew, wherever that was, is of the text as it is now."""
    if instance.tool_name != EARLIER_SOURCE:
        StaleString.objects.filter(translation=instance).delete()


def compare(instance: Any, **_kwargs: Any) -> None:
    """Compare a translation that was saved, wherever that was, with its source."""
    check_rows([instance])


def count(instance: Any, **_kwargs: Any) -> None:
    """Count the strings of the page again."""
    if instance.context is not None:
        recount_later(instance.context.object_id, instance.locale_id)


def start_from_memory(instance: Any, created: bool, **_kwargs: Any) -> None:
    """Begin a page's translation with what has been translated before."""
    if created:
        carry_obsolete(instance)
        fill_from_memory(instance)
        review(instance)


def notice_restart(instance: Any, **_kwargs: Any) -> None:
    """Keep in mind whether a translation that was stopped is started again."""
    was_stopped = Translation.objects.filter(pk=instance.pk, enabled=False).exists()
    instance.__dict__[RESTARTED] = instance.enabled and was_stopped


def adopt_what_was_written(instance: Any, **_kwargs: Any) -> None:
    """Let what was written by hand while the translation was stopped be its strings."""
    if instance.__dict__.pop(RESTARTED, False):
        adopt(instance)
        review(instance)


def note_publication(instance: Any, revision: Any = None, **_kwargs: Any) -> None:
    """Keep how a translation that was published, by whatever way, stands to its source.

    What follows its source by itself keeps that for itself.
    """
    if not isinstance(instance, OURS) or instance.alias_of_id or is_system_act():
        return
    translation = translation_to(instance)
    if translation is None:
        return
    published_at = revision.created_at if revision else timezone.now()
    record_agreement(translation, agreement_of_page(translation, instance), published_at)
    log_faults(instance, translation.source, acting_user(), revision)


def review_with_glossary(instance: Any, **_kwargs: Any) -> None:
    """Check the translations between two languages again when a term of theirs has changed."""
    # A task knows its backend when it is made, which may need models of its own.
    from .tasks import review_languages

    languages = instance.source_locale_id, instance.target_locale_id
    transaction.on_commit(partial(review_languages.enqueue, *languages), robust=True)
