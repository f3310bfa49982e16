"""Where the site has some words, and how they were translated there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.html import format_html, format_html_join

from .usable import readable
from .visible import visible_pages, visible_rows

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from wagtail_localize.models import Translation

MOST = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A text and its translation as HTML with the words marked, and the translated page."""

    source: SafeString
    text: SafeString
    page: Any


def concordance(translation: Translation, words: str, user: Any) -> list[Pair]:
    """Return the pairs of the site that have the words in one of their texts, the latest first.

    Only those of public pages and of the user's; two queries.
    """
    found = Q()
    for each in (words, words.replace("&", "&amp;")):
        # SQLite knows the two cases of ASCII letters only.
        for form in {each, each.lower(), each.capitalize()}:
            found |= Q(translation_of__data__icontains=form) | Q(data__icontains=form)
    rows = visible_rows(translation, user).filter(found).select_related("translation_of", "context")
    pages = {page.translation_key: page for page in visible_pages(translation, user)}
    return [
        Pair(
            _with_words(row.translation_of.data, words),
            _with_words(row.data, words),
            pages[row.context.object_id],
        )
        for row in rows[:MOST]
    ]


def _with_words(text: str, words: str) -> SafeString:
    parts = re.split(f"({re.escape(words)})", readable(text), flags=re.IGNORECASE)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", part) if index % 2 else part,)
            for index, part in enumerate(parts)
        ),
    )
