"""What the digits of a text write: numbers, dates, clock times, telephone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from .atoms import Atom, as_clock, low, number_atom
from .digits import decade, read_date, read_slash, read_years, readings_of
from .words import Group, Language

if TYPE_CHECKING:
    from .tokens import Token

_VULGAR = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5),
    "⅗": Fraction(3, 5),
    "⅘": Fraction(4, 5),
    "⅙": Fraction(1, 6),
    "⅚": Fraction(5, 6),
    "⅛": Fraction(1, 8),
    "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8),
    "⅞": Fraction(7, 8),
}
_POINTED = re.compile(r"\d+[.,]\d+")
_HOUR = re.compile(r"(\d{1,2})\.([0-5]\d)")
_LENGTHS = {"m", "km", "cm", "dm", "mm"}
_ENDINGS = {"a", "e", "an", "en", "as", "es"}
_DECADES = {"talet", "talets", "talen"}
_LETTERS = set("abcdfg")
_FLATS = set("BCDFG")
_LETTERED = {"section", "sections", "§", "article", "artikel", "annex", "appendix", "bilaga"}
# What follows is a name: 1.10 is not 1.1.
_NAMED = {
    "version",
    "versionen",
    "versions",
    "v",
    "ver",
    "release",
    "mål",
    "målen",
    "delmål",
    "target",
}
_NAMED |= {"sdg", "sdgs", "ios", "android"}
_NAMED |= {
    "targets",
    "goal",
    "goals",
    "indikator",
    "indikatorn",
    "indicator",
    "wcag",
    "gri",
    "avsnitt",
}
_NAMED |= {"section", "tabell", "table", "figur", "figure", "diagram", "bilaga", "annex", "chart"}


def read_digits(tokens: list[Token], index: int, language: Language) -> Iterator[Atom]:
    """Yield the numbers that a token of digits writes; the last one ends where they all do."""
    token = tokens[index]
    text = token.text
    if token.kind in {"iso", "date"}:
        yield from read_date(index, token, language)
    elif token.kind == "phone":
        yield number_atom(index, f"telephone {_subscriber(text)}")
    elif token.kind == "time":
        hour, minute = map(int, text.split(":"))
        yield as_clock(number_atom(index), hour, minute)
    elif token.kind == "years":
        yield from read_years(tokens, index, language)
    elif token.kind == "slash":
        yield from read_slash(tokens, index, language)
    elif token.kind == "vulgar":
        yield number_atom(index, _VULGAR[text])
    elif token.kind in {"raised", "lowered"}:
        atom = number_atom(index, f"mark {unicodedata.normalize('NFKC', text)}")
        atom.is_weak = token.kind == "lowered" or low(tokens, index - 1) in _LENGTHS
        yield atom
    else:
        yield _number(tokens, index, language)


def _subscriber(text: str) -> str:
    """The digits of a telephone number as they are dialled within Sweden, if it is a Swedish one."""
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if text[0] == "+" or digits[:2] == "00":
        return re.sub(r"^(?:00)?46(?=\d{7})", "0", digits)
    return digits


def _number(tokens: list[Token], index: int, language: Language) -> Atom:
    token = tokens[index]
    readings = readings_of(token.text, language.conventions)
    if _is_negative(tokens, index):
        readings = frozenset(-r if isinstance(r, Fraction) else r for r in readings)
    atom = number_atom(index, *readings)
    atom.is_weak = token.text == "2" and low(tokens, index - 1) == "co"
    if not token.text.isdecimal():
        _mark_points(atom, tokens, index)
    if index + 1 < len(tokens):
        _take_ending(atom, tokens, index + 1)
    atom.bare = atom.readings
    return atom


def _take_ending(atom: Atom, tokens: list[Token], place: int) -> None:
    """What is written at the end of a number: "3:e", "1 250:-", "90-talet", "10 a §", "1990s"."""
    after, following = tokens[place], low(tokens, place + 1)
    if after.kind == "word":
        if after.is_spaced:
            _take_letter(atom, tokens, place)
        else:
            _take_suffix(atom, after.low, place)
    elif after.is_spaced:
        return
    elif after.text == ":" and following in _ENDINGS:
        atom.last, atom.group = place + 1, Group.ORDINAL
    elif after.text == ":" and following == "-":
        atom.last, atom.units, atom.unit = place + 1, frozenset({"", "SEK"}), "SEK"
    elif after.text == "-" and following in _DECADES:
        atom.last = place + 1
        atom.readings |= set(map(Fraction, decade(atom.whole)))
    elif after.text == "-" and following == "tals":
        # "10 000-tals"
        atom.last, atom.is_weak, atom.group = place + 1, True, Group.SCALE
    elif after.text == "(" and len(following) == 1 and low(tokens, place + 2) == ")":
        atom.readings |= {f"{atom.whole}{following}"}


def _take_suffix(atom: Atom, suffix: str, place: int) -> None:
    value = atom.whole
    if suffix in {"st", "nd", "rd", "th", "de", "e"}:
        atom.last, atom.group = place, Group.ORDINAL
    elif suffix in {"s", "'s"} and value >= 10:
        atom.last = place
        atom.readings |= set(map(Fraction, decade(value)))
    elif suffix in _LETTERS and value >= 0:
        literal = f"{value}{suffix}"
        # "1a" is an ordinal too.
        atom.readings = frozenset({literal, Fraction(value)} if suffix == "a" else {literal})
        atom.last = place


def _take_letter(atom: Atom, tokens: list[Token], place: int) -> None:
    """The letter of a section: "10 a §", "Section 10 a"."""
    letter = tokens[place].low
    if letter not in _LETTERS or atom.whole < 0:
        return
    literal = f"{atom.whole}{letter}"
    if low(tokens, place + 1) == "§":
        atom.readings, atom.last = frozenset({literal}), place
    elif low(tokens, place - 2) in _LETTERED or (tokens[place].text in _FLATS):
        atom.readings |= {literal}


def _mark_points(atom: Atom, tokens: list[Token], index: int) -> None:
    """Make a number with a point a clock time or the name of a version, if it may be one."""
    text = tokens[index].text
    if _POINTED.fullmatch(text):
        atom.written = text.replace(",", ".")
        atom.is_name = _is_named(tokens, index)
    match = _HOUR.fullmatch(text)
    if match and int(match[1]) <= 24:
        readings = atom.readings
        as_clock(atom, int(match[1]), int(match[2]))
        atom.readings |= readings


def _is_named(tokens: list[Token], index: int) -> bool:
    before = low(tokens, index - 1)
    return before in _NAMED or (before == "." and low(tokens, index - 2) in _NAMED)


def _is_negative(tokens: list[Token], index: int) -> bool:
    """Whether a minus stands before the number, and no hyphen or dash between two things."""
    token = tokens[index]
    if index == 0 or token.is_spaced or tokens[index - 1].text not in {"-", "−", "–"}:
        return False
    if index == 1:
        return True
    before = tokens[index - 2]
    if before.text in {"(", "["}:
        return True
    # "5 % –10 %" is a range.
    is_apart = tokens[index - 1].is_spaced and before.text not in {"%", "€", "$", "£"}
    return is_apart and before.kind in {"word", "symbol"}
