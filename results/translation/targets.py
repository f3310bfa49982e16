"""Find the translation that produces a page, and what is stored for a translation."""

from typing import Any

from django.db.models import Exists, OuterRef

from wagtail_localize.models import StringTranslation, Translation


def translation_to(page: Any) -> Translation | None:
    """Return the enabled translation that produces this page, None for any other page."""
    translations = translations_to(page).filter(enabled=True)
    found: Translation | None = translations.select_related("source", "target_locale").first()
    return found


def translations_to(page: Any = None) -> Any:
    """Return the translations, enabled or stopped, that lead to a page.

    Without one it is for a subquery, and each page of the outer query counts.
    """
    key = page.translation_key if page else OuterRef("translation_key")
    locale = page.locale_id if page else OuterRef("locale_id")
    found = Translation.objects.filter(source__object_id=key, target_locale_id=locale)
    return found.exclude(source__locale_id=locale)


def is_translation() -> Exists:
    """Return an expression for queries of pages: whether a translation leads to the page."""
    return Exists(translations_to())


def string_translations(translation: Translation) -> Any:
    """Return all stored translations of the page's strings, including obsolete ones."""
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale_id=translation.target_locale_id
    )
