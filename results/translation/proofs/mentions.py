"""Reads the numbers of a text, with the months and weekdays of its dates."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from .amounts import join_amounts
from .atoms import Atom, gap, join_spelled
from .digit_atoms import read_digits
from .neighbours import mark_neighbours
from .places import mark_places, split_articles
from .times import mark_dates, mark_times
from .tokens import Token, level, tokens_of
from .word_atoms import read_word
from .words import NO_UNIT, Group, Kind, Language, Reading

_WORDS = {"word", "symbol"}
_ROLES = {"from": "from", "från": "from", "to": "to", "till": "to"}


@dataclass(slots=True)  # not frozen: that would double the time it takes to make one
class Mention:
    """A number as a text has it.

    `readings` is what it may be worth, `bare` the same without "million" and the like, `units` the
    units that it may have ("" is none). A mention that `is_weak` may be missing in the other
    language. One that `can_merge` may be said once there for twice here. `day` is a day and its
    month, `halves` what the two sides of a slash may be, `role` is "from" or "to". `amount` is a
    length or the like in a small unit, and `size` one of the unit that it is told in. The rest is as of an atom.
    """

    text: str
    readings: frozenset[Reading]
    bare: frozenset[Reading]
    units: frozenset[str]
    is_weak: bool
    is_spelled: bool
    group: Group
    can_merge: bool
    day: tuple[int, int] | None
    halves: tuple[tuple[Reading, Reading], ...]
    role: str
    amount: tuple[Fraction, str] | None
    size: Fraction
    places: frozenset[str]
    within: tuple[int, int] | None
    written: str
    is_name: bool


@dataclass(frozen=True, slots=True)
class NumbersOf:
    """The numbers of a text, and every unit that it names somewhere."""

    mentions: tuple[Mention, ...]
    units: frozenset[str]


def read(text: str, language: Language, other: str = "") -> NumbersOf:
    """The numbers of a plain text without addresses; `other` is the same in the other language."""
    text = level(text)
    tokens = tokens_of(text)
    atoms = _atoms(tokens, language)
    if not atoms:
        return NumbersOf((), frozenset())
    units = frozenset(atom.unit for atom in atoms if atom.unit)
    atoms = join_amounts(join_spelled(atoms, tokens), tokens, language)
    mark_times(atoms, tokens)
    mark_dates(atoms, tokens, language)
    mark_neighbours(atoms, tokens, language)
    mark_places(atoms, tokens, language)
    _mark_chapters(atoms, tokens)
    _weaken(atoms, tokens, text, language, other)
    return NumbersOf(tuple(_mentions(atoms, tokens, text)), units)


def _atoms(tokens: list[Token], language: Language) -> list[Atom]:
    found: list[Atom] = []
    index = 0
    while index < len(tokens):
        if tokens[index].kind in _WORDS:
            atom = read_word(tokens, index, language)
            new = [atom] if atom else []
        else:
            new = list(read_digits(tokens, index, language))
        found += new
        index = new[-1].last + 1 if new else index + 1
    return split_articles(found, tokens, language)


def _weaken(
    atoms: list[Atom], tokens: list[Token], text: str, language: Language, other: str
) -> None:
    phrases = [match.span() for match in language.phrases.finditer(text)]
    present = {tokens[atom.first].low for atom in atoms} & language.doubtful.keys()
    doubted = {name for name in present if language.doubtful[name].search(other)}
    if not phrases and not doubted:
        return
    for atom in atoms:
        token = tokens[atom.first]
        is_phrase = any(first <= token.start < end for first, end in phrases)
        if is_phrase or (atom.first == atom.last and token.low in doubted):
            atom.is_weak, atom.group, atom.measure = True, Group.NONE, None


def _mark_chapters(atoms: list[Atom], tokens: list[Token]) -> None:
    """Two sections of one chapter name it twice in Swedish."""
    for first, second in pairwise(atoms):
        if not gap(tokens, first, second):
            if first.kind is Kind.CHAPTER:
                second.can_merge = True
            elif second.kind is Kind.CHAPTER:
                first.can_merge = True


def _mentions(atoms: list[Atom], tokens: list[Token], text: str) -> Iterator[Mention]:
    months: set[int] = set()
    for atom in atoms:
        if atom.month and atom.month not in months:
            months.add(atom.month)
            yield _month(atom, atoms, tokens, text)
    for atom in atoms:
        if (atom.kind is Kind.NUMBER or atom.kind is Kind.WEEKDAY) and atom.readings:
            yield _mention(atom, tokens, text)
        elif atom.kind is Kind.MONTH and atom.group is Group.MONTH and atom.whole not in months:
            months.add(atom.whole)
            yield _as_month(_mention(atom, tokens, text), atom.whole)


def _month(number: Atom, atoms: list[Atom], tokens: list[Token], text: str) -> Mention:
    word = next(
        (atom for atom in atoms if atom.kind is Kind.MONTH and atom.whole == number.month), number
    )
    return _as_month(_mention(word, tokens, text), number.month)


def _as_month(mention: Mention, month: int) -> Mention:
    return replace(
        mention,
        readings=frozenset({f"month {month}"}),
        units=NO_UNIT,
        can_merge=True,
        day=None,
        halves=(),
        amount=None,
        places=frozenset(),
        within=None,
    )


def _mention(atom: Atom, tokens: list[Token], text: str) -> Mention:
    amount = _amount(atom)
    readings = atom.readings
    if atom.is_fallen:
        readings |= {-reading for reading in readings if isinstance(reading, Fraction)}
    day = within = None
    if atom.month and atom.is_day:
        day = (atom.whole, atom.month)
    if atom.within and min(atom.whole, atom.within.whole) >= 0:
        within = (atom.whole, atom.within.whole)
    return Mention(
        text=text[tokens[atom.first].start : tokens[atom.last].end],
        readings=readings,
        bare=atom.bare,
        units=atom.units,
        is_weak=atom.is_weak,
        is_spelled=atom.is_spelled,
        group=Group.LENGTH if amount and atom.group is Group.NONE else atom.group,
        can_merge=atom.can_merge,
        day=day,
        halves=atom.halves,
        role=_role(atom, tokens),
        amount=amount,
        size=atom.measure[0] if atom.measure else Fraction(0),
        places=atom.places,
        within=within,
        written=atom.written,
        is_name=atom.is_name,
    )


def _amount(atom: Atom) -> tuple[Fraction, str] | None:
    if atom.measure is None:
        return None
    # "Varannan" is a half too.
    value = max(atom.numbers, default=None) if atom.is_weak else atom.value
    return None if value is None else (value * atom.measure[0], atom.measure[1])


def _role(atom: Atom, tokens: list[Token]) -> str:
    for token in reversed(tokens[max(0, atom.first - 2) : atom.first]):
        if token.kind != "word":
            break
        if token.low in _ROLES:
            return _ROLES[token.low]
    return ""
