"""The translations of texts elsewhere on the site that a user may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from wagtail_localize.models import StringTranslation

from ...publishing import visible
from ...record.language_version import LanguageVersion
from .doubts import EARLIER_SOURCE

if TYPE_CHECKING:
    from wagtail_localize.models import Translation


def visible_pages(translation: Translation, user: Any) -> Any:
    """Return the pages in the language of a translation that are public or that the user may edit."""
    return visible.visible_pages(user, ["change"]).filter(locale=translation.target_locale)


def visible_rows(translation: Translation, user: Any) -> Any:
    """Return the translations of those pages from the same language, the latest first.

    Of pages that the user may not edit only what had been saved when they were last published.
    """
    own = visible.pages_of(user, ["change"]).filter(locale=translation.target_locale)
    published = LanguageVersion.objects.filter(
        page__in=visible_pages(translation, user).values("pk"),
        page__translation_key=OuterRef("context__object_id"),
        published_at__gte=OuterRef("updated_at"),
    )
    return (
        StringTranslation.objects.filter(
            Q(context__object_id__in=own.values("translation_key")) | Exists(published),
            locale=translation.target_locale,
            translation_of__locale=translation.source.locale,
            has_error=False,
        )
        .exclude(tool_name=EARLIER_SOURCE)
        .order_by("-updated_at")
    )
