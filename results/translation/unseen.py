"""What of wagtail-localize's tables a visitor sees nothing of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wagtail.models import Page
from wagtail_localize.models import TranslationContext

from ..reading.unseen import Row, register_unseen

# A page shows what was published; its strings may be newer.
STRINGS = "wagtail_localize.stringtranslation"
OTHERS = ("wagtail_localize.string", "wagtail_localize.translationcontext")


def connect() -> None:
    """Name them; called once, when Django is ready."""
    register_unseen(STRINGS, _pages_of)
    for label in OTHERS:
        register_unseen(label)


def _pages_of(rows: Sequence[Row]) -> Iterable[int]:
    """The translations that the strings belong to: with one changed, they may be an alias or not."""
    contexts = {row["context_id"] for row in rows if row.get("context_id")}
    keys = TranslationContext.objects.filter(pk__in=contexts).values("object_id")
    locales = {row["locale_id"] for row in rows if row.get("locale_id")}
    pages = Page.objects.filter(translation_key__in=keys, locale_id__in=locales)
    return pages.values_list("pk", flat=True)
