"""What the styles of a Word document mean, as a style map for mammoth."""

import re
from typing import NamedTuple

from defusedxml import ElementTree

from .word_scan import attribute_of

_MEANING = re.compile(
    r"(?P<title>title|rubrik|titel)|(?P<subtitle>subtitle|underrubrik)"
    r"|(?P<quote>quote|intense quote|quotations|citat|starkt citat|block text)"
    r"|(?P<caption>caption|beskrivning|bildtext)"
    r"|(?P<contents>(?:toc|contents|innehåll)\s*(?:\d|heading))"
    r"|(?P<ordered>(?:list number|numrerad lista)(?:\s\d)?)"
    r"|(?P<bullets>(?:list bullet|punktlista)(?:\s\d)?)"
    r"|(?:heading|rubrik|überschrift|overskrift|otsikko)\s*(?P<level>[1-9])"
)
_TARGETS = {
    "title": "h1:fresh",
    "subtitle": "p:fresh",
    "quote": "blockquote > p:fresh",
    "caption": "figcaption:fresh",
    "contents": "nav > p:fresh",
    "ordered": "ol > li:fresh",
    "bullets": "ul > li:fresh",
}
# In a style map a name stands between quotation marks; one with others in it is left alone.
_SAFE = re.compile(r"[\w .,()&+/-]+")
_DEEPEST = 6
_NO_HEADING = "9"
# mammoth tries all lines of the map for each paragraph.
_MOST_LINES = 400
_LONGEST_CHAIN = 50


class _Style(NamedTuple):
    name: str
    based_on: str
    outline: str  # "0" is the highest level of headings, "9" means no heading

    @property
    def meaning(self) -> re.Match[str] | None:
        return _MEANING.fullmatch(self.name.strip().lower())


def style_map(styles_xml: bytes, used: set[str]) -> str:
    """The style map for the paragraph styles in `styles_xml`, of which `used` are in the text.

    Where the document has a title of its own, all headings are one level below it.
    """
    styles: dict[str, _Style] = {}
    for element in ElementTree.fromstring(styles_xml or b"<none/>", forbid_dtd=True):
        if attribute_of(element, "type") == "paragraph":
            found = (element.find(f".//{{*}}{name}") for name in ("name", "basedOn", "outlineLvl"))
            values = ["" if each is None else attribute_of(each, "val") for each in found]
            styles[attribute_of(element, "styleId")] = _Style(*values)
    meanings = [styles[style].meaning for style in used & set(styles)]
    shift = any(meaning and meaning["title"] for meaning in meanings)
    targets = {style: _target(styles, style, int(shift)) for style in styles}
    lines = [
        f"p[style-name='{styles[style].name}'] => {targets[style]}"
        for style in sorted(styles, key=lambda style: style not in used)
        if targets[style] and _SAFE.fullmatch(styles[style].name)
    ]
    return "\n".join(lines[:_MOST_LINES])


def _target(styles: dict[str, _Style], style_id: str, shift: int) -> str:
    """What the paragraphs of a style become, by its name, its level, or the style below it."""
    for _link in range(_LONGEST_CHAIN):
        if not (style := styles.get(style_id)):
            break
        meaning = style.meaning
        if meaning and meaning.lastgroup in _TARGETS:
            return _TARGETS[meaning.lastgroup]
        level = int(meaning["level"]) if meaning else 0
        if style.outline == _NO_HEADING and not level:
            break
        if level or style.outline in set("012345678"):
            return f"h{min((level or int(style.outline) + 1) + shift, _DEEPEST)}:fresh"
        style_id = style.based_on
    return ""
