"""A text in which its numbers, and the terms of the glossary, can be seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from ...number_check import quantities
from ..glossary import Term, term_places
from .usable import readable

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

_MARKED = '<mark class="results-string__{}"{}>{}</mark>'


def highlighted(text: str, language: str, terms: Iterable[Term] = ()) -> SafeString:
    """Return a text as a person reads it as HTML, with numbers and terms marked."""
    text = readable(text)
    places = [
        *(
            (each.start, each.end, "number", "")
            for each in quantities(text, language)
            if not each.is_weak
        ),
        *(
            (start, end, "term", " / ".join(term.allowed))
            for start, end, term in term_places(terms, text)
        ),
    ]
    parts: list[tuple[SafeString]] = []
    at = 0
    for start, end, kind, title in sorted(places):
        if start < at:
            continue
        said = format_html(' title="{}"', title) if title else ""
        parts.append((format_html("{}", text[at:start]),))
        parts.append((format_html(_MARKED, kind, said, text[start:end]),))
        at = end
    return format_html_join("", "{}", [*parts, (format_html("{}", text[at:]),)])
