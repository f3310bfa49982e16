"""Redirect the links of a translation whose source has changed.

wagtail-localize names the tags of a string by their order ("a1", "a2") and stores their attributes
beside it, as {"a1": {"href": …}}. The names shift when a link is added or removed.
"""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag

# What the tags of a string stand for.
Attributes = dict[str, Any]


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
