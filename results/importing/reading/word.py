"""Reads Word documents (.docx): mammoth turns them into HTML, and that is read as HTML is."""

import io
import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import mammoth

from ..document import WORD, Document, LeftOut, Picture, count_words, texts_of
from ..errors import ImportRefused
from .archive import ERRORS, is_xml, open_archive
from .html import read_fragment
from .html_noise import DAMAGED_PICTURE, PICTURE
from .html_tree import HeldPictures, is_picture
from .kinds import BROKEN_WORD
from .word_scan import Scanned, scan
from .word_styles import style_map

HEADER = _("The page headers")
FOOTER = _("The page footers")
CHART = _("The words in a chart or diagram")
COMMENT = _("A comment of a reviewer")
NOT_PLACED = _("Words in a part of the document that has no place in its text")
UNREAD = _(
    "The document holds a file whose words could not be read. Open the document in Word, save it "
    "again, and import it once more."
)
_BACK_TO_TEXT = re.compile(r'(?:(?<!\s)\s+)?<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
_USED = re.compile(rb"""<w:pStyle\s+w:val\s*=\s*["']([^"']+)""")
_SHOWN = ("document", "footnotes", "endnotes")
# mammoth does not know simple fields, as that for the number of a table; it reads smart tags. It asks
# for the comments behind their signs, which are told in another place.
_RENAMED = ((b"w:fldSimple", b"w:smartTag"), (b"w:commentReference", b"w:annotationRef"))
# Ready-made pieces for whoever writes; no page shows them.
_UNSEEN = "word/glossary/"
_NOT_WORD = _(
    "This is a presentation, or another archive of files, not a Word document. Save what belongs "
    "to the results as a Word or text document, and import that file."
)
# The reader of HTML sets raised numbers so, which stand by themselves in the file.
_POWERS = str.maketrans({"²": " 2", "³": " 3"})


def read_word(content: bytes) -> Document:
    """Read a Word document. Raises ImportRefused for archives that are damaged or no document."""
    archive = open_archive(content)
    scanned = _scanned(archive)
    main = next((name for name, found in scanned.items() if found.root == "document"), "")
    if not main:
        if any(name.startswith("word/") for name in archive.namelist()):
            raise ImportRefused(BROKEN_WORD, "broken_word")
        raise ImportRefused(_NOT_WORD, "not_word")
    styles = posixpath.join(posixpath.dirname(main), "styles.xml")
    used = {found.decode(errors="replace") for found in _USED.findall(archive.read(main))}
    map_of_styles = style_map(archive.read(styles) if styles in scanned else b"", used)
    document = _converted(_for_mammoth(archive, scanned), map_of_styles)

    def texts(*roots: str) -> list[str]:
        return [found.text for found in scanned.values() if found.root in roots]

    rest = _not_placed(document, texts(*_SHOWN))
    # Many pages may have the same head, which is one.
    _leave_out(document, dict.fromkeys(texts("hdr")), HEADER)
    _leave_out(document, dict.fromkeys(texts("ftr")), FOOTER)
    _leave_out(document, texts("chartSpace", "dataModel"), CHART)
    _leave_out(document, "\n".join(texts("comments")).split("\n"), COMMENT)
    _leave_out(document, rest, NOT_PLACED)
    if any(found.shows_files for found in scanned.values()):
        document.notices.append(UNREAD)
    return document


def _scanned(archive: ZipFile) -> dict[str, Scanned]:
    """What is in each file of XML that pages show. Raises ImportRefused for what is broken, or too much."""
    scanned: dict[str, Scanned] = {}
    elements = 0
    for name in filter(is_xml, archive.namelist()):
        found = scan(archive.read(name), elements)
        elements = found.elements
        if not name.startswith(_UNSEEN):
            scanned[name] = found
    return scanned


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
    return read_fragment(_BACK_TO_TEXT.sub("", html), pictures)


def _hold(pictures: HeldPictures, image: Any) -> dict[str, str]:
    """The attributes of a picture; it may lie outside of the document, and then is not fetched."""
    try:
        with image.open() as stream:
            return {"src": pictures.hold(stream.read())}
    except ERRORS:
        return {"src": pictures.hold(b"")}


def _for_mammoth(archive: ZipFile, scanned: dict[str, Scanned]) -> bytes:
    """The archive as mammoth can read it: what was looked through, but for the comments, and pictures."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as copy:
        for name in archive.namelist():
            content = archive.read(name)
            root = scanned[name].root if name in scanned else ""
            if root in _SHOWN:
                for one, other in _RENAMED:
                    content = content.replace(one, other)
            if (root and root != "comments") or is_picture(content):
                copy.writestr(name, content)
    return stream.getvalue()


def _leave_out(document: Document, texts: Iterable[str], reason: str | Promise) -> None:
    document.left_out += [LeftOut(" ".join(text.split()), reason) for text in texts if text]


def _not_placed(document: Document, seen: list[str]) -> list[str]:
    """The words that a reader of the text and its notes sees and the document has not."""
    missing = count_words(text.translate(_POWERS) for text in seen) - _words_read(document)
    texts: list[str] = []
    for line in "\n".join(seen).split("\n") if missing else ():
        words = count_words([line])
        if words and all(missing[word] >= count for word, count in words.items()):
            texts.append(line)
            missing.subtract(words)
    return [text for text in (*texts, " ".join(missing.elements())) if WORD.search(text)]


def _words_read(document: Document) -> Counter[str]:
    """The words of the document that stood in its text; those about a picture stood beside it."""
    beside = (PICTURE, DAMAGED_PICTURE)
    read = [left.text for left in document.left_out if left.reason not in beside]
    for part in document.parts:
        read += [part.caption] if isinstance(part, Picture) else texts_of(part)
    return count_words(text.translate(_POWERS) for text in read)
