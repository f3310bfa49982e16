"""Joins numbers in words: "two hundred and fifty"."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from .atoms import Atom, gap, is_next, low
from .words import Group, Kind

if TYPE_CHECKING:
    from .tokens import Token

_AND = {"and", "och"}
_SMALL_SCALES = (100, 1000)


def join_spelled(atoms: list[Atom], tokens: list[Token]) -> list[Atom]:
    """Join numbers in words up to the thousands."""
    found: list[Atom] = []
    index = 0
    while index < len(atoms):
        joined, index = _spelled_run(atoms, index, tokens, found)
        found.append(joined)
    return found


def _spelled_run(
    atoms: list[Atom], index: int, tokens: list[Token], before: list[Atom]
) -> tuple[Atom, int]:
    """The number that begins at an atom, or the atom itself; and where the next one begins."""
    first = last = atoms[index]
    if not _begins(first):
        return first, index + 1
    run = _Run()
    run.take(first)
    index += 1
    while index < len(atoms) and _continues(run, last, atoms[index], tokens):
        last = atoms[index]
        run.take(last)
        index += 1
    if last is first and (first.kind is Kind.NUMBER or _is_scale_of(before, first, tokens)):
        return first, index
    readings = frozenset({Fraction(run.total + run.current)})
    joined = replace(
        first, kind=Kind.NUMBER, last=last.last, readings=readings, bare=readings, is_weak=False
    )
    joined.group = last.group
    if first.kind is Kind.SCALE and (
        (before and before[-1].kind in {Kind.SEVERAL, Kind.UNIT})
        or low(tokens, first.first - 1) in {"i", "in"}
    ):
        # "Several hundred", "SEK thousand", "in thousand kronor".
        joined.is_weak, joined.group = True, Group.SCALE
    return joined, index


def _is_scale_of(before: list[Atom], scale: Atom, tokens: list[Token]) -> bool:
    """Whether it is the scale of digits: "15 tusen"."""
    if not before or before[-1].kind is not Kind.NUMBER or before[-1].is_weak:
        return False
    return is_next(tokens, before[-1], scale)


class _Run:
    """The sum of the words so far."""

    def __init__(self) -> None:
        self.total = 0
        self.current = 0
        self.is_scaled = False

    def take(self, atom: Atom) -> None:
        value = int(atom.value or 0)
        self.is_scaled = atom.kind is Kind.SCALE
        if not self.is_scaled and value >= 1000 and value % 1000 == 0:
            self.total, self.is_scaled = value, True
        elif not self.is_scaled:
            self.current += value
        elif value == 100:
            self.current = (self.current or 1) * 100
        else:
            self.total, self.current = self.total + (self.current or 1) * 1000, 0


def _begins(atom: Atom) -> bool:
    if atom.kind is Kind.SCALE:
        return atom.value in _SMALL_SCALES
    return (
        atom.kind is Kind.NUMBER
        and atom.is_spelled
        and atom.group is Group.NONE
        and 0 < atom.whole < 10**6
        and (not atom.is_weak or atom.whole == 1)
    )


def _continues(run: _Run, last: Atom, atom: Atom, tokens: list[Token]) -> bool:
    between = gap(tokens, last, atom)
    is_added = run.is_scaled and len(between) == 1 and between[0] in _AND
    if not is_added and not is_next(tokens, last, atom):
        return False
    if atom.kind is Kind.SCALE:
        return not is_added and 0 < run.current < int(atom.value or 0) <= _SMALL_SCALES[-1]
    if atom.kind is not Kind.NUMBER or not atom.is_spelled or atom.group is Group.MULTIPLE:
        return False
    if run.is_scaled:
        return not atom.is_weak and 0 < atom.whole < (100 if run.current else 1000)
    if run.current % 100 < 20 or run.current % 10:
        return False
    # "Twenty-one", "twenty-first", but not "twenty a".
    is_article = low(tokens, atom.first) in {"a", "an"}
    return 0 < atom.whole < 10 and not is_article and (not atom.is_weak or atom.whole < 3)
