"""The words that somebody sees who opens a document, found without the readers that are tested."""

from __future__ import annotations

import io
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

from docx import Document as WordDocument
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from results.importing.document import count_words

UNSEEN = {"script", "style", "noscript", "template", "svg"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.addresses: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if not values.get("src", "").startswith("data:"):
            self.addresses.append(values.get("src", ""))
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "img":
            self.pieces.append(values.get("alt", ""))
        elif tag == "iframe":
            self.pieces.append(values.get("title", ""))
        elif tag == "input" and values.get("type") in {"submit", "button"}:
            self.pieces.append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen -= 1

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)


def words_of_html(html: str) -> Counter[str]:
    """The words of a page, its title among them."""
    return count_words(_parsed(html).pieces)


def addresses_in(html: str) -> Counter[str]:
    """The words in the addresses of pictures and of what is embedded, which nobody sees."""
    return count_words(_parsed(html).addresses)


def html_of_markdown(text: str) -> str:
    """Markdown as it is shown, with the notes at its head as text."""
    head = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    body = text[head.end() :] if head else text
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin)
    html = parser.render(body)
    return f"<pre>{head[0]}</pre>{html}" if head else html


def _parsed(html: str) -> _Seen:
    parser = _Seen()
    parser.feed(html)
    parser.close()
    return parser


def words_of_word(content: bytes) -> Counter[str]:
    """The words in the paragraphs of a Word document, in its headers and footers, of its pictures."""
    texts = []
    with ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
        for block in root.iter(f"{W}p"):
            pieces = [
                node.text or "" if node.tag == f"{W}t" else " "
                for node in block.iter(f"{W}t", f"{W}tab", f"{W}br")
            ]
            texts.append("".join(pieces))
        texts += [node.get("descr") or "" for node in root.iter("{*}docPr")]
    around: dict[str, None] = {}
    for section in WordDocument(io.BytesIO(content)).sections:
        for part in (section.header, section.footer):
            around[" ".join(paragraph.text for paragraph in part.paragraphs)] = None
    return count_words([*texts, *around])


def words_seen(path: Path) -> tuple[Counter[str], Counter[str]]:
    """The words of a file, by its format, and those of addresses, which may be told besides."""
    content = path.read_bytes()
    if path.suffix == ".docx":
        return words_of_word(content), Counter()
    text = _decoded(content)
    if path.suffix == ".txt":
        return count_words([text]), Counter()
    html = html_of_markdown(text) if path.suffix == ".md" else text
    return words_of_html(html), addresses_in(html)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if content[:2] != b"\xff\xfe" else ("utf-16",):
        try:
            return content.decode(encoding)
        except UnicodeError:
            continue
    return content.decode("cp1252")
