"""What the words and the signs of a text say about its numbers."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from .atoms import Atom, low, number_atom
from .words import Group, Kind, Language, Word

if TYPE_CHECKING:
    from .tokens import Token

_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_POINTS = {"point", "points", "enhet", "enheter", "enheters", "enheterna"}
_CROWNS = {"norska": "NOK", "norwegian": "NOK", "danska": "DKK", "danish": "DKK"}
_OF_TWO = {("per", "cent"): "%", ("us", "$"): "$", ("every", "other"): "every other"}
_RATES = {"per", "i", "om"}
_FIRST_OF_TWO = {first for first, _second in _OF_TWO}
_SENTENCE_ENDS = {"", ".", "!", "?", ":", "”", "“", '"', "–", "•"}


def read_word(tokens: list[Token], index: int, language: Language) -> Atom | None:
    """The atom of a word or sign; None if it says nothing."""
    name, last = tokens[index].low, index
    if name in _RATES and low(tokens, index + 1) in language.rates:
        return _rate(index, language.rates[low(tokens, index + 1)])
    if name in _FIRST_OF_TWO and (name, low(tokens, index + 1)) in _OF_TWO:
        name, last = _OF_TWO[name, low(tokens, index + 1)], index + 1
    meaning = language.words.get(name)
    if meaning is None and tokens[index].kind == "word" and len(name) > 3:
        meaning = language.compound(name)
    if meaning is None:
        return None
    kind = meaning.kind
    if kind is Kind.NAMING or kind is Kind.CHAPTER:
        roman = _roman(tokens, index)
        if roman is not None or kind is Kind.NAMING:
            return roman
    is_weak = meaning.is_weak
    if language.has_capitals and (kind is Kind.MONTH or kind is Kind.WEEKDAY):
        if not tokens[index].text[0].isupper():
            return None
        is_weak = _is_weak_day(tokens, index, meaning)
    unit, last = _unit(tokens, index, last, meaning)
    atom = Atom(kind, index, last, meaning.values, unit=unit, is_weak=is_weak)
    atom.is_plural, atom.is_spelled, atom.group = meaning.is_plural, True, meaning.group
    if kind is Kind.NUMBER and unit == "%":
        atom.units = frozenset({unit})
    atom.bare, atom.measure = meaning.values, meaning.measure
    return atom


def _is_weak_day(tokens: list[Token], index: int, meaning: Word) -> bool:
    """Whether it may be no day at all: "May" and "March" begin sentences too."""
    is_first = low(tokens, index - 1) in _SENTENCE_ENDS
    return meaning.is_weak and (is_first or meaning.kind is Kind.WEEKDAY)


def _rate(index: int, period: str) -> Atom:
    """How often, or for how long each: "i månaden", "per year"."""
    atom = number_atom(index, f"rate {period}")
    atom.last, atom.is_weak, atom.group = index + 1, True, Group.RATE
    return atom


def _unit(tokens: list[Token], index: int, last: int, meaning: Word) -> tuple[str, int]:
    """The unit, and the place of its last token: "percentage points", "norska kronor"."""
    if meaning.unit == "%":
        after = last + 2 if low(tokens, last + 1) == "-" else last + 1
        return ("pp", after) if low(tokens, after) in _POINTS else ("%", last)
    if meaning.unit in {"SEK", "NOK"}:
        return _CROWNS.get(low(tokens, index - 1), meaning.unit), last
    return meaning.unit, last


def _roman(tokens: list[Token], index: int) -> Atom | None:
    """A number in Roman figures after "part" and the like."""
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if not _ROMAN.fullmatch(after):
        return None
    digits = [_ROMAN_VALUES[sign] for sign in after]
    value = sum(
        -digit if following > digit else digit
        for digit, following in zip(digits, [*digits[1:], 0], strict=True)
    )
    atom = number_atom(index + 1, Fraction(value))
    atom.is_weak = after == "I"
    return atom
