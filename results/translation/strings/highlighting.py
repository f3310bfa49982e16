"""A text in which numbers, terms of the glossary and faults are marked, and its numbers put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from ...number_check import LONGEST, Quantity, check, quantities
from ...quantities import format_number
from ..glossary import Term, places_of
from .usable import readable

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from ..proofs import Fault

_MARKED = '<mark class="results-string__{}"{}>{}</mark>'
# They say how many links there are, and not which words are at fault.
_OF_LINKS = {"link_count", "link_mixed_up"}
_NUMBER = re.compile(r"\d(?:[\d .,\u00a0\u202f]*\d)?")
# As many digits as the check reads.
MOST_DIGITS = 40
# More than digits make them.
_MADE_OF_SEVERAL = frozenset({"clock", "code", "date", "period"})


def marked_pair(
    source: str,
    translation: str,
    languages: tuple[str, str],
    terms: list[Term],
    faults: Iterable[Fault],
    *,
    with_numbers: bool = True,
) -> tuple[SafeString, SafeString]:
    """Return a text and its translation as HTML, with numbers, terms and what is at fault marked.

    Without `with_numbers`, those of a pair without faults are left out: reading them takes a while
    where there are hundreds of texts.
    """
    source, translation = readable(source), readable(translation)
    said = {term.term: " / ".join(term.allowed) for term in terms}
    there = {word for _start, _end, word in places_of(said, source)}
    translated = {word: term.term for term in terms if term.term in there for word in term.allowed}
    # A certain fault of the same words comes last, and counts.
    known = sorted(
        (each for each in faults if each.code not in _OF_LINKS), key=lambda each: each.certain
    )
    ours = {each.source: each.certain for each in known}
    theirs = {each.translation: each.certain for each in known}
    texts = source, translation
    is_read = bool(known) or with_numbers
    numbers = [quantities(*each) if is_read else [] for each in zip(texts, languages, strict=True)]
    return (
        _marked(source, numbers[0], said, ours),
        _marked(translation, numbers[1], translated, theirs),
    )


def _marked(
    text: str, numbers: list[Quantity], terms: Mapping[str, str], faults: Mapping[str, bool]
) -> SafeString:
    if len(text) > LONGEST:
        # Nobody would find a mark in it.
        return format_html("{}", text)
    kinds = {
        words: "fault" if certain else "doubt-mark" for words, certain in faults.items() if words
    }
    places = [(start, -end, kinds[words], "") for start, end, words in places_of(kinds, text)]
    places += [
        (part.start, -part.end, kinds.get(part.text, "number"), "")
        for each in numbers
        # "One in four" are two numbers where one of them is at fault.
        for part in (each.parts if any(one.text in kinds for one in each.parts) else (each,))
        if not part.is_weak
    ]
    places += [(start, -end, "term", terms[words]) for start, end, words in places_of(terms, text)]
    parts: list[tuple[SafeString]] = []
    at = 0
    # What begins first, and of that the longest; a fault before what is none.
    for start, minus_end, kind, title in sorted(places):
        if start < at:
            continue
        said = format_html(' title="{}"', title) if title else ""
        parts.append((format_html("{}", text[at:start]),))
        parts.append((format_html(_MARKED, kind, said, text[start:-minus_end]),))
        at = -minus_end
    return format_html_join("", "{}", [*parts, (format_html("{}", text[at:]),)])


def corrected(source: str, text: str, languages: tuple[str, str]) -> str:
    """Return the translation with each certain wrong number put right, "" where there is none.

    Both are texts as a person reads them; `languages` are theirs, in this order.
    """
    right = text
    found = [each for each in check(source, text, *languages) if each.certain and each.target]
    for each in sorted(found, key=lambda one: one.target.start if one.target else 0, reverse=True):
        ours, theirs = each.source, each.target
        if ours is None or theirs is None or _number_of(theirs) is None:
            continue
        number, place = _in_language(ours, languages[1]), slice(theirs.start, theirs.end)
        if number and text[place] == theirs.text:
            said = _NUMBER.sub(number, theirs.text)
            right = f"{right[: theirs.start]}{said}{right[theirs.end :]}"
    return right if right != text else ""


def _number_of(quantity: Quantity) -> str | None:
    """Return the only number in digits that the quantity has, as it is written, else None."""
    numbers = _NUMBER.findall(quantity.text)
    is_one = len(numbers) == 1 and quantity.kind not in _MADE_OF_SEVERAL
    return numbers[0] if is_one and quantity.is_digits else None


def _in_language(quantity: Quantity, language: str) -> str:
    written = _number_of(quantity)
    if written is None or (written.isdigit() and len(written) <= 4):
        # A year has no separator, in any language.
        return written or ""
    if len(quantity.values) != 1:
        return ""
    value = next(iter(quantity.values)) / quantity.scale
    with localcontext(prec=MOST_DIGITS):
        exact = Decimal(value.numerator) / value.denominator
    return format_number(exact, language)
