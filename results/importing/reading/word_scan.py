"""One look through the XML of a Word document: that it is safe, and which words a reader sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from django.utils.translation import gettext_lazy as _

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString

from ..errors import ImportRefused
from .kinds import BROKEN_WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH = 120
MAX_ELEMENTS = 600_000

_UNSEEN = frozenset({"w:del", "w:moveFrom", "w:instrText", "w:delText", "w:delInstrText"})
_SPACES = frozenset({"w:tab", "w:br", "w:cr", "w:ptab"})
_TEXTS = frozenset({"w:t", "a:t", "m:t"})
# Stands before a raised text until it is known what it is, as the reader of HTML tells them apart.
_RAISED = "\ue00a"
_POWER = re.compile(rf"(?<=[^\W\d_]){_RAISED}([23])(?!\w)")
_NOTE = re.compile(rf"(?<=\S){_RAISED}(\d{{1,3}})(?!\w)")


class _Scan(ContentHandler):
    """Counts elements, and gathers the texts of paragraphs that are seen."""

    def __init__(self, elements: int) -> None:
        super().__init__()
        self.elements = elements
        self.paragraphs: list[str] = []
        self._depth = 0
        self._unseen = 0
        self._text = 0
        self._pieces: list[str] = []
        # Alternatives for old and new programs; a reader sees one of them.
        self._alternatives: list[tuple[list[str], list[str], list[str]]] = []

    def startElement(self, name: str, attrs: Mapping[str, Any]) -> None:  # type: ignore[override]
        self.elements += 1
        self._depth += 1
        if self.elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise _too_much()
        if name in _UNSEEN:
            self._unseen += 1
        elif name in _TEXTS:
            self._text += 1
        elif name in _SPACES:
            self._pieces.append(" ")
        elif name == "w:vertAlign" and attrs.get("w:val") == "superscript":
            self._pieces.append(_RAISED)
        elif name == "mc:AlternateContent":
            self._alternatives.append((self._pieces, [], []))
        elif name in {"mc:Choice", "mc:Fallback"} and self._alternatives:
            self._pieces = []

    def characters(self, content: str) -> None:
        if self._text and not self._unseen:
            self._pieces.append(content)

    def endElement(self, name: str) -> None:
        self._depth -= 1
        if name in _UNSEEN:
            self._unseen -= 1
        elif name in _TEXTS:
            self._text -= 1
        elif name in {"w:p", "a:p"}:
            self._pieces.append("\n")
        elif name in {"mc:Choice", "mc:Fallback"} and self._alternatives:
            kept = self._alternatives[-1][1 if name == "mc:Choice" else 2]
            kept[:] = self._pieces
        elif name == "mc:AlternateContent":
            before, choice, fallback = self._alternatives.pop()
            self._pieces = [*before, "\n", *(fallback or choice), "\n"]

    @property
    def text(self) -> str:
        """The texts of the paragraphs, each in a line."""
        whole = _POWER.sub(lambda match: "²" if match[1] == "2" else "³", "".join(self._pieces))
        whole = _NOTE.sub(r"[\1]", whole).replace(_RAISED, "")
        lines = (" ".join(line.split()) for line in whole.split("\n"))
        return "\n".join(line for line in lines if line)


def scan(xml: bytes, elements: int = 0) -> tuple[str, int]:
    """The text in one file of a Word document, a line for each paragraph, and its elements.

    `elements` is how many the files before had. Raises ImportRefused for XML that is broken,
    too much, too deep, or declares entities, which no Word document does.
    """
    handler = _Scan(elements)
    try:
        parseString(xml, handler, forbid_dtd=True)
    except (SAXException, DefusedXmlException, LookupError, ValueError) as error:
        raise ImportRefused(BROKEN_WORD, "broken_word") from error
    return handler.text, handler.elements


def _too_much() -> ImportRefused:
    return ImportRefused(
        _(
            "The Word document has more parts within each other than can be read. "
            "Copy its text into a new document, and import that."
        ),
        "too_nested",
    )
