"""One look through the XML of a Word document: that it is safe, and which words a reader sees."""

import io
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from django.utils.translation import gettext_lazy as _

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from ..decoding import without_controls
from ..document import words
from ..errors import ImportRefused
from .kinds import BROKEN_WORD

MAX_DEPTH = 120
MAX_ELEMENTS = 600_000
# mammoth looks at all fields that are open for each run.
MAX_FIELDS = 200
# Names are without their namespaces, of which Word has two of each.
_UNSEEN = words("del moveFrom instrText delText delInstrText numCache numLit numDim")
# Those of charts name series and categories.
_TEXTS = frozenset({"t", "v", "pt"})
_SIGNS = {
    **dict.fromkeys(("tab", "br", "cr", "ptab"), " "),
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
# Stands within a raised text until it is known whether it is a number.
_RAISED = "\ue00a"
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
    return Scanned(name_of(root), _lines(_told(root)), shows_files, elements)


def name_of(element: Element) -> str:
    """An element's name without its namespace, such as "p"."""
    return str(element.tag).rpartition("}")[2]


def attribute_of(element: Element, local: str) -> str:
    """The value of the attribute of a name, in whichever namespace; "" without."""
    return next(
        (value for key, value in element.items() if key.rpartition("}")[2] == local),
        "",
    )


def _told(element: Element) -> str:
    """What a reader sees of an element; each paragraph ends in a line break."""
    name = name_of(element)
    if name in _UNSEEN:
        return ""
    if name == "textpath":  # letters drawn along a line, as "Draft" across a page
        return f"\n{attribute_of(element, 'string')}\n"
    if name == "vertAlign" and attribute_of(element, "val") == "superscript":
        return _RAISED
    inner = list(map(_told, element))
    if name == "AlternateContent":
        # What is for new programs, if it has words; mammoth reads what is for old ones.
        return f"\n{next(filter(str.strip, inner), '')}\n"
    text = (element.text or "" if name in _TEXTS else "") + "".join(inner)
    if name == "r" and _RAISED in text:
        text = text.replace(_RAISED, "")
        # The number of a note, or a power, is no digit of the number before it.
        text = f" {text} " if text.strip().isdigit() else text
    return f"{text}\n" if name in {"p", "v", "pt"} else text or _SIGNS.get(name, "")


def _lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace(_RAISED, "").split("\n"))
    return without_controls("\n".join(line for line in lines if line))
