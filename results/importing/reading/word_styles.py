"""What the styles of a Word document mean, as a style map for mammoth."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from defusedxml import ElementTree

from .word_scan import attribute_of

_TITLES = ("title", "rubrik", "titel")
_QUOTES = ("quote", "intense quote", "quotations", "citat", "starkt citat", "block text")
_BY_NAME = {
    **dict.fromkeys(_TITLES, "h1:fresh"),
    **dict.fromkeys(("subtitle", "underrubrik"), "p:fresh"),
    **dict.fromkeys(_QUOTES, "blockquote > p:fresh"),
    **dict.fromkeys(("caption", "beskrivning", "bildtext"), "figcaption:fresh"),
}
_NUMBERED = re.compile(
    r"(?P<heading>heading|rubrik|überschrift|overskrift|otsikko)\s*(?P<level>[1-9])"
    r"|(?P<contents>(?:toc|contents|innehåll)\s*(?:\d|heading))"
    r"|(?P<ordered>list number|numrerad lista)(?:\s\d)?|(?:list bullet|punktlista)(?:\s\d)?"
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
    outline: str  # "0" is the highest level of headings, "9" means no heading


def style_map(styles_xml: bytes, used: set[str]) -> str:
    """The style map for the paragraph styles in `styles_xml`, of which `used` are in the text.

    Where the document has a title of its own, all headings are one level below it.
    """
    styles = dict(_styles(styles_xml)) if styles_xml else {}
    shift = any(styles[style].name.strip().lower() in _TITLES for style in used & set(styles))
    lines: list[str] = []
    for style in sorted(styles, key=lambda style: style not in used):
        target = _target(styles, style, int(shift))
        if target and _SAFE.fullmatch(styles[style].name):
            lines.append(f"p[style-name='{styles[style].name}'] => {target}")
    return "\n".join(lines[:_MOST_LINES])


def _styles(styles_xml: bytes) -> Iterator[tuple[str, _Style]]:
    for element in ElementTree.fromstring(styles_xml, forbid_dtd=True).iterfind("{*}style"):
        if attribute_of(element, "type") == "paragraph":
            found = (element.find(f".//{{*}}{name}") for name in ("name", "basedOn", "outlineLvl"))
            told = ["" if each is None else attribute_of(each, "val") for each in found]
            yield attribute_of(element, "styleId"), _Style(*told)


def _target(styles: dict[str, _Style], style_id: str, shift: int) -> str:
    """What the paragraphs of a style become, by its name, its level, or the style below it."""
    for _link in range(_LONGEST_CHAIN):
        if style_id not in styles:
            break
        style = styles[style_id]
        name = style.name.strip().lower()
        if name in _BY_NAME:
            return _BY_NAME[name]
        outline = int(style.outline) if style.outline in set("0123456789") else None
        if match := _NUMBERED.fullmatch(name):
            if match["contents"]:
                return "nav > p:fresh"
            if not match["heading"]:
                return f"{'ol' if match['ordered'] else 'ul'} > li:fresh"
            outline = int(match["level"]) - 1
        elif outline == _NO_HEADING:
            break
        if outline is not None:
            return f"h{min(outline + 1 + shift, _DEEPEST)}:fresh"
        style_id = style.based_on
    return ""
