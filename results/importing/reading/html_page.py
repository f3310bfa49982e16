"""What a web page is about: its main part, and the headings, lists and tables that only lay it out."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import ClassVar

from bs4.element import Tag

from .html_tree import attribute, nodes_of

_SPACES = re.compile(r"\s+")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# What makes the list or table around it a layout, not to be read as such; what makes a figure
# a quotation.
_LAYS_OUT: dict[str, frozenset[str] | set[str]] = {
    "ul": HEADINGS | {"table", "blockquote", "figure", "dl"},
    "ol": HEADINGS | {"table", "blockquote", "figure", "dl"},
    "dl": HEADINGS | {"table", "blockquote", "figure", "dl", "ul", "ol"},
    "table": HEADINGS | {"table", "blockquote", "figure", "dl", "ul", "ol"},
    "blockquote": HEADINGS | {"table"},
    "figure": {"blockquote"},
}
# A head or a foot within one of the first is that of a part of the page, not of the page; a button
# within one of the second is how a page opens what is below a heading.
_PARTS = frozenset({"article", "main", "section", "blockquote", "figure"})
_HEADS = HEADINGS | {"summary", "dt"}
_OF_PARTS = {"header": _PARTS, "footer": _PARTS, "button": _HEADS}
_MOST = 0.6


@dataclass(slots=True)
class Opening:
    """The beginning of a text with single spaces: all of a short one, some of a long one."""

    SHORT: ClassVar[int] = 20  # characters of a figure or a label, spaces between words not counted
    _MOST: ClassVar[int] = 64  # no short text is longer, with its spaces

    text: str = ""

    def add(self, piece: str) -> None:
        """Add a piece of the text, if it still belongs to the beginning."""
        if len(self.text) < self._MOST:
            self.text = _SPACES.sub(" ", self.text + piece)[: self._MOST]

    def kept(self, length: int) -> str:
        """The opening of a text of this length: all of a short one, one character of a long one."""
        return self.text if length <= self.SHORT else self.text[:1]


@dataclass(slots=True)
class Page:
    """Facts about a tree of elements, found in one pass; elements are known by their `id()`.

    `kept` are the main part and the heading of the page, `above` what these lie in. `mixed` have text
    of their own beside elements, `of_parts` are heads and feet of a part of the page and buttons within
    headings.
    """

    root: Tag
    kept: list[Tag] = field(default_factory=list)
    above: set[int] = field(default_factory=set)
    layouts: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)
    of_parts: set[int] = field(default_factory=set)
    lengths: dict[int, int] = field(default_factory=dict)
    link_lengths: dict[int, int] = field(default_factory=dict)
    openings: dict[int, str] = field(default_factory=dict)
    has_h1: bool = False

    @property
    def length(self) -> int:
        return self.lengths.get(id(self.root), 0)

    def length_of(self, tag: Tag) -> int:
        return self.lengths.get(id(tag), 0)

    def link_length_of(self, tag: Tag) -> int:
        """How many of the characters within an element are those of links and buttons."""
        return self.link_lengths.get(id(tag), 0)

    def first_character_of(self, tag: Tag) -> str:
        """The first character of the text of an element, white space as well; "" without."""
        return self.openings.get(id(tag), "")[:1]

    def short_text_of(self, tag: Tag) -> str:
        """The text of an element with single spaces; "" for one of more than a few words."""
        return (
            self.openings.get(id(tag), "").strip() if self.length_of(tag) <= Opening.SHORT else ""
        )


@dataclass(slots=True)
class _Open:
    """An element whose end the pass has not reached."""

    tag: Tag
    layout: Tag | None = None  # the nearest list, table, quotation or figure around it
    length: int = 0
    link_length: int = 0
    opening: Opening = field(default_factory=Opening)


@dataclass(slots=True)
class _Pass:
    """The pass over a page. No step of it looks at what is around an element or within it."""

    page: Page
    opened: list[_Open]
    names: Counter[str] = field(default_factory=Counter)
    open_mains: int = 0
    mains: list[Tag] = field(default_factory=list)
    articles: list[Tag] = field(default_factory=list)
    h1s: list[Tag] = field(default_factory=list)

    def text(self, text: str) -> None:
        inner = self.opened[-1]
        length = len(text.strip())
        inner.length += length
        inner.opening.add(text)
        if length:
            self.page.mixed.add(id(inner.tag))

    def enter(self, tag: Tag) -> None:
        layout = self.opened[-1].layout
        if layout is not None and tag.name in _LAYS_OUT[layout.name]:
            # Those further out have this one within, which makes them what they are.
            self.page.layouts.add(id(layout))
        if any(self.names[name] for name in _OF_PARTS.get(tag.name, ())):
            self.page.of_parts.add(id(tag))
        if _is_main(tag):
            if not self.open_mains:
                self.mains.append(tag)
            self.open_mains += 1
        elif tag.name == "article":
            self.articles.append(tag)
        elif tag.name == "h1":
            self.h1s.append(tag)
        self.names[tag.name] += 1
        self.opened.append(_Open(tag, tag if tag.name in _LAYS_OUT else layout))

    def leave(self) -> None:
        inner, outer = self.opened.pop(), self.opened[-1]
        self.names[inner.tag.name] -= 1
        self.open_mains -= _is_main(inner.tag)
        self.keep(inner)
        outer.length += inner.length
        is_link = inner.tag.name in {"a", "button"}
        outer.link_length += inner.length if is_link else inner.link_length
        outer.opening.add(inner.opening.text)

    def keep(self, inner: _Open) -> None:
        """Record what is known of an element at its end."""
        number = id(inner.tag)
        self.page.lengths[number] = inner.length
        if inner.link_length:
            self.page.link_lengths[number] = inner.link_length
        if inner.opening.text:
            self.page.openings[number] = inner.opening.kept(inner.length)


def page_of(root: Tag) -> Page:
    """Look over a page."""
    page = Page(root)
    walk = _Pass(page, [_Open(root)])
    for node, enters in nodes_of(root):
        if not isinstance(node, Tag):
            walk.text(str(node))
        elif enters:
            walk.enter(node)
        else:
            walk.leave()
    walk.keep(walk.opened[0])
    h1s = [h1 for h1 in walk.h1s if page.length_of(h1)]
    page.has_h1 = bool(h1s)
    _keep(page, walk.mains, walk.articles, h1s)
    return page


def _is_main(tag: Tag) -> bool:
    return tag.name == "main" or attribute(tag, "role").lower() == "main"


def _keep(page: Page, mains: list[Tag], articles: list[Tag], h1s: list[Tag]) -> None:
    """Find the main part, and a heading of the page that stands outside of it."""
    main = _main(page, mains, articles)
    if main is None:
        page.above |= {id(parent) for h1 in h1s[:1] for parent in h1.parents}
        return
    page.kept.append(main)
    if len(h1s) == 1 and not any(parent is main for parent in h1s[0].parents):
        page.kept.append(h1s[0])
    page.above |= {id(parent) for kept in page.kept for parent in kept.parents}


def _main(page: Page, mains: list[Tag], articles: list[Tag]) -> Tag | None:
    filled = [main for main in mains if page.length_of(main)]
    if len(filled) == 1:
        return filled[0]
    if len(articles) == 1 and page.length_of(articles[0]) > page.length * _MOST:
        return articles[0]
    return None
