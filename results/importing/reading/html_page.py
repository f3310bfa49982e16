"""What a web page is about: its main part, and the headings, lists and tables that only lay it out."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4.element import Tag

from .html_tree import attribute, nodes_of

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
_INNER = frozenset[str]().union(*_LAYS_OUT.values())
_MOST = 0.6


@dataclass(slots=True)
class Page:
    """Facts about a tree of elements, found in one pass; elements are known by their `id()`.

    `kept` are the main part and the heading of the page, `above` what these lie in.
    """

    root: Tag
    kept: list[Tag] = field(default_factory=list)
    above: set[int] = field(default_factory=set)
    layouts: set[int] = field(default_factory=set)
    lengths: dict[int, int] = field(default_factory=dict)
    has_h1: bool = False

    @property
    def length(self) -> int:
        """How many characters of text the page has."""
        return self.lengths.get(id(self.root), 0)

    def length_of(self, tag: Tag) -> int:
        """How many characters of text an element has."""
        return self.lengths.get(id(tag), 0)


def page_of(root: Tag) -> Page:
    """Look over a page."""
    page = Page(root)
    mains: list[Tag] = []
    articles: list[Tag] = []
    h1s: list[Tag] = []
    open_tags: list[tuple[Tag, int]] = [(root, 0)]
    for node, enters in nodes_of(root):
        if not isinstance(node, Tag):
            open_tags[-1] = (open_tags[-1][0], open_tags[-1][1] + len(str(node).strip()))
        elif enters:
            open_tags.append((node, 0))
            if node.name in _INNER:
                _mark_layouts(page, node)
            if node.name == "main" or attribute(node, "role").lower() == "main":
                mains.append(node)
            elif node.name == "article":
                articles.append(node)
            elif node.name == "h1":
                h1s.append(node)
        else:
            tag, length = open_tags.pop()
            page.lengths[id(tag)] = length
            open_tags[-1] = (open_tags[-1][0], open_tags[-1][1] + length)
    page.lengths[id(root)] = open_tags[0][1]
    h1s = [h1 for h1 in h1s if page.length_of(h1)]
    page.has_h1 = bool(h1s)
    _keep(page, mains, articles, h1s)
    return page


def _mark_layouts(page: Page, inner: Tag) -> None:
    """Mark the lists and tables around an element that it makes layouts."""
    for parent in inner.parents:
        if parent.name in _LAYS_OUT:
            if inner.name in _LAYS_OUT[parent.name]:
                page.layouts.add(id(parent))
            # Those further out have this one within, which makes them what they are.
            return


def _keep(page: Page, mains: list[Tag], articles: list[Tag], h1s: list[Tag]) -> None:
    """Find the main part, and a heading of the page that stands outside of it."""
    main = _main(page, mains, articles)
    if main is None:
        page.above |= {id(parent) for h1 in h1s[:1] for parent in h1.parents}
        return
    page.kept.append(main)
    within = [h1 for h1 in h1s if any(parent is main for parent in h1.parents)]
    if not within and len(h1s) == 1:
        page.kept.append(h1s[0])
    page.above |= {id(parent) for kept in page.kept for parent in kept.parents}


def _main(page: Page, mains: list[Tag], articles: list[Tag]) -> Tag | None:
    mains = [main for main in mains if page.length_of(main)]
    outer = [main for main in mains if not any(parent in mains for parent in main.parents)]
    if len(outer) == 1:
        return outer[0]
    if len(articles) == 1 and page.length_of(articles[0]) > page.length * _MOST:
        return articles[0]
    return None
