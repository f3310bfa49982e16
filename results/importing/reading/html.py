"""Reads web pages, and what other formats are turned into: walks through elements, and makes a document."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from django.utils.functional import Promise

from bs4.element import Tag

from ..document import (
    Document,
    Heading,
    Items,
    LeftOut,
    Part,
    Picture,
    Quote,
    Run,
    Runs,
    text_of,
    texts_of,
    words,
)
from .html_noise import (
    CONTENTS,
    DAMAGED_PICTURE,
    EMBEDDED,
    OUTSIDE,
    PICTURE,
    TITLE,
    why_left_out,
    words_of,
)
from .html_tables import Groups, table_of
from .html_tree import WITHIN_WORDS, HeldPictures, attribute, is_text, tree_of, visible_text
from .inline import Inline, address_of, joined_lines, paragraphs_of
from .plain_lists import find_lines_and_bullets

_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
# The addresses of players, which have a page with the film.
_FILM = re.compile(
    r"(?:https?:)?//(?:(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})\b.*|(player\.vimeo\.com/video/\d+.*))"
)
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
# What makes a list, a table or a quotation around it one that only lays out a page.
_LAYS_OUT = [*_HEADINGS, "table", "blockquote"]
_LISTS = frozenset({"ul", "ol", "menu", "dl", "table", "blockquote"})
_MORE_THAN_TEXT = [*_LAYS_OUT, "ul", "ol", "img"]
_QUOTATIONS = words("quote quotation pullquote testimonial citat sitat zitat sitaatti")
_LONGEST_QUOTATION = 1000
_LONGEST_FIGURE = 40
# A dot or a line that holds a place open until a script loads the picture is smaller.
_MIN_BYTES = 64


class _Reader:
    """One walk through a tree."""

    def __init__(self, pictures: HeldPictures, length: int = 0) -> None:
        self.document = Document()
        self.pictures = pictures
        self.inline = Inline()
        # How long the text of a page out of a browser is; other HTML is content alone.
        self.length = length
        # The texts of the list, table, quotation or heading that the walk is in; of none within another.
        self.groups: list[tuple[Tag, list[Runs]]] | None = None
        self.waiting: list[Picture] = []
        # The last picture of the source, None where that is not within the document.
        self.shown: Picture | None = None

    def walk(self, tag: Tag) -> None:
        """Read what is in an element."""
        for child in tag.children:
            if isinstance(child, Tag):
                reason = why_left_out(child, self.length) if self.length else None
                if reason:
                    self.leave_out(visible_text(child), reason)
                else:
                    self._enter(child)
            elif is_text(child):
                self.inline.add(str(child))

    def block(self, tag: Tag) -> None:
        """Read a paragraph, or several."""
        self.flush()
        self.walk(tag)
        self.flush()

    def flush(self) -> None:
        """End the paragraph that was being gathered."""
        runs = self.inline.take()
        if runs and self.groups is None:
            self.document.parts += paragraphs_of(runs)
        elif runs and self.groups:
            self.groups[-1][1].append(runs)

    def group(self, tag: Tag, sign: str = "") -> None:
        """Read an element whose texts are apart from those before it, with a sign before them."""
        self.flush()
        if self.groups is not None:
            self.groups.append((tag, []))
        self.inline.add(sign)
        self.walk(tag)
        self.flush()

    def read_as(self, tag: Tag, make: Callable[[Groups], Iterable[Part]]) -> None:
        """Read what an element holds, and make parts of it; as paragraphs, where that is within another."""
        if self.groups is not None or (tag.name in _LISTS and tag.find(_LAYS_OUT)):
            self.block(tag)
            return
        self.flush()
        groups: list[tuple[Tag, list[Runs]]] = []
        self.groups = groups
        self.group(tag)
        self.groups = None
        parts = make(groups) if any(texts for _tag, texts in groups) else ()
        self.document.parts += [*parts, *self.waiting]
        self.waiting.clear()

    def leave_out(self, text: str, reason: str | Promise) -> None:
        """Note words that do not become part of the document."""
        if text := " ".join(text.split()):
            self.document.left_out.append(LeftOut(text, reason))

    def _enter(self, tag: Tag) -> None:
        self.inline.bold += tag.name in {"b", "strong"}
        _READ.get(tag.name, _Reader.block)(self, tag)
        self.inline.bold -= tag.name in {"b", "strong"}


def _texts(groups: Groups) -> list[Runs]:
    return [text for _tag, texts in groups for text in texts]


def _heading(level: int) -> Callable[[_Reader, Tag], None]:
    return lambda reader, tag: reader.read_as(
        tag, lambda groups: [Heading(level, joined_lines(_texts(groups)))]
    )


def _box(reader: _Reader, tag: Tag) -> None:
    """Read a box, which its class may call a quotation where it has nothing but text."""
    is_called = not _QUOTATIONS.isdisjoint(words_of(tag)) and not tag.find(_MORE_THAN_TEXT)
    is_quote = is_called and len(visible_text(tag)) <= _LONGEST_QUOTATION
    (_quote if is_quote else _Reader.block)(reader, tag)


def _preformatted(reader: _Reader, tag: Tag) -> None:
    reader.flush()
    reader.inline.preformatted += 1
    reader.block(tag)
    reader.inline.preformatted -= 1


def _list(reader: _Reader, tag: Tag) -> None:
    def make(groups: Groups) -> Iterable[Part]:
        items: list[list[Runs]] = []
        for each, texts in groups:
            if each.name in {"li", tag.name}:
                items.append([])
            items[-1] += texts
        joined = tuple(joined_lines(item) for item in items if item)
        is_ordered = tag.name == "ol" and not tag.find("li", value=True)
        return [Items(joined, is_ordered)]

    reader.read_as(tag, make)


def _item(reader: _Reader, tag: Tag) -> None:
    number = attribute(tag, "value")
    reader.group(tag, f"{number}. " if number else "")
    # What follows an item, or the list within it, is no part of the one before.
    if reader.groups:
        reader.groups.append((tag, []))


def _quote(reader: _Reader, tag: Tag) -> None:
    reader.read_as(tag, lambda groups: [Quote(tuple(_texts(groups)))])


def _figure_caption(reader: _Reader, tag: Tag) -> None:
    reader.flush()
    parts, picture = reader.document.parts, reader.shown
    is_below = reader.groups is None and parts and parts[-1] is picture
    if picture is None or not is_below or not visible_text(tag):
        reader.block(tag)
        return
    parts.pop()
    reader.read_as(
        tag, lambda groups: [replace(picture, caption=" ".join(map(text_of, _texts(groups))))]
    )


def _cited(reader: _Reader, tag: Tag) -> None:
    """Read whose words a quotation is, in a line of its own, or the name of a work within a sentence."""
    is_last = not str(tag.next_sibling or "").strip()
    (_Reader.block if is_last and tag.find_parent("blockquote") else _within)(reader, tag)


def _table(reader: _Reader, tag: Tag) -> None:
    is_layout = attribute(tag, "role") in {"presentation", "none"}
    _Reader.block(reader, tag) if is_layout else reader.read_as(tag, table_of)


def _within(reader: _Reader, tag: Tag) -> None:
    """Read words within a paragraph.

    A label beside a figure, each in an element of its own, is a line below it, as a style sheet shows them.
    """
    before = tag.previous_sibling
    if isinstance(before, Tag) and reader.inline.last_character.strip():
        figure = before.get_text()
        is_figure = len(figure) <= _LONGEST_FIGURE and any(map(str.isdigit, figure))
        label = tag.get_text()
        if is_figure and label[:1].isalpha() and len(label) > 2:
            reader.inline.add_break()
    reader.inline.italic += tag.name in {"i", "em"}
    reader.walk(tag)
    reader.inline.italic -= tag.name in {"i", "em"}


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
    address = attribute(tag, "src").strip()
    content = reader.pictures.get(address)
    if content and len(content) >= _MIN_BYTES:
        reader.shown = Picture(content, alt)
        if reader.groups is None:
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
    address = attribute(tag, "src") or attribute(tag, "data")
    address = address or attribute(tag.find("source") or tag, "src")
    said = f"{attribute(tag, 'title')} {visible_text(tag)}".strip()
    film = _FILM.fullmatch(address)
    if not film:
        reader.leave_out(f"{said} {address}", EMBEDDED)
        return
    reader.flush()
    page = f"www.youtube.com/watch?v={film[1]}" if film[1] else film[2]
    reader.inline.hrefs.append(f"https://{page}")
    reader.inline.add(said or address)
    reader.inline.hrefs.pop()
    reader.flush()


def _navigation(reader: _Reader, tag: Tag) -> None:
    """Leave out a list of contents, which leads to places of the document that the page has not."""
    reader.flush()
    reader.walk(tag) if reader.length else reader.leave_out(visible_text(tag), CONTENTS)


_READ: dict[str, Callable[[_Reader, Tag], None]] = {
    **dict.fromkeys([*WITHIN_WORDS, "button", "picture"], _within),
    **{name: _heading(level) for level, name in enumerate(_HEADINGS, 1)},
    **dict.fromkeys(("ul", "ol", "menu"), _list),
    **dict.fromkeys(("td", "th", "caption", "dt", "dd"), _Reader.group),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed", "canvas"), _embedded),
    **dict.fromkeys(("dl", "table"), _table),
    **dict.fromkeys(("div", "section", "aside"), _box),
    "a": _link,
    "blockquote": _quote,
    "br": lambda reader, _tag: reader.inline.add_break(),
    "cite": _cited,
    "figcaption": _figure_caption,
    # Such a figure is a quotation, and the caption says whose.
    "figure": lambda reader, tag: (_quote if tag.find("blockquote") else _Reader.block)(
        reader, tag
    ),
    "img": _image,
    "li": _item,
    "nav": _navigation,
    "pre": _preformatted,
    "sup": _raised,
}


def declared_encoding(content: bytes) -> str:
    """The encoding that a page names in its head, or ""."""
    match = _DECLARED.search(content[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def read_html(html: str) -> Document:
    """Read a page: its main part, without the menus and forms around it.

    Raises ImportRefused for a page that is nested too deeply.
    """
    pictures = HeldPictures()
    root, title = tree_of(pictures.take_from(html))
    length = len(visible_text(root))
    main = _main(root)
    document = _walked(main, pictures, length)
    if main is not root:
        around = _walked(root, pictures, length)
        document.left_out += around.left_out
        for text in (text for part in around.parts for text in texts_of(part) if text):
            document.left_out.append(LeftOut(" ".join(text.split()), OUTSIDE))
    has_title = any(isinstance(part, Heading) and part.level == 1 for part in document.parts)
    if title and not has_title:
        document.parts.insert(0, Heading(1, (Run(title),)))
    elif title:
        document.left_out.insert(0, LeftOut(title, TITLE))
    return document


def _main(root: Tag) -> Tag:
    """The main part of a page, taken out of it with the heading that may stand above."""
    mains = root.find_all(
        lambda tag: tag.name == "main" or attribute(tag, "role").lower() == "main"
    )
    if len(mains) != 1 or not visible_text(mains[0]):
        return root
    main = mains[0].extract()
    headings = [heading for heading in root.find_all("h1") if visible_text(heading)]
    if len(headings) == 1 and not main.find("h1"):
        main.insert(0, headings[0].extract())
    return main


def read_fragment(html: str, pictures: HeldPictures) -> Document:
    """Read HTML that another format was turned into: all of it is content."""
    root, _title = tree_of(pictures.take_from(html))
    return _walked(root, pictures)


def _walked(tag: Tag, pictures: HeldPictures, length: int = 0) -> Document:
    reader = _Reader(pictures, length)
    reader.block(tag)
    find_lines_and_bullets(reader.document)
    return reader.document
