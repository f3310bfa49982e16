"""Find the translation that produces a page, and what is stored for a translation."""

from __future__ import annotations

from typing import Any

from wagtail_localize.models import StringTranslation, Translation


def translation_to(page: Any) -> Translation | None:
    """Return the enabled translation that produces this page, None for any other page."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .exclude(source__locale_id=page.locale_id)
        .select_related("source", "target_locale")
        .first()
    )


def string_translations(translation: Translation) -> Any:
    """Return all stored translations of the page's strings, including obsolete ones."""
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
