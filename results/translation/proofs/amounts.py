"""Joins numbers with their scales and units: "1,5 miljoner kronor", "SEK 5m", "minus 5"."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from .atoms import Atom, gap, is_next, low
from .shares import add_half, add_length, add_share_of_length, divide, read_half, read_parts
from .words import LEADING, NO_UNIT, Group, Kind, Language

if TYPE_CHECKING:
    from .tokens import Token

_MINUS = {"-", "−"}
_NEAR = 4
_LETTERS = {"m": Fraction(10**6), "k": Fraction(1000)}


def join_amounts(atoms: list[Atom], tokens: list[Token], language: Language) -> list[Atom]:
    """Join numbers with their halves, fractions, scales and units."""
    found: list[Atom] = []
    rest = deque(atoms)
    # "A loss of SEK 5 million" may be −5 million in the other language.
    falls = {index for index, token in enumerate(tokens) if token.low in language.falls}
    while rest:
        atom = rest.popleft()
        if atom.kind is Kind.MINUS:
            if rest and rest[0].kind is Kind.NUMBER and is_next(tokens, atom, rest[0]):
                _multiply(rest[0], Fraction(-1))
            continue
        if atom.kind is Kind.UNIT:
            _lead(atom, rest, tokens)
        atom = _as_number(atom, rest, tokens)
        if atom.kind is Kind.NUMBER:
            _take_crowd(atom, rest, tokens)
            add_half(atom, rest, tokens)
            divide(atom, rest, tokens)
            add_share_of_length(atom, tokens)
            _take_scale(atom, rest, tokens)
            _take_unit(atom, rest, tokens, language)
            if atom.units == NO_UNIT:
                add_length(atom, tokens)
            if falls:
                atom.is_fallen = not falls.isdisjoint(range(atom.first - _NEAR, atom.first))
        found.append(atom)
    return found


def _as_number(atom: Atom, rest: deque[Atom], tokens: list[Token]) -> Atom:
    """A word that stands for a number where no number stands before it."""
    if atom.kind is Kind.HALF:
        return read_half(atom, rest, tokens)
    if atom.kind is Kind.PARTS:
        return read_parts(atom, tokens)
    if atom.kind is Kind.SCALE or (atom.kind is Kind.UNIT and atom.unit and atom.value != 1):
        # "Millions of", "Income (tkr)"
        return replace(atom, kind=Kind.NUMBER, is_weak=True, group=Group.SCALE)
    return atom


def _lead(unit: Atom, rest: deque[Atom], tokens: list[Token]) -> None:
    """A currency before its number: "SEK 5", "€5", "SEK million 1.5"."""
    if low(tokens, unit.last) not in LEADING or not rest:
        return
    has_scale = rest[0].kind is Kind.SCALE and len(rest) > 1 and not gap(tokens, unit, rest[0])
    number, before = (rest[1], rest[0]) if has_scale else (rest[0], unit)
    between = gap(tokens, before, number)
    if number.kind is not Kind.NUMBER or (between and {*between} - _MINUS):
        return
    if has_scale:
        _multiply(number, rest.popleft().value or Fraction(1))
    if low(tokens, unit.first - 1) in _MINUS and not tokens[unit.first].is_spaced:
        # "−£5"
        number.readings = frozenset(-r for r in number.readings if isinstance(r, Fraction))
    number.units = frozenset({unit.unit})
    number.first = unit.first
    _multiply(number, unit.value or Fraction(1))
    unit.unit = ""


def _take_crowd(number: Atom, rest: deque[Atom], tokens: list[Token]) -> None:
    """ "Tens of thousands", "hundratals miljoner"."""
    while number.is_weak and number.group is Group.SCALE and rest:
        is_scale = rest[0].kind is Kind.SCALE or (rest[0].group is Group.SCALE and rest[0].is_weak)
        if not is_scale or gap(tokens, number, rest[0]) not in ([], ["of"]):
            return
        scale = rest.popleft()
        _multiply(number, scale.value or Fraction(1))
        number.last = scale.last


def _take_scale(number: Atom, rest: deque[Atom], tokens: list[Token]) -> None:
    if _is_of_scale(number, rest, tokens):
        number.last = rest.popleft().last
    while (
        number.group is not Group.SCALE
        and rest
        and rest[0].kind is Kind.SCALE
        and is_next(tokens, number, rest[0])
    ):
        scale = rest.popleft()
        _multiply(number, scale.value or Fraction(1))
        number.is_weak, number.group, number.last = False, Group.NONE, scale.last
        if rest and _is_rest_of(number, rest[0], tokens):
            # "En miljon trehundratusen"
            part = rest.popleft()
            number.readings = frozenset({(number.value or Fraction(0)) + part.whole})
            number.last = part.last


def _is_of_scale(number: Atom, rest: deque[Atom], tokens: list[Token]) -> bool:
    """ "A quarter of a million"."""
    if len(rest) < 2 or rest[1].kind is not Kind.SCALE:
        return False
    article, scale = rest[0], rest[1]
    return (
        0 < (number.value or 0) < 1
        and article.whole == 1
        and gap(tokens, number, article) == ["of"]
        and not gap(tokens, article, scale)
    )


def _is_rest_of(number: Atom, part: Atom, tokens: list[Token]) -> bool:
    is_spelled = number.is_spelled and part.is_spelled and part.kind is Kind.NUMBER
    return (
        is_spelled
        and part.group is Group.NONE
        and not part.is_weak
        and not gap(tokens, number, part)
        and 1000 <= part.whole < number.factor
    )


def _take_unit(number: Atom, rest: deque[Atom], tokens: list[Token], language: Language) -> None:
    """The unit after a number, or the letter for thousands or millions."""
    if number.last + 1 == len(tokens):
        return
    after = tokens[number.last + 1]
    has_currency = number.units != NO_UNIT
    if after.low in _LETTERS and (has_currency or not after.is_spaced):
        scale = _LETTERS[after.low]
        scaled = frozenset(r * scale for r in number.readings if isinstance(r, Fraction))
        # "1.5m" may be a length.
        number.readings = scaled if has_currency else number.readings | scaled
        number.last += 1
    elif rest and not has_currency and _is_unit_of(number, rest, tokens, language):
        unit = rest.popleft()
        number.units = frozenset({unit.unit})
        number.is_weak = number.is_weak and number.whole == 1 and unit.unit != "%"
        _multiply(number, unit.value or Fraction(1))
        number.last = unit.last


def _is_unit_of(number: Atom, rest: deque[Atom], tokens: list[Token], language: Language) -> bool:
    unit = rest[0]
    if unit.kind is not Kind.UNIT or not unit.unit or not is_next(tokens, number, unit):
        return False
    if low(tokens, unit.last) not in LEADING or len(rest) == 1:
        return True
    is_between = rest[1].kind is Kind.NUMBER and not gap(tokens, unit, rest[1])
    # "In 2016 SEK 5 million was raised."
    return not is_between or not (language.unit_goes_first or 1900 <= number.whole < 2100)


def _multiply(number: Atom, factor: Fraction) -> None:
    if factor != 1:
        number.factor *= factor
        number.readings = frozenset(
            r * factor if isinstance(r, Fraction) else r for r in number.readings
        )
