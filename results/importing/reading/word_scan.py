"""One look through the XML of a Word document: that it is safe, and which words a reader sees."""

import io
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from django.utils.translation import gettext_lazy as _

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ..decoding import without_controls
from ..document import count_words
from ..errors import ImportRefused
from .kinds import BROKEN_WORD

MAX_DEPTH = 120
MAX_ELEMENTS = 600_000
# mammoth looks at all fields that are open for each run.
MAX_FIELDS = 200
# Names are without their namespaces, of which Word has two of each.
_UNSEEN = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText"})
_SIGNS = {
    **dict.fromkeys(("tab", "br", "cr", "ptab"), " "),
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
# In charts: names of series and categories, of which the numbers beside them are none.
_CHART_NAMES = frozenset({"strCache", "strLit", "tx", "strDim"})
# Stands before a raised text until it is known what it is, as the reader of HTML tells them apart.
_RAISED = "\ue00a"
_NUMBER = re.compile(rf"{_RAISED}(\d{{1,3}})(?!\w)")
_TOO_MUCH = (
    _(
        "The Word document has too many nested parts to be read. Copy its text into a new "
        "document, and import that."
    ),
    "too_nested",
)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What is in one file: `text` has a line for each paragraph, `root` says what kind of file it is.

    `shows_files` tells that the text shows whole files, as its own; `elements` is how many there were so far.
    """

    root: str
    text: str
    shows_files: bool
    elements: int


def scan(xml: bytes, elements: int = 0) -> Scanned:
    """Look through one file of a Word document.

    `elements` is how many the files before had. Raises ImportRefused for XML that is broken,
    too much, too deep, or declares entities, which no Word document does.
    """
    depth = fields = 0
    shows_files = False
    try:
        parser = iterparse(io.BytesIO(xml), events=("start", "end"), forbid_dtd=True)
        for event, element in parser:
            if event == "end":
                depth -= 1
                continue
            name = name_of(element)
            elements += 1
            depth += 1
            shows_files |= name == "altChunk"
            if name == "fldChar":
                kind = attribute_of(element, "fldCharType")
                fields = max(fields + {"begin": 1, "end": -1}.get(kind, 0), 0)
            if elements > MAX_ELEMENTS or depth > MAX_DEPTH or fields > MAX_FIELDS:
                raise ImportRefused(*_TOO_MUCH)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise ImportRefused(BROKEN_WORD, "broken_word") from error
    root: Element = parser.root
    return Scanned(name_of(root), _lines(_told(root, in_names=False)), shows_files, elements)


def name_of(element: Element) -> str:
    """An element's name without its namespace, such as "p"."""
    return str(element.tag).rpartition("}")[2]


def attribute_of(element: Element, local: str) -> str:
    """The value of the attribute of a name, in whichever namespace; "" without."""
    return next(
        (value for key, value in element.items() if key.rpartition("}")[2] == local),
        "",
    )


def _told(element: Element, *, in_names: bool) -> str:
    """What a reader sees of an element; each paragraph ends in a line break."""
    name = name_of(element)
    if name in _UNSEEN:
        return ""
    if name == "textpath":  # letters drawn along a line, as "Draft" across a page
        return f"\n{attribute_of(element, 'string')}\n"
    if name == "vertAlign" and attribute_of(element, "val") == "superscript":
        return _RAISED
    in_names = in_names or name in _CHART_NAMES
    inner = [_told(child, in_names=in_names) for child in element]
    if name == "AlternateContent":
        return _alternative([name_of(child) for child in element], inner)
    text = "".join(inner)
    if name == "t" or (in_names and name in {"v", "pt"}):
        text = f"{element.text or ''}{text}"
    return f"{text}\n" if name in {"p", "v", "pt"} else text or _SIGNS.get(name, "")


def _alternative(names: list[str], texts: list[str]) -> str:
    """What is for old programs, which mammoth reads, and what new ones show more than that."""
    told = dict(zip(names, texts, strict=True))
    choice, fallback = told.get("Choice", ""), told.get("Fallback", "")
    if not fallback.strip():
        return f"\n{choice}\n"
    more = count_words([choice]) - count_words([fallback])
    return f"\n{fallback}\n{' '.join(more.elements())}\n"


def _lines(text: str) -> str:
    whole = _NUMBER.sub(_note_or_power, text).replace(_RAISED, "")
    lines = (" ".join(line.split()) for line in whole.split("\n"))
    return without_controls("\n".join(line for line in lines if line))


def _note_or_power(match: re.Match[str]) -> str:
    before = match.string[max(match.start() - 1, 0) : match.start()]
    if before.isalpha() and match[1] in {"2", "3"}:
        return "²" if match[1] == "2" else "³"
    return f"[{match[1]}]" if before.strip() else match[1]
