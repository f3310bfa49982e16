"""Find the translation that produces a page, and back."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation


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


def is_public(translation: Translation) -> bool:
    """Return whether the page that the translation produces is public."""
    return Page.objects.filter(
        translation_key=translation.source.object_id,
        locale_id=translation.target_locale_id,
        live=True,
    ).exists()
