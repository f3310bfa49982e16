"""A tree of elements from HTML, within limits, with the end tags that writers of HTML leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from ..decoding import without_controls
from ..errors import ImportRefused
from ..word_sets import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH = 500
MAX_ELEMENTS = 200_000

# An element in the key ends those in the value when they are open and nothing else is within.
_BLOCKS = words(
    "address article aside blockquote details dialog div dl fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul"
)
_ENDS: dict[str, frozenset[str]] = {
    **{name: frozenset({"p"}) for name in _BLOCKS},
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "thead": frozenset({"caption", "colgroup", "p"}),
    "tbody": frozenset({"thead", "tbody", "tr", "td", "th", "caption", "colgroup", "p"}),
    "tfoot": frozenset({"thead", "tbody", "tr", "td", "th", "p"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
}
GONE = frozenset(
    {"script", "style", "noscript", "template", "svg", "title", "meta", "link", "base"}
)


class _Tree(BeautifulSoup):
    """Ends elements as browsers do, and refuses what is too deep or too much."""

    _elements = 0

    def handle_starttag(
        self,
        name: str,
        namespace: str | None,
        nsprefix: str | None,
        attrs: Mapping[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> Tag | None:
        """Called by the parser for each element."""
        ends = _ENDS.get(name, frozenset())
        while self.currentTag is not None and self.currentTag.name in ends:
            self.handle_endtag(self.currentTag.name)
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self.tagStack) > MAX_DEPTH:
            raise too_nested()
        # A reference such as &#27; is a character only from here on.
        cleaned = {key: without_controls(str(value or "")) for key, value in attrs.items()}
        return super().handle_starttag(name, namespace, nsprefix, cleaned, *args, **kwargs)

    def handle_data(self, data: str) -> None:
        """Called by the parser for each piece of text, and for each reference to a character."""
        super().handle_data(without_controls(data))


def too_nested() -> ImportRefused:
    """The refusal of a page that has more elements, or deeper ones, than any page for readers."""
    return ImportRefused(
        _(
            "The web page has more elements within each other than can be read. "
            "Copy its text into a Word or text document, and import that."
        ),
        "too_nested",
    )


def tree_of(html: str) -> Tag:
    """The elements of a page. Raises ImportRefused for more, or deeper ones, than are read."""
    return _Tree(html, "html.parser")


def is_text(node: PageElement) -> bool:
    """Whether a node is text to be read, not a comment or a declaration."""
    return isinstance(node, NavigableString) and type(node) in {NavigableString, CData}


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as one text, "" without."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")


def visible_text(tag: Tag) -> str:
    """The words within an element, with a space between its pieces; nothing of scripts."""
    pieces: list[str] = []
    for node, enters in nodes_of(tag):
        if not isinstance(node, Tag):
            pieces.append(str(node))
            continue
        if enters:
            pieces.append(said_by(node))
        if node.name not in _WITHIN_WORDS:
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def said_by(tag: Tag) -> str:
    """What an element shows, or says to those who do not see, without having text within."""
    if tag.name == "img":
        return attribute(tag, "alt")
    if tag.name == "input" and attribute(tag, "type").lower() in {"submit", "button", "reset"}:
        return attribute(tag, "value")
    return ""


def nodes_of(tag: Tag) -> Iterator[tuple[PageElement, bool]]:
    """All elements and texts within an element, in order, without what is gone.

    An element comes twice: with True where it begins, with False where it ends.
    """
    stack = [(tag, iter(tag.children))]
    while stack:
        parent, children = stack[-1]
        node = next(children, None)
        if node is None:
            stack.pop()
            if stack:
                yield parent, False
        elif isinstance(node, Tag):
            if node.name not in GONE:
                yield node, True
                stack.append((node, iter(node.children)))
        elif is_text(node):
            yield node, True


_WITHIN_WORDS = words(
    "abbr b bdi bdo big cite code em font i mark q s small span strong sub sup u var wbr"
)
