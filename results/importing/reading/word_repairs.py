"""Small changes to the XML of a Word document, without which mammoth loses words or stumbles."""

from __future__ import annotations

import re

# mammoth does not know simple fields, as that for the number of a table; it reads smart tags. It asks
# for the comments behind their signs, which are told in another place.
_RENAMED = (
    (re.compile(rb"<(/?)w:fldSimple\b"), rb"<\1w:smartTag"),
    (re.compile(rb"<(/?)w:commentReference\b"), rb"<\1w:annotationRef"),
)
_NUMBERED = re.compile(rb"<w:(gridSpan|sym)\b([^>]*?)(/?)>")
_SPAN = re.compile(rb"""\sw:val\s*=\s*["'][1-9]\d{0,3}["']""")
_SIGN = re.compile(rb"""\sw:char\s*=\s*["'][0-9A-Fa-f]{1,6}["']""")


def repaired(xml: bytes) -> bytes:
    """The XML with what mammoth can read in place of what it cannot.

    A cell over a number of columns that is none is a cell over one; a sign without a number is none.
    """
    for pattern, other in _RENAMED:
        xml = pattern.sub(other, xml)
    return _NUMBERED.sub(_with_number, xml)


def _with_number(match: re.Match[bytes]) -> bytes:
    name, attributes, end = match.groups()
    if name == b"gridSpan":
        return match[0] if _SPAN.search(attributes) else b'<w:gridSpan w:val="1"' + end + b">"
    return match[0] if _SIGN.search(attributes) else b'<w:sym w:char="0"' + end + b">"
