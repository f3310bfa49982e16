"""Reads web pages, and what other formats are turned into: walks through elements, and makes a document."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from django.utils.functional import Promise

from bs4.element import NavigableString, Tag

from ..document import Document, Heading, Items, LeftOut, Part, Picture, Quote, Run, Runs, text_of
from .html_noise import (
    CONTENTS,
    DAMAGED_PICTURE,
    EMBEDDED,
    OUTSIDE,
    PICTURE,
    TITLE,
    is_quotation,
    why_left_out,
)
from .html_tables import Mark, table_of
from .html_tree import WITHIN_WORDS, HeldPictures, attribute, is_text, tree_of, visible_text
from .inline import (
    Inline,
    address_of,
    joined_lines,
    paragraphs_of,
    tidied,
    without_tabs,
)
from .plain import read_plain
from .plain_lists import find_lines_and_bullets

_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
# "6 558", "98,6 %", "£1.2m", "5,000+", "över 250", "73,9 miljoner kr"
_FIGURE = re.compile(
    r"(?:[^\W\d_]{1,9}\.?\s+)?[~≈+−–<>≤≥-]?\s*[£€$]?\s*\d[\d\s.,:]*(?:[%+°]|(?:\s*[^\W\d_]{1,9}){0,2})\+?"
)
# The addresses of players, which have a page with the film.
_FILM = re.compile(
    r"(?:https?:)?//(?:(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})(?:[?&#].*)?|(player\.vimeo\.com/video/\d+(?:[?#].*)?))"
)
_LAZY = ("data-src", "data-lazy-src", "data-original")
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
# What makes a list, a table or a quotation around it one that only lays out a page.
_LAYS_OUT = [*_HEADINGS, "table", "blockquote"]
_LISTS = frozenset({"ul", "ol", "menu", "dl", "table", "blockquote"})
_LONGEST_QUOTATION = 1000  # characters of a box that is one by its class
_LONGEST_FIGURE = 40
# A dot or a line that holds a place open until a script loads the picture is smaller.
_MIN_BYTES = 64


class _Reader:
    """One walk through a tree. `is_page` is for pages out of a browser, which have more than content."""

    def __init__(self, root: Tag, pictures: HeldPictures, *, is_page: bool) -> None:
        self.document = Document()
        self.pictures = pictures
        self.inline = Inline(keeps_tabs=not is_page)
        self.is_page = is_page
        self.length = len(visible_text(root)) if is_page else 0
        self.kept = list(_kept(root)) if is_page else []
        self.above = {id(parent) for tag in self.kept for parent in tag.parents}
        if is_page:
            # The heading of the page may be in what is left out elsewhere.
            self.above |= {
                id(parent) for h1 in root.find_all("h1", limit=1) for parent in h1.parents
            }
        self.is_inside = not self.kept
        # The texts of the list, table, quotation or heading that the walk is in; of none within another.
        self.texts: list[Runs | Mark] | None = None
        self.is_quote = False
        self.waiting: list[Picture] = []
        # The last picture of the source, None where that is not within the document.
        self.shown: Picture | None = None

    def walk(self, tag: Tag) -> None:
        for child in tag.children:
            if isinstance(child, Tag):
                self._enter(child)
            elif is_text(child) and self.is_inside:
                self.inline.add(str(child))
            elif is_text(child):
                self.leave_out(str(child), OUTSIDE)

    def block(self, tag: Tag) -> None:
        """Read a paragraph, or several."""
        self.flush()
        self.walk(tag)
        self.flush()

    def flush(self) -> None:
        """End the paragraph that was being gathered."""
        if not (runs := self.inline.take()):
            return
        if self.texts is None:
            self.document.parts += paragraphs_of(runs)
        else:
            self.texts.append(without_tabs(runs))

    def mark(self, *mark: Mark) -> None:
        """End a text, and note what begins."""
        self.flush()
        if self.texts is not None:
            self.texts += mark

    def read_as(self, tag: Tag, make: Callable[[list[Runs | Mark]], Iterable[Part]]) -> None:
        """Read what an element holds, and make parts of it; as paragraphs, where that is within another."""
        if self.texts is not None or (tag.name in _LISTS and tag.find(_LAYS_OUT)):
            self.block(tag)
            return
        self.flush()
        found: list[Runs | Mark] = []
        self.texts = found
        self.block(tag)
        self.texts = None
        self.document.parts += [*make(found), *self.waiting]
        self.waiting.clear()

    def leave_out(self, text: str, reason: str | Promise) -> None:
        """Note words that do not become part of the document."""
        if text := " ".join(text.split()):
            self.document.left_out.append(LeftOut(text, reason))

    def _enter(self, tag: Tag) -> None:
        is_kept = any(tag is kept for kept in self.kept)
        if self.is_page and not is_kept and tag.name not in {"html", "body"}:
            reason = None if id(tag) in self.above else why_left_out(tag, self.length)
            if not (reason or self.is_inside or id(tag) in self.above):
                reason = OUTSIDE
            if reason:
                self.leave_out(visible_text(tag), reason)
                return
        was_inside, self.is_inside = self.is_inside, self.is_inside or is_kept
        is_bold = tag.name in {"b", "strong"} or _BOLD.search(attribute(tag, "style")) is not None
        self.inline.bold += is_bold
        _READ.get(tag.name, _Reader.block)(self, tag)
        self.inline.bold -= is_bold
        self.is_inside = was_inside


def _kept(root: Tag) -> Iterator[Tag]:
    """Yield the main part of a page, and a heading of the page that stands outside of it."""
    mains = [tag for tag in root.find_all(_is_main) if not tag.find_parent(_is_main)]
    mains = [main for main in mains if visible_text(main)]
    if len(mains) == 1:
        yield mains[0]
        h1s = [h1 for h1 in root.find_all("h1") if visible_text(h1)]
        yield from (h1 for h1 in h1s if len(h1s) == 1 and mains[0] not in h1.parents)


def _is_main(tag: Tag) -> bool:
    return tag.name == "main" or attribute(tag, "role").lower() == "main"


def _heading(level: int) -> Callable[[_Reader, Tag], None]:
    return lambda reader, tag: reader.read_as(
        tag, lambda texts: [Heading(level, joined_lines(_runs(texts)))] if texts else []
    )


def _runs(texts: Iterable[Runs | Mark]) -> list[Runs]:
    return [text for text in texts if not isinstance(text, Mark)]


def _box(reader: _Reader, tag: Tag) -> None:
    if is_quotation(tag) and len(visible_text(tag)) <= _LONGEST_QUOTATION:
        _quote(reader, tag)
    elif attribute(tag, "role").lower() == "heading":
        level = attribute(tag, "aria-level")
        _heading(int(level) if level in set("123456") else 2)(reader, tag)
    elif "MsoTitle" in attribute(tag, "class"):  # as Word saves web pages
        _heading(1)(reader, tag)
    else:
        reader.block(tag)


def _preformatted(reader: _Reader, tag: Tag) -> None:
    def make(texts: list[Runs | Mark]) -> Iterable[Part]:
        if any(run.href for text in _runs(texts) for run in text):
            return [part for text in _runs(texts) for part in paragraphs_of(tidied(text))]
        document = read_plain("\n\n".join(map(text_of, _runs(texts))))
        reader.document.left_out += document.left_out
        return document.parts

    reader.flush()
    reader.inline.preformatted += 1
    reader.read_as(tag, make)
    reader.inline.preformatted -= 1


def _list(reader: _Reader, tag: Tag) -> None:
    def make(texts: list[Runs | Mark]) -> Iterable[Part]:
        items: list[list[Runs]] = [[]]
        for text in texts:
            if not isinstance(text, Mark):
                items[-1].append(text)
            elif text.kind == "item":
                items.append([])
        joined = tuple(joined_lines(item) for item in items if item)
        return [Items(joined, tag.name == "ol")] if joined else []

    reader.read_as(tag, make)


def _item(reader: _Reader, tag: Tag) -> None:
    reader.mark(Mark("item"))
    reader.block(tag)
    # What follows an item, or the list within it, is no part of the one before.
    reader.mark(Mark("item"))


def _quote(reader: _Reader, tag: Tag) -> None:
    was_quote, reader.is_quote = reader.is_quote, reader.texts is None
    reader.read_as(tag, lambda texts: [Quote(tuple(_runs(texts)))] if texts else [])
    reader.is_quote = was_quote


def _figure_caption(reader: _Reader, tag: Tag) -> None:
    if reader.is_quote:
        _speaker(reader, tag)
        return
    reader.flush()
    parts, picture = reader.document.parts, reader.shown
    is_below = picture is not None and reader.texts is None and parts and parts[-1] is picture
    if picture is None or not is_below or not visible_text(tag):
        reader.block(tag)
        return
    parts.pop()
    reader.read_as(
        tag, lambda texts: [replace(picture, caption=" ".join(map(text_of, _runs(texts))))]
    )


def _speaker(reader: _Reader, tag: Tag) -> None:
    """Whose words a quotation is, in a line of its own that begins as in a text without marks."""
    reader.flush()
    if reader.is_quote and visible_text(tag):
        reader.inline.add("– ")
    reader.walk(tag)
    reader.flush()


def _cited(reader: _Reader, tag: Tag) -> None:
    after = tag.next_sibling
    # What follows it makes it the name of a work within a sentence.
    is_last = after is None or (not isinstance(after, Tag) and not str(after).strip())
    (_speaker if is_last and reader.is_quote else _within)(reader, tag)


def _table(reader: _Reader, tag: Tag) -> None:
    is_layout = attribute(tag, "role") in {"presentation", "none"}
    _Reader.block(reader, tag) if is_layout else reader.read_as(tag, table_of)


def _marked(kind: str) -> Callable[[_Reader, Tag], None]:
    """What marks the beginning of a row, a cell, a caption."""

    def read(reader: _Reader, tag: Tag) -> None:
        section = [each.name for each in tag.parents][1:2]
        is_header = tag.name == "th" or section == ["thead"]
        reader.mark(Mark(kind, _span_of(tag, "colspan"), _span_of(tag, "rowspan"), is_header))
        reader.block(tag)

    return read


def _term(reader: _Reader, tag: Tag) -> None:
    reader.mark(Mark("row"), Mark("cell"))
    reader.block(tag)


def _span_of(tag: Tag, name: str) -> int:
    value = attribute(tag, name).strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1


def _within(reader: _Reader, tag: Tag) -> None:
    """Read words within a paragraph.

    A label beside a figure, each in an element of its own, is a line below it, as a style sheet shows them.
    """
    before = tag.previous_sibling
    if isinstance(before, Tag) and reader.inline.last_character.strip():
        figure = before.get_text()
        is_label = len(figure) <= _LONGEST_FIGURE and _FIGURE.fullmatch(figure.strip())
        beside = (before.previous_sibling, tag.next_sibling)
        if is_label and tag.get_text()[:1].strip() and not any(map(_has_words, beside)):
            reader.inline.add_break()
    reader.inline.italic += tag.name in {"i", "em"}
    reader.walk(tag)
    reader.inline.italic -= tag.name in {"i", "em"}


def _has_words(node: object) -> bool:
    return isinstance(node, NavigableString) and bool(node.strip())


def _link(reader: _Reader, tag: Tag) -> None:
    reader.inline.hrefs.append(address_of(tag.get("href")))
    reader.walk(tag)
    reader.inline.hrefs.pop()


def _raised(reader: _Reader, tag: Tag) -> None:
    text = tag.get_text().strip()
    before = reader.inline.last_character
    if not (text.isascii() and text.isdigit() and len(text) < 4 and before.strip()):
        reader.walk(tag)
    elif before.isalpha() and text in {"2", "3"}:
        reader.inline.add("²" if text == "2" else "³")
    else:
        # The number of a note must not become the last digit of a figure.
        reader.inline.add("[")
        reader.walk(tag)
        reader.inline.add("]")


def _image(reader: _Reader, tag: Tag) -> None:
    alt = " ".join(attribute(tag, "alt").split())
    elsewhere = next((found for name in _LAZY if (found := attribute(tag, name))), "")
    address = elsewhere or attribute(tag, "src").strip()
    content = reader.pictures.get(address)
    if content and len(content) >= _MIN_BYTES:
        reader.shown = Picture(content, alt)
        if reader.texts is None:
            reader.flush()
            reader.document.parts.append(reader.shown)
        else:
            # After the list or table that it stands in.
            reader.waiting.append(reader.shown)
    elif content is not None or address.lower().startswith("data:"):
        reader.leave_out(alt, DAMAGED_PICTURE)
    else:
        reader.leave_out(f"{alt} {address}", PICTURE)
        reader.shown = None


def _embedded(reader: _Reader, tag: Tag) -> None:
    source = tag.find("source")
    address = attribute(tag, "src") or attribute(tag, "data")
    if not address and isinstance(source, Tag):
        address = attribute(source, "src")
    words = f"{attribute(tag, 'title')} {visible_text(tag)}".strip()
    film = _FILM.fullmatch(address)
    if not film:
        reader.leave_out(f"{words} {address}", EMBEDDED)
        return
    reader.flush()
    page = f"www.youtube.com/watch?v={film[1]}" if film[1] else film[2]
    reader.inline.hrefs.append(f"https://{page}")
    reader.inline.add(words or address)
    reader.inline.hrefs.pop()
    reader.flush()


def _navigation(reader: _Reader, tag: Tag) -> None:
    """Leave out a list of contents, which leads to places of the document that the page has not."""
    reader.flush()
    reader.walk(tag) if reader.is_page else reader.leave_out(visible_text(tag), CONTENTS)


_READ: dict[str, Callable[[_Reader, Tag], None]] = {
    **dict.fromkeys(WITHIN_WORDS, _within),
    **{name: _heading(level) for level, name in enumerate(_HEADINGS, 1)},
    **dict.fromkeys(("p", "div", "section", "aside"), _box),
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    **dict.fromkeys(("td", "th"), _marked("cell")),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed", "canvas"), _embedded),
    **dict.fromkeys(("button", "picture", "source"), _within),
    "a": _link,
    "blockquote": _quote,
    "br": lambda reader, _tag: reader.inline.add_break(),
    "caption": _marked("caption"),
    "cite": _cited,
    "dd": _marked("description"),
    "dl": _table,
    "dt": _term,
    "figcaption": _figure_caption,
    # Such a figure is a quotation, and the caption says whose.
    "figure": lambda reader, tag: (_quote if tag.find("blockquote") else _Reader.block)(
        reader, tag
    ),
    "footer": _speaker,
    "img": _image,
    "li": _item,
    "nav": _navigation,
    "pre": _preformatted,
    "sup": _raised,
    "table": _table,
    "tr": _marked("row"),
}


def declared_encoding(content: bytes) -> str:
    """The encoding that a page names in its head, or ""."""
    match = _DECLARED.search(content[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def read_html(html: str) -> Document:
    """Read a page: its main part, without the menus and forms around it.

    Raises ImportRefused for a page that is nested too deeply.
    """
    document, title = _read(html, HeldPictures(), is_page=True)
    has_title = any(isinstance(part, Heading) and part.level == 1 for part in document.parts)
    if title and not has_title:
        document.parts.insert(0, Heading(1, (Run(title),)))
    elif title:
        document.left_out.insert(0, LeftOut(title, TITLE))
    return document


def read_fragment(html: str, pictures: HeldPictures) -> Document:
    """Read HTML that another format was turned into: all of it is content."""
    return _read(html, pictures, is_page=False)[0]


def _read(html: str, pictures: HeldPictures, *, is_page: bool) -> tuple[Document, str]:
    root, title = tree_of(pictures.take_from(html))
    reader = _Reader(root, pictures, is_page=is_page)
    reader.block(root)
    find_lines_and_bullets(reader.document)
    return reader.document, title
