"""The numbers of chapters, sections, articles and their paragraphs: "8 kap. 3 §", "Article 6(1)(e)"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from .atoms import Atom, gap, low, number_atom
from .digits import readings_of
from .words import Group, Kind, Language

if TYPE_CHECKING:
    from .tokens import Token

# Words that may mean either are no proof that two numbers are mixed up.
CHAPTER, PROVISION, PARAGRAPH = (
    frozenset({name}) for name in ("chapter", "provision", "paragraph")
)
_NESTED = {(CHAPTER, PROVISION), (PROVISION, PARAGRAPH)}
EITHER = PROVISION | PARAGRAPH
_ARTICLES = {"article", "articles", "art", "artikel", "artikeln", "artiklarna"}
_SPLIT = re.compile(r"(\d{1,3})\.(\d{1,2})")
_BETWEEN = {",", ";", "och", "and", "or", "eller", "samt", "to", "till", "–", "-", "(", ")", "."}
_LETTERS = set("abcdefgh")
# From the end of one article to the next in a list: "6(1)(e), 9".
_FARTHEST = 5


def split_articles(atoms: list[Atom], tokens: list[Token], language: Language) -> list[Atom]:
    """Read "3.1" after "article" as article 3, paragraph 1, as "3(1)" is read."""
    if not any(token.low in _ARTICLES for token in tokens):
        return atoms
    found: list[Atom] = []
    end = -1  # of the article before
    for atom in atoms:
        if not _is_digits(atom, tokens) or not _is_in_list(atom, end, tokens):
            found.append(atom)
            continue
        found += _parts(atom, tokens, language)
        end = atom.last
        if letter := _letter(end, tokens, language):
            found.append(letter)
            end = letter.last
    return found


def _is_digits(atom: Atom, tokens: list[Token]) -> bool:
    return atom.kind is Kind.NUMBER and tokens[atom.first].kind == "number"


def _is_in_list(atom: Atom, end: int, tokens: list[Token]) -> bool:
    before = low(tokens, atom.first - 1)
    if before in _ARTICLES or (before == "." and low(tokens, atom.first - 2) in _ARTICLES):
        return True
    between = tokens[end + 1 : atom.first]
    return end >= 0 and len(between) <= _FARTHEST and all(t.low in _BETWEEN for t in between)


def _parts(atom: Atom, tokens: list[Token], language: Language) -> list[Atom]:
    text, place = tokens[atom.first].text, atom.first
    match = _SPLIT.fullmatch(text)
    if match is None:
        is_inner = low(tokens, place - 1) == "(" and low(tokens, place + 1) == ")"
        atom.places = PARAGRAPH if is_inner else PROVISION
        atom.can_merge = not is_inner
        return [atom]
    article, paragraph = (
        number_atom(place, *readings_of(part, language.conventions)) for part in match.groups()
    )
    article.places, article.can_merge = PROVISION, True
    paragraph.places = PARAGRAPH
    return [article, paragraph]


def _letter(end: int, tokens: list[Token], language: Language) -> Atom | None:
    """The point of a paragraph: "6.1 e", "6(1)(e)"."""
    place = end + 1
    while low(tokens, place) in {".", "(", ")"} and place <= end + 2:
        place += 1
    name = low(tokens, place)
    if name not in _LETTERS or (place == end + 1 and not language.place_follows):
        return None
    atom = number_atom(place, f"letter {name}")
    atom.is_weak, atom.group = True, Group.LETTER
    return atom


def mark_places(atoms: list[Atom], tokens: list[Token], language: Language) -> None:
    """Tell the numbers of chapters from those of sections and paragraphs."""
    names = language.places
    labels = [index for index, token in enumerate(tokens) if token.low in names]
    if not labels and not any(atom.places for atom in atoms):
        return
    numbers = [atom for atom in atoms if atom.kind is Kind.NUMBER]
    before = {atom.last: atom for atom in numbers}
    after = {atom.first: atom for atom in reversed(numbers)}
    for index in labels:
        follows = index + 2 if low(tokens, index + 1) == "." else index + 1
        near = [before.get(index - 1), after.get(follows)]
        for atom in near if language.place_follows else reversed(near):
            if atom is not None and not atom.places:
                is_ordinal = atom.group is Group.ORDINAL
                places = names[tokens[index].low]
                atom.places = PARAGRAPH if is_ordinal and places == EITHER else places
                break
    for first, second in pairwise(numbers):
        _put_within(first, second, tokens)


def _put_within(first: Atom, second: Atom, tokens: list[Token]) -> None:
    """Tell which chapter a section is in, or which article a paragraph."""
    between = gap(tokens, first, second)
    if len(between) > _FARTHEST or "och" in between or "and" in between:
        return
    if (first.places, second.places) in _NESTED:
        second.within = first
    elif (second.places, first.places) in _NESTED and "of" in between:
        first.within = second
