"""Match the current texts of a place with its earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

# Below this two paragraphs are two texts, not two states of one.
SIMILAR = 0.6
# More pairs of texts than that are not compared; those that have no counterpart are new.
MOST_PAIRS = 400


def align(before: Sequence[str], after: Sequence[str]) -> list[int | None]:
    """Return for each text of `after` its index in `before`, None if it is new.

    Equal texts match wherever they are. Between them, if there are as many texts as before, they
    match in order; if some were added or removed, only similar ones match.
    """
    found: list[int | None] = [None] * len(after)
    gaps: list[tuple[range, range]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            for offset in range(end - start):
                found[new_start + offset] = start + offset
        else:
            gaps.append((range(start, end), range(new_start, new_end)))
    free = [index for old, _new in gaps for index in old]
    for _old, new in gaps:
        for index in new:
            found[index] = _taken(free, before, after[index])
    for old, new in gaps:
        left = [index for index in old if index in free]
        missing = [index for index in new if found[index] is None]
        if len(left) == len(missing):
            for index, earlier in zip(missing, left, strict=True):
                found[index] = earlier
        else:
            _pair_similar(found, before, after, left, missing)
    return found


def _taken(free: list[int], before: Sequence[str], text: str) -> int | None:
    """Take the index of the same text, which has only moved."""
    for index in free:
        if before[index] == text:
            free.remove(index)
            return index
    return None


def _pair_similar(
    found: list[int | None],
    before: Sequence[str],
    after: Sequence[str],
    left: list[int],
    missing: list[int],
) -> None:
    if len(left) * len(missing) > MOST_PAIRS:
        return
    for index in missing:
        for earlier in left:
            if SequenceMatcher(None, before[earlier], after[index]).ratio() >= SIMILAR:
                found[index] = earlier
                # Those that were passed over stay behind: texts keep their order.
                del left[: left.index(earlier) + 1]
                break
