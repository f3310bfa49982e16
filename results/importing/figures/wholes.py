"""Which figure is a part of which: "6558 tips, varav 1100", "3 av 4"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...quantities import Unit

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .measuring import Measured

# "1 in 4" is a share; "120 in 250 homes" may be anything.
LARGEST_SHARE = 20
REACH = 60
_TIGHT = frozenset({"in", "in every", "på"})


def wholes(
    text: str, found: list[Measured], places: list[tuple[int, int]], vocabulary: Vocabulary
) -> tuple[dict[int, Measured], set[int]]:
    """For each part, by its place in `found`, its whole; and the wholes that are no figures beside.

    `places` are the sentences of the text.
    """
    parts: dict[int, Measured] = {}
    spent: set[int] = set()
    for index, figure in enumerate(found):
        if index in spent or figure.unit is not Unit.NUMBER:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if following and _is_share(text, figure, following, vocabulary):
            parts[index] = following
            spent.add(index + 1)
            continue
        whole = _before(text, found, index, places, vocabulary)
        if whole is not None and whole.value >= figure.value:
            parts[index] = whole
    return parts, spent


def _is_share(text: str, part: Measured, whole: Measured, vocabulary: Vocabulary) -> bool:
    between = text[part.end : whole.start].lower()
    match = vocabulary.words.part_between.fullmatch(between)
    if match is None or whole.unit is not Unit.NUMBER or part.value > whole.value:
        return False
    if match[1] in _TIGHT:
        return part.value <= LARGEST_SHARE and not whole.has_qualifier
    return True


def _before(
    text: str,
    found: list[Measured],
    index: int,
    places: list[tuple[int, int]],
    vocabulary: Vocabulary,
) -> Measured | None:
    figure = found[index]
    earlier = [other for other in found[:index] if other.unit is Unit.NUMBER]
    if not earlier:
        return None
    if vocabulary.words.of_those_before.search(
        text[max(0, figure.start - REACH) : figure.start].lower()
    ):
        return earlier[-1]
    start = next((start for start, end in places if start <= figure.start < end), 0)
    inside = [other for other in earlier if other.start >= start]
    if inside and vocabulary.words.of_those_after.match(
        text[figure.end : figure.end + REACH].lower()
    ):
        return inside[-1]
    if inside and vocabulary.words.part_between.fullmatch(
        f" {text[start : inside[0].start].lower()}"
    ):
        return inside[0]
    return None
