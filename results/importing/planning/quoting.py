"""Quotations: whose words they are."""

from __future__ import annotations

import re

from ..document import Paragraph, Quote, text_of
from .plan import MAX_NAME, MAX_QUOTE, MAX_ROLE, Kind, Piece, Section

_MARKS = "\"”“»«’'"
_BY = re.compile(
    r"^\s*[–—-]{1,2}\s*(?P<name>[^,–—(]+?)(?:\s*[,–—(]\s*(?P<role>.*?)\)?)?\s*$", re.DOTALL
)
_INLINE = re.compile(
    r"^\s*(?P<quote>[“”\"»].+[”\"«»])\s*[–—-]{1,2}\s*(?P<name>[^,–—(]+?)(?:\s*[,–—(]\s*(?P<role>.*?)\)?)?\s*$",
    re.DOTALL,
)


def quote_section(quote: Quote) -> Section | None:
    """The quotation as a section of its own, or None where it is too long to be one."""
    texts = [" ".join(text_of(runs).split()) for runs in quote.paragraphs]
    texts = [text for text in texts if text]
    if not texts:
        return None
    by = _BY.match(texts[-1]) if len(texts) > 1 else None
    if by is None:
        inline = _INLINE.match(" ".join(texts))
        if inline is not None:
            return _section(inline["quote"], inline["name"], inline["role"])
        return _section(" ".join(texts), "", "")
    return _section(" ".join(texts[:-1]), by["name"], by["role"])


def quoted_paragraph(part: Paragraph) -> Section | None:
    """A paragraph that is a quotation with its speaker: “…” – Name, role."""
    match = _INLINE.match(text_of(part.runs))
    return _section(match["quote"], match["name"], match["role"]) if match else None


def _section(text: str, name: str, role: str | None) -> Section | None:
    words = " ".join(text.split()).strip(_MARKS + " ")
    name, role = (name or "").strip(), " ".join((role or "").split()).rstrip(".")
    if not words or len(words) > MAX_QUOTE or len(name) > MAX_NAME or len(role) > MAX_ROLE:
        return None
    return Section(Kind.QUOTE, pieces=[Piece(words, (words,))], name=name, role=role)
