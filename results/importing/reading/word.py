"""Reads Word documents (.docx): mammoth turns them into HTML, and that is read as HTML is."""

from __future__ import annotations

import io
import posixpath
import re
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from django.utils.translation import gettext_lazy as _

import mammoth

from ..document import WORD, Document, LeftOut, count_words, words_of
from ..errors import ImportRefused
from .data_images import HeldPictures
from .html import read_fragment
from .kinds import BROKEN_WORD
from .tabs import KEPT_TAB, find_tabbed_tables
from .word_scan import scan
from .word_styles import style_map, title_styles
from .zip_limits import ERRORS, open_archive

HEADER = _("The head of the pages")
FOOTER = _("The foot of the pages")
CHART = _("The words in a chart or diagram")
NOT_PLACED = _("Words in a part of the document that has no place in its text")

_DOCUMENT_TYPE = re.compile(
    rb'Type="[^"]*/officeDocument"[^>]*Target="/?([^"]+)"|Target="/?([^"]+)"[^>]*Type="[^"]*/officeDocument"'
)
_BACK_TO_TEXT = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">↑</a>')
_HEADERS = re.compile(r"word/header\d*\.xml")
_FOOTERS = re.compile(r"word/footer\d*\.xml")
_CHARTS = re.compile(r"word/(?:charts/chart|diagrams/data)\d*\.xml")
# mammoth does not know simple fields, as that for the number of a table; it reads smart tags.
_FIELD = re.compile(rb"<(/?)w:fldSimple\b")


def read_word(content: bytes) -> Document:
    """Read a Word document. Raises ImportRefused for archives that are damaged or no document."""
    archive = open_archive(content)
    names = archive.namelist()
    main = _main_part(archive, names)
    elements = 0
    texts: dict[str, str] = {}
    for name in names:
        if name.endswith((".xml", ".rels")):
            texts[name], elements = scan(_read(archive, name), elements)
    xml = _read(archive, main)
    if _FIELD.search(xml):
        content = _with(archive, main, _FIELD.sub(rb"<\1w:smartTag", xml))
    styles = (
        _read(archive, _beside(main, "styles.xml")) if _beside(main, "styles.xml") in names else b""
    )
    document = _converted(content, style_map(styles, _has_title(xml, styles)))
    _leave_out(document, texts, _HEADERS, HEADER)
    _leave_out(document, texts, _FOOTERS, FOOTER)
    _leave_out(document, texts, _CHARTS, CHART)
    _keep_the_rest(document, texts[main])
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


def _main_part(archive: ZipFile, names: list[str]) -> str:
    """The file of the archive that holds the text."""
    if "_rels/.rels" in names and (match := _DOCUMENT_TYPE.search(_read(archive, "_rels/.rels"))):
        main = (match[1] or match[2]).decode(errors="replace")
        if main in names and main.startswith("word/"):
            return main
    if "word/document.xml" in names:
        return "word/document.xml"
    raise _not_word(archive, names)


def _not_word(archive: ZipFile, names: list[str]) -> ImportRefused:
    if "mimetype" in names and b"opendocument.text" in _read(archive, "mimetype"):
        return ImportRefused(
            _(
                "This is an OpenDocument text (.odt). Open it in LibreOffice or Word, save it as a "
                "Word document (.docx), and import that file."
            ),
            "odt",
        )
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return ImportRefused(
            _(
                "This is a spreadsheet or a presentation. Copy what belongs to the results into a "
                "Word or text document, and import that file."
            ),
            "not_word",
        )
    if any(name.startswith("word/") for name in names):
        return ImportRefused(BROKEN_WORD, "broken_word")
    return ImportRefused(
        _(
            "This is an archive of files (.zip), not a Word document. Unpack it, and import the "
            "document that is in it."
        ),
        "not_word",
    )


def _read(archive: ZipFile, name: str) -> bytes:
    try:
        return archive.read(name)
    except ERRORS as error:
        raise ImportRefused(BROKEN_WORD, "broken_word") from error


def _with(archive: ZipFile, name: str, content: bytes) -> bytes:
    """The archive with other content in one of its files."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as copy:
        for member in archive.namelist():
            copy.writestr(member, content if member == name else _read(archive, member))
    return stream.getvalue()


def _beside(main: str, name: str) -> str:
    return posixpath.join(posixpath.dirname(main), name)


def _has_title(xml: bytes, styles: bytes) -> bool:
    used = {
        style.decode(errors="replace") for style in re.findall(rb'<w:pStyle w:val="([^"]+)"', xml)
    }
    return bool(used & title_styles(styles))


def _leave_out(
    document: Document, texts: dict[str, str], names: re.Pattern[str], reason: Any
) -> None:
    """Note the text of files beside the main one; many pages may have the same, which is one."""
    found = [" ".join(text.split()) for name, text in texts.items() if names.fullmatch(name)]
    document.left_out += [LeftOut(text, reason) for text in dict.fromkeys(found) if text]


def _keep_the_rest(document: Document, text: str) -> None:
    """Note the words that a reader of the main text sees and the document has not."""
    missing = count_words([text]) - words_of(document)
    if not missing:
        return
    lines = []
    for line in text.split("\n"):
        words = count_words([line])
        if words and words <= missing:
            lines.append(line)
            missing -= words
    rest = " ".join(missing.elements())
    document.left_out += [LeftOut(part, NOT_PLACED) for part in [*lines, rest] if WORD.search(part)]
