"""One look through the XML of a Word document: that it is safe, and which words a reader sees."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from django.utils.translation import gettext_lazy as _

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from ..decoding import without_controls
from ..document import count_words
from ..errors import ImportRefused
from .kinds import BROKEN_WORD

_OPEN_XML = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office"
_PREFIXES = {
    f"{_OPEN_XML}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OPEN_XML}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OPEN_XML}/drawingml/2006/chart": "c",
    f"{_STRICT}/drawingml/chart": "c",
    f"{_MICROSOFT}/drawing/2014/chartex": "cx",
    f"{_OPEN_XML}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_OPEN_XML}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OPEN_XML}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
MAX_DEPTH = 120
MAX_ELEMENTS = 600_000
# mammoth looks at all fields that are open for each run.
MAX_FIELDS = 200
_UNSEEN = frozenset({"w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText"})
_SIGNS = {
    **dict.fromkeys(("w:tab", "w:br", "w:cr", "w:ptab"), " "),
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}
_TEXTS = frozenset({"w:t", "a:t", "m:t"})
# In charts: names of series and categories, of which the numbers beside them are none.
_CHART_TEXTS = frozenset({"c:v", "cx:pt", "cx:v"})
_CHART_NAMES = frozenset({"c:strCache", "c:strLit", "c:tx", "cx:strDim", "cx:tx"})
# Stands before a raised text until it is known what it is, as the reader of HTML tells them apart.
_RAISED = "\ue00a"
_POWER = re.compile(rf"(?<=[^\W\d_]){_RAISED}([23])(?!\w)")
_NOTE = re.compile(rf"(?<=\S){_RAISED}(\d{{1,3}})(?!\w)")


def name_of(name: tuple[str | None, str]) -> str:
    """An element's name with Word's own prefix, such as "w:p", whichever the writer chose."""
    namespace, local = name
    prefix = _PREFIXES.get(namespace or "", "")
    return f"{prefix}:{local}" if prefix else local


def attribute_of(attrs: Mapping[Any, str], local: str) -> str:
    """The value of the attribute of a name, in whichever namespace; "" without."""
    return next((value for (_uri, name), value in attrs.items() if name == local), "")


class _Scan(ContentHandler):
    """Counts elements, and gathers the texts of paragraphs that are seen."""

    def __init__(self, elements: int) -> None:
        super().__init__()
        self.elements = elements
        self.root = ""
        self._depth = 0
        self._unseen = 0
        self._text = 0
        self._fields = 0
        self._chart_names = 0
        self._pieces: list[str] = []
        # Alternatives for old and new programs; a reader sees one of them.
        self._alternatives: list[tuple[list[str], list[str], list[str]]] = []

    def startElementNS(
        self,
        expanded: tuple[str | None, str],
        _qname: str | None,
        attrs: Mapping[tuple[str | None, str], str],  # type: ignore[override]
    ) -> None:
        name = name_of(expanded)
        self.elements += 1
        self._depth += 1
        self.root = self.root or name
        if name == "w:fldChar":
            kind = attribute_of(attrs, "fldCharType")
            self._fields = max(self._fields + {"begin": 1, "end": -1}.get(kind, 0), 0)
        if self.elements > MAX_ELEMENTS or self._depth > MAX_DEPTH or self._fields > MAX_FIELDS:
            raise _too_much()
        if name in _UNSEEN:
            self._unseen += 1
        elif name in _TEXTS or (self._chart_names and name in _CHART_TEXTS):
            self._text += 1
        elif name in _CHART_NAMES:
            self._chart_names += 1
        elif piece := _piece_of(name, attrs):
            self._pieces.append(piece)
        elif name == "mc:AlternateContent":
            self._alternatives.append((self._pieces, [], []))
        elif name in {"mc:Choice", "mc:Fallback"} and self._alternatives:
            self._pieces = []

    def characters(self, content: str) -> None:
        if self._text and not self._unseen:
            self._pieces.append(content)

    def endElementNS(self, expanded: tuple[str | None, str], _qname: str | None) -> None:
        name = name_of(expanded)
        self._depth -= 1
        if name in _UNSEEN:
            self._unseen -= 1
        elif name in _TEXTS:
            self._text -= 1
        elif name in _CHART_NAMES:
            self._chart_names -= 1
        elif name in _CHART_TEXTS:
            self._text -= 1 if self._chart_names else 0
            self._pieces.append("\n")
        elif name in {"w:p", "a:p"}:
            self._pieces.append("\n")
        elif name in {"mc:Choice", "mc:Fallback"} and self._alternatives:
            kept = self._alternatives[-1][1 if name == "mc:Choice" else 2]
            kept[:] = self._pieces
        elif name == "mc:AlternateContent":
            before, choice, fallback = self._alternatives.pop()
            # mammoth reads what is for old programs; new ones may show more.
            more = count_words(["".join(choice)]) - count_words(["".join(fallback)])
            shown = [*fallback, "\n", " ".join(more.elements())]
            before += ["\n", *(shown if "".join(fallback).strip() else choice), "\n"]
            self._pieces = before

    @property
    def text(self) -> str:
        """The texts of the paragraphs, each in a line."""
        whole = _POWER.sub(lambda match: "²" if match[1] == "2" else "³", "".join(self._pieces))
        whole = _NOTE.sub(r"[\1]", whole).replace(_RAISED, "")
        lines = (" ".join(line.split()) for line in whole.split("\n"))
        return without_controls("\n".join(line for line in lines if line))


def _piece_of(name: str, attrs: Mapping[Any, str]) -> str:
    """What an element stands for that has no text within."""
    if name == "w:vertAlign":
        return _RAISED if attribute_of(attrs, "val") == "superscript" else ""
    if name == "v:textpath":  # letters drawn along a line, as "Draft" across a page
        return f"\n{attribute_of(attrs, 'string')}\n"
    return _SIGNS.get(name, "")


@dataclass(frozen=True, slots=True)
class Scanned:
    """What is in one file: `text` has a line for each paragraph, `root` says what kind of file it is.

    `elements` is how many there were so far.
    """

    root: str
    text: str
    elements: int


def scan(xml: bytes, elements: int = 0) -> Scanned:
    """Look through one file of a Word document.

    `elements` is how many the files before had. Raises ImportRefused for XML that is broken,
    too much, too deep, or declares entities, which no Word document does.
    """
    handler = _Scan(elements)
    parser = make_parser()
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    parser.forbid_dtd = True
    try:
        parser.parse(io.BytesIO(xml))
    except (SAXException, DefusedXmlException, LookupError, ValueError) as error:
        raise ImportRefused(BROKEN_WORD, "broken_word") from error
    return Scanned(handler.root, handler.text, handler.elements)


def _too_much() -> ImportRefused:
    return ImportRefused(
        _(
            "The Word document has too many nested parts to be read. Copy its text into a new "
            "document, and import that."
        ),
        "too_nested",
    )
