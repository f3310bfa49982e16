"""Which way an amount is bounded or has changed: "more than 80", "fell by 20 per cent"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .quantity import CURRENCIES, PLAIN, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .languages import Language
    from .quantity import Quantity

OPPOSITES = {"above": "below", "below": "above", "by": "to", "to": "by"}
# So far before and behind an amount its words are looked for.
_NEAR = 40
# Of what an amount is changed by or to.
_CHANGED = {"share", "points"}


def read_directions(quantities: list[Quantity], text: str, language: Language) -> None:
    """Set the `directions` of quantities of a text, and whether the text speaks of a loss."""
    patterns = _patterns(language)
    is_loss = patterns["loss"].search(text) is not None
    for each in quantities:
        each.is_loss = is_loss
        each.directions = dict(_directions(each, text, language, patterns))


def _directions(
    quantity: Quantity, text: str, language: Language, patterns: dict[str, re.Pattern[str]]
) -> Iterator[tuple[str, Quantity]]:
    """Ways, each with the quantity and the words that say so."""

    def said(start: int, end: int) -> Quantity:
        return replace(quantity, start=start, end=end, text=text[start:end], directions={})

    begin = max(quantity.start - _NEAR, 0)
    before = text[begin : quantity.start].rstrip()
    word = re.search(r"\S+$", before)
    if word and language.unit(word[0].lower()) in CURRENCIES:
        before = before[: word.start()]
    is_amount = quantity.kind in {PLAIN, "share"}
    is_share = UNITS.get(quantity.unit, ("",))[0] in _CHANGED
    is_changed = is_amount and (is_share or quantity.unit in CURRENCIES)
    # "Under 2016", "under tre år" are during them.
    if found := patterns["amount" if is_changed else "bound"].search(before):
        yield str(found.lastgroup), said(begin + found.start(), quantity.end)
        before = before[: found.start()]
    elif found := patterns["more"].match(text, quantity.end, quantity.end + _NEAR):
        yield str(found.lastgroup), said(quantity.start, found.end())
    if is_changed and (found := patterns["change"].search(before)):
        yield str(found.lastgroup), said(begin + found.start(), quantity.end)
    elif is_changed and (found := patterns["case"].search(quantity.text)):
        yield str(found.lastgroup), quantity


@lru_cache(maxsize=64)
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """The words of a language for them: before an amount, behind it, and in its case."""

    def either(before: str, behind: str, *names: str) -> re.Pattern[str]:
        groups: dict[str, list[str]] = {}
        for name in names:
            if name in language.words:
                way = name.removeprefix("changed_").partition("_")[0]
                groups.setdefault(way, []).append(language.words[name])
        ways = "|".join(f"(?P<{way}>{'|'.join(words)})" for way, words in groups.items())
        return re.compile(f"{before}(?:{ways or '(?!)'}){behind}", re.IGNORECASE)

    return {
        "bound": either(r"(?<!\w)", r"\s*$", "above", "below"),
        "amount": either(r"(?<!\w)", r"\s*$", "above", "below", "below_amount"),
        "more": either(r"\W{0,2}(?:[^\W\d]+\s){0,2}", r"(?!\w)", "above_after", "below_after"),
        "change": either(r"(?<!\w)", r"(?:\s[^\W\d]+)?\s*$", "changed_by", "changed_to"),
        "case": either("", "$", "changed_by_case", "changed_to_case"),
        "loss": either(r"(?<![/\w])", "", "loss"),
    }
