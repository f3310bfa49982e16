"""Which page of a family of language versions is the source of its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, Exists, Q, Value, When

from wagtail.coreutils import get_supported_content_language_variant

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet


# An expression for queries of pages: whether a page is made from another one.
TranslationRule = Callable[[], "Exists"]
_WAS_PUBLIC = Q(live=True) | Q(first_published_at__isnull=False)
_rules: list[TranslationRule] = []


def register_translation_rule(rule: TranslationRule) -> None:
    """Count pages for which `rule()` is true as translations; call it in `ready()`."""
    if rule not in _rules:
        _rules.append(rule)


def source_in(pages: QuerySet[Any], translation_key: UUID) -> QuerySet[Any]:
    """Return the language versions with this key, none of them an alias, the source first.

    It is the page that is no translation; of several one that is or was public, the one in the site's
    first language, from which versions made by hand get their figures, too, the one made first.
    """
    first_language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    return pages.filter(translation_key=translation_key, alias_of=None).order_by(
        *(rule() for rule in _rules),
        Case(When(_WAS_PUBLIC, then=Value(0)), default=Value(1)),
        Case(When(locale__language_code=first_language, then=Value(0)), default=Value(1)),
        "pk",
    )
