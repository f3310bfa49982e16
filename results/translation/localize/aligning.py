"""Match the current texts of a place, and their links, with the earlier ones."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from bs4 import BeautifulSoup, Tag

# Below this two paragraphs are two texts, not two states of one.
SIMILAR = 0.6
# More pairs of texts than that are not compared; those that have no counterpart are new.
MOST_PAIRS = 400
# What the tags of a string stand for.
Attributes = dict[str, Any]


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


def is_rearranged(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether a text has been split into several, or several have been joined to one.

    Their translations have no counterparts then: each would say a part of another one once more.
    """
    gone = [text for text in before if text not in after]
    new = [text for text in after if text not in before]
    if len(gone) * len(new) > MOST_PAIRS:
        return False
    return _has_parts(gone, new) or _has_parts(new, gone)


def _has_parts(wholes: list[str], texts: list[str]) -> bool:
    return any(sum(_is_part(text, whole) for text in texts) > 1 for whole in wholes)


def _is_part(text: str, whole: str) -> bool:
    """Whether most words of the text stand in the other one, in its order."""
    words = text.split()
    blocks = SequenceMatcher(None, whole.split(), words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SIMILAR * len(words) > 0


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


def successors(before: Attributes, after: Attributes, *, is_same: bool) -> dict[str, str | None]:
    """Return for each tag of the earlier source its successor, None if it is gone.

    With `is_same`, only the attributes of the tags have changed, and each tag keeps its name.
    Otherwise tags with equal attributes match, and the others match in order if there are as many
    as before.
    """
    if is_same:
        return {tag: tag if tag in after else None for tag in before}
    found: dict[str, str | None] = {}
    free = list(after)
    for tag in [tag for tag, value in before.items() if after.get(tag) == value]:
        found[tag] = tag
        free.remove(tag)
    for tag, value in before.items():
        if tag not in found and (same := next((f for f in free if after[f] == value), None)):
            found[tag] = same
            free.remove(same)
    lost = [tag for tag in before if tag not in found]
    for index, tag in enumerate(lost):
        found[tag] = free[index] if len(lost) == len(free) else None
    return found


def renamed(text: str, names: dict[str, str | None]) -> str:
    """Rename the tags of a translation as in its current source, and unwrap those that are gone."""
    if not names or all(name == tag for tag, name in names.items()):
        return text
    soup = BeautifulSoup(text, "html.parser")
    for tag in _named(soup):
        name = names.get(str(tag["id"]))
        if name is None:
            tag.unwrap()
        else:
            tag["id"] = name
    return str(soup)


def redirected(
    text: str, own: Attributes, before: Attributes, after: Attributes, *, is_same: bool
) -> tuple[str, Attributes | None]:
    """Return a page's text and its tags' attributes, with the current targets of the source's links.

    A link with another target than the source's was replaced for the language, and stays.
    """
    names = successors(before, after, is_same=is_same)
    free = list(before)
    values: Attributes = {}
    gone = set()
    for tag, value in own.items():
        earlier = tag if tag in free and before[tag] == value else None
        earlier = earlier or next((each for each in free if before[each] == value), None)
        if earlier is None:
            values[tag] = value
            continue
        free.remove(earlier)
        now = names[earlier]
        if now is None:
            gone.add(tag)
        else:
            values[tag] = after[now]
    if gone:
        soup = BeautifulSoup(text, "html.parser")
        for found in _named(soup):
            if str(found["id"]) in gone:
                found.unwrap()
        text = str(soup)
    return text, values or None


def _named(soup: BeautifulSoup) -> list[Tag]:
    return [tag for tag in soup.find_all(True) if isinstance(tag, Tag) and tag.get("id")]
