"""Reads Word documents (.docx): mammoth turns them into HTML, and that is read as HTML is."""

from __future__ import annotations

import io
import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_STORED, ZipFile

from django.utils.translation import gettext_lazy as _

import mammoth

from ..document import WORD, Document, LeftOut, Picture, count_words, texts_of
from ..errors import ImportRefused
from .html import read_fragment
from .html_noise import DAMAGED_PICTURE, PICTURE
from .html_tree import HeldPictures
from .kinds import BROKEN_WORD
from .plain_tables import KEPT_TAB, find_tabbed_tables
from .word_chunks import leave_out_chunks
from .word_package import ERRORS, Package, open_archive
from .word_styles import style_map

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HEADER = _("The page headers")
FOOTER = _("The page footers")
CHART = _("The words in a chart or diagram")
COMMENT = _("A comment of a reviewer")
NOT_PLACED = _("Words in a part of the document that has no place in its text")

_BACK_TO_TEXT = re.compile(r'(?:(?<!\s)\s+)?<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
_USED = re.compile(rb"""<w:pStyle\s+w:val\s*=\s*["']([^"']+)""")
_CHARTS = ("c:chartSpace", "cx:chartSpace", "dgm:dataModel")
_NOTES = ("w:footnotes", "w:endnotes")
_TEXTS = frozenset({"w:document", *_NOTES})
# mammoth does not know simple fields, as that for the number of a table; it reads smart tags. It asks
# for the comments behind their signs, which are told in another place.
_RENAMED = (
    (re.compile(rb"<(/?)w:fldSimple\b"), rb"<\1w:smartTag"),
    (re.compile(rb"<(/?)w:commentReference\b"), rb"<\1w:annotationRef"),
)
_NUMBERED = re.compile(rb"<w:(gridSpan|sym)\b([^>]*?)(/?)>")
_SPAN = re.compile(rb"""\sw:val\s*=\s*["'][1-9]\d{0,3}["']""")
_SIGN = re.compile(rb"""\sw:char\s*=\s*["'][0-9A-Fa-f]{1,6}["']""")


def read_word(content: bytes) -> Document:
    """Read a Word document. Raises ImportRefused for archives that are damaged or no document."""
    package = Package(open_archive(content))
    main = package.main_part()
    package.look_through()
    styles = posixpath.join(posixpath.dirname(main), "styles.xml")
    document = _converted(
        _for_mammoth(package),
        style_map(
            package.read(styles) if package.has(styles) else b"",
            {found.decode(errors="replace") for found in _USED.findall(package.read(main))},
        ),
    )
    rest = _not_placed(document, [package.scanned[main].text, *package.texts_of(*_NOTES)])
    # Many pages may have the same head, which is one.
    _leave_out(document, dict.fromkeys(_in_one_line(package.texts_of("w:hdr"))), HEADER)
    _leave_out(document, dict.fromkeys(_in_one_line(package.texts_of("w:ftr"))), FOOTER)
    _leave_out(document, _in_one_line(package.texts_of(*_CHARTS)), CHART)
    leave_out_chunks(document, package)
    comments = "\n".join(package.texts_of("w:comments"))
    _leave_out(document, comments.split("\n"), COMMENT)
    _leave_out(document, rest, NOT_PLACED)
    return document


def _converted(content: bytes, styles: str) -> Document:
    pictures = HeldPictures()
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(content),
            style_map=styles,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(lambda image: _hold(pictures, image)),
        ).value
    except ImportRefused:
        raise
    except Exception as error:
        # It knows documents as Word writes them, and says anything of others.
        raise ImportRefused(BROKEN_WORD, "broken_word") from error
    html = _BACK_TO_TEXT.sub("", html).replace("\t", KEPT_TAB)
    document = read_fragment(html, pictures)
    find_tabbed_tables(document)
    return document


def _hold(pictures: HeldPictures, image: Any) -> dict[str, str]:
    """The attributes of a picture; it may lie outside of the document, and then is not fetched."""
    try:
        with image.open() as stream:
            return {"src": pictures.hold(stream.read())}
    except ERRORS:
        return {"src": ""}


def _for_mammoth(package: Package) -> bytes:
    """The archive with its texts as mammoth can read them, and without the comments."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as copy:
        for name in package.names:
            found = package.scanned.get(name)
            root = found.root if found else ""
            if root != "w:comments":
                content = package.read(name)
                copy.writestr(name, repaired(content) if root in _TEXTS else content)
    return stream.getvalue()


def _in_one_line(texts: Iterable[str]) -> Iterator[str]:
    return (" ".join(text.split()) for text in texts)


def _leave_out(document: Document, texts: Iterable[str], reason: StrOrPromise) -> None:
    document.left_out += [LeftOut(text, reason) for text in texts if text]


def _not_placed(document: Document, seen: list[str]) -> list[str]:
    """The words that a reader of the text and its notes sees and the document has not."""
    missing = count_words(seen) - _words_read(document)
    texts: list[str] = []
    for line in "\n".join(seen).split("\n") if missing else ():
        words = count_words([line])
        if words and all(missing[word] >= count for word, count in words.items()):
            texts.append(line)
            missing.subtract(words)
    return [text for text in (*texts, " ".join(missing.elements())) if WORD.search(text)]


def _words_read(document: Document) -> Counter[str]:
    """The words of the document that stood in its text; those about a picture stood beside it."""
    read = [
        text
        for part in document.parts
        for text in ([part.caption] if isinstance(part, Picture) else texts_of(part))
    ]
    left = [
        left.text for left in document.left_out if left.reason not in (PICTURE, DAMAGED_PICTURE)
    ]
    return count_words([*read, *left])


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
