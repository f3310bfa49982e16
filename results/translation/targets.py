"""From a page to the translation that makes it, and back."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation


def translation_to(page: Any) -> Translation | None:
    """The translation in work that makes this page, None for any other page."""
    return (
        Translation.objects.filter(
            source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
        )
        .exclude(source__locale_id=page.locale_id)
        .select_related("source", "target_locale")
        .first()
    )


def is_public(translation: Translation) -> bool:
    """Whether the page that the translation makes is public."""
    return Page.objects.filter(
        translation_key=translation.source.object_id,
        locale_id=translation.target_locale_id,
        live=True,
    ).exists()
