"""What the styles of a Word document mean, as a style map for mammoth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

_HEADING = re.compile(r"(?:heading|rubrik|überschrift|overskrift|otsikko)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "rubrik", "titel"})
_QUOTES = ("quote", "intense quote", "quotations", "citat", "starkt citat", "block text")
_BY_NAME = {
    **dict.fromkeys(_TITLES, "h1:fresh"),
    **dict.fromkeys(("subtitle", "underrubrik"), "p:fresh"),
    **dict.fromkeys(_QUOTES, "blockquote > p:fresh"),
    **dict.fromkeys(("caption", "beskrivning", "bildtext"), "figcaption:fresh"),
}
_CONTENTS = re.compile(r"toc\s*(?:\d|heading)|contents (?:\d|heading)|innehåll\s*\d", re.IGNORECASE)
_LISTS = re.compile(
    r"list (bullet|number)(?:\s\d)?|(punktlista|numrerad lista)(?:\s\d)?", re.IGNORECASE
)
# In a style map a name stands between quotation marks; one with others in it is left alone.
_SAFE = re.compile(r"[\w .,()&+/-]+")
_DEEPEST = 6
_NO_HEADING = 9
# mammoth tries all lines of the map for each paragraph.
_MOST_LINES = 400
_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    based_on: str
    outline: int | None  # 0 is the highest level of headings, 9 means no heading


def style_map(styles_xml: bytes, used: set[str]) -> str:
    """The style map for the paragraph styles in `styles_xml`, of which `used` are in the text.

    Where the document has a title of its own, all headings are one level below it.
    """
    styles = dict(_styles(styles_xml))
    shift = (
        1
        if any(styles[style_id].name.strip().lower() in _TITLES for style_id in used & set(styles))
        else 0
    )
    lines: list[str] = []
    for style_id in sorted(styles, key=lambda style_id: style_id not in used):
        target = _target(styles, style_id, shift)
        name = styles[style_id].name
        if target and _SAFE.fullmatch(name):
            lines.append(f"p[style-name='{name}'] => {target}")
    return "\n".join(lines[:_MOST_LINES])


def _styles(styles_xml: bytes) -> Iterator[tuple[str, _Style]]:
    if not styles_xml:
        return
    root = ElementTree.fromstring(styles_xml, forbid_dtd=True)
    for element in root:
        if _local(element) == "style" and _attribute(element, "type") == "paragraph":
            outline = _value(element, "outlineLvl")
            yield (
                _attribute(element, "styleId"),
                _Style(
                    _value(element, "name"),
                    _value(element, "basedOn"),
                    int(outline) if outline in set("0123456789") else None,
                ),
            )


def _target(styles: dict[str, _Style], style_id: str, shift: int) -> str:
    """What the paragraphs of a style become, by its name, its level, or the style below it."""
    seen: set[str] = set()
    while style_id in styles and style_id not in seen and len(seen) < _LONGEST_CHAIN:
        seen.add(style_id)
        style = styles[style_id]
        name = style.name.strip().lower()
        if name in _BY_NAME:
            return _BY_NAME[name]
        if _CONTENTS.fullmatch(name):
            return "nav > p:fresh"
        if match := _LISTS.fullmatch(name):
            ordered = (match[1] or match[2]) in {"number", "numrerad lista"}
            return "ol > li:fresh" if ordered else "ul > li:fresh"
        if match := _HEADING.fullmatch(name):
            return f"h{min(int(match[1]) + shift, _DEEPEST)}:fresh"
        if style.outline == _NO_HEADING:
            return ""
        if style.outline is not None:
            return f"h{min(style.outline + 1 + shift, _DEEPEST)}:fresh"
        style_id = style.based_on
    return ""


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _value(element: Element, name: str) -> str:
    """The value of the first element of a name below this one."""
    found = next((child for child in element.iter() if _local(child) == name), None)
    return "" if found is None else _attribute(found, "val")
