"""Readers: bytes of a file become a Document, whatever the file is made of."""

from django.utils.translation import gettext_lazy as _

from ..decoding import decode
from ..document import Document, characters_of
from ..errors import ImportRefused
from .html import declared_encoding, read_html
from .kinds import MAX_CHARACTERS, TOO_LONG, kind_of
from .markdown import read_markdown
from .plain import read_plain
from .word import read_word

MAX_BYTES = 20_000_000
_EMPTY = (_("There is no text in the file. Choose the file that holds the results."), "empty")


def read_document(content: bytes, name: str, locale: str = "en") -> Document:
    """Read a document of any of the formats; `name` is the file's, which tells some apart.

    `locale` is the language of the document: the numbers of a workbook are written in it.

    Nothing outside of the bytes is opened or fetched; what strangers made is better read by
    `read_apart()`, within a limit of time and memory. Raises ImportRefused, and nothing else,
    for what cannot be read.
    """
    if len(content) > MAX_BYTES:
        raise ImportRefused(
            _(
                "The file is larger than 20 MB. Make its pictures smaller or take them out, "
                "and import it again."
            ),
            "too_large",
        )
    if not content.strip():
        raise ImportRefused(*_EMPTY)
    document = _read(content, name, locale)
    if not document.parts and not document.left_out:
        raise ImportRefused(*_EMPTY)
    if characters_of(document) > MAX_CHARACTERS:
        raise ImportRefused(*TOO_LONG)
    return document


def _read(content: bytes, name: str, locale: str) -> Document:
    kind = kind_of(content, name)
    if kind == "word":
        return read_word(content)
    # Only who imports such a file needs the libraries.
    if kind == "workbook":
        from .workbook import read_workbook

        return read_workbook(content, locale)
    if kind == "pdf":
        from .pdf import read_pdf

        return read_pdf(content)
    decoded = decode(content, declared_encoding(content) if kind == "html" else "")
    if kind != "html" and len(decoded.text) > 2 * MAX_CHARACTERS:
        raise ImportRefused(*TOO_LONG)
    read = {"plain": read_plain, "markdown": read_markdown, "html": read_html}[kind]
    document = read(decoded.text)
    if decoded.notice:
        document.notices.insert(0, decoded.notice)
    return document
