"""What happens beside the saving of a page: copies, corrected replacements, the title in lists."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.db.models.signals import post_save

from wagtail.models import Page
from wagtail.signals import copy_for_translation_done
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    post_save_string_translation,
)
from wagtail_localize.strings import StringValue

from .open_points import leave_open_points


def connect() -> None:
    """Connect the handlers; called once, when the app is ready."""
    copy_for_translation_done.connect(leave_open_points)
    post_save.connect(forget_error, sender=SegmentOverride)
    post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    post_save.connect(show_draft_title, sender=StringTranslation)


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
