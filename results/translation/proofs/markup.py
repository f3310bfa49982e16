"""The inline HTML of a string: its text, its links, and whether it is sound."""

import html
import re
from dataclasses import dataclass

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<attributes>(?:\s[^<>]*)?)/?>")
_ID = re.compile(r"""\bid\s*=\s*["']?([\w-]+)""")
_ADDRESS = re.compile(r"""\bhref\s*=\s*["']((?:https?:|mailto:|tel:)[^"']*)""")
_EMPTY = {"br", "img", "hr", "embed", "wbr"}
_SAME = {"strong": "b", "em": "i"}
_RAISED = {
    "sup": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "sub": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}
_INLINE = {
    "a",
    "abbr",
    "acronym",
    "b",
    "code",
    "em",
    "i",
    "small",
    "span",
    "strong",
    "u",
    "sup",
    "sub",
}


@dataclass(frozen=True, slots=True)
class Markup:
    """What a string consists of.

    `text` is without tags and entities, `links` the ids of its links (or ""), `addresses` where
    they lead if the string says so, `kinds` the names of its tags, `broken` the first tag that is
    not closed or not opened, else "".
    """

    text: str
    links: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    broken: str = ""


def markup_of(data: str) -> Markup:
    """Read a string of wagtail-localize, or plain text."""
    if "<" not in data:
        return Markup(_unescaped(data))
    parts: list[str] = []
    links: list[str] = []
    addresses: list[str] = []
    kinds: set[str] = set()
    opened: list[str] = []
    broken = ""
    end = 0
    for tag in _TAG.finditer(data):
        parts.append(_text(data[end : tag.start()], opened))
        end = tag.end()
        name = tag["name"].lower()
        kinds.add(_SAME.get(name, name))
        if name not in _INLINE:
            parts.append("\n")
        if name in _EMPTY:
            continue
        if not tag["end"]:
            opened.append(name)
            if name == "a":
                found = _ID.search(tag["attributes"])
                links.append(found[1] if found else "")
                addresses.extend(_ADDRESS.findall(tag["attributes"]))
        elif opened and opened[-1] == name:
            opened.pop()
        else:
            broken = broken or tag[0]
    parts.append(_text(data[end:], opened))
    if opened:
        broken = broken or f"<{opened[-1]}>"
    return Markup("".join(parts), tuple(links), tuple(addresses), frozenset(kinds), broken)


def _text(data: str, opened: list[str]) -> str:
    text = _unescaped(data)
    return text.translate(_RAISED[opened[-1]]) if opened and opened[-1] in _RAISED else text


def _unescaped(data: str) -> str:
    try:
        return html.unescape(data)
    except ValueError:
        # A reference by a number of thousands of digits is none.
        return data
