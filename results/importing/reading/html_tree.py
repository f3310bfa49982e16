"""A tree of elements from HTML within limits, and the pictures that are held out of it as data."""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from django.utils.translation import gettext_lazy as _

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PageElement, Tag

from ..decoding import without_controls
from ..document import words
from ..errors import ImportRefused

# What walks through a tree calls itself for each level.
MAX_DEPTH = 150
MAX_ELEMENTS = 200_000

# An element in the key ends those in the value when they are open and nothing else is within.
_BLOCKS = words(
    "address article aside blockquote details dialog div dl fieldset figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul"
)
_ROWS = "tr td th p caption colgroup"
_ENDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(_BLOCKS, words("p")),
    **dict.fromkeys(("dt", "dd"), words("dt dd p")),
    **dict.fromkeys(("td", "th"), words("td th p")),
    **dict.fromkeys(("thead", "tbody", "tfoot"), words(f"thead tbody {_ROWS}")),
    "li": words("li p"),
    "tr": words(_ROWS),
    **dict.fromkeys(("option", "optgroup"), words("option optgroup")),
}
_GONE = ["script", "style", "noscript", "template", "svg", "title", "meta", "link", "base"]
WITHIN_WORDS = words(
    "abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span "
    "strike strong sub sup time tt u var wbr"
)
_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),([\w+/=%.~!*-]*)", re.IGNORECASE)
_RASTER = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|BM|II\*\0|MM\0\*", re.DOTALL
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
        ends = _ENDS.get(name, frozenset())
        while self.currentTag is not None and self.currentTag.name in ends:
            self.handle_endtag(self.currentTag.name)
        self._elements += 1
        if self._elements > MAX_ELEMENTS or len(self.tagStack) > MAX_DEPTH:
            raise ImportRefused(
                _(
                    "The web page has too many nested elements to be read. Copy its text into a "
                    "Word or text document, and import that."
                ),
                "too_nested",
            )
        # A reference such as &#27; is a character only from here on.
        cleaned = {key: without_controls(str(value or "")) for key, value in attrs.items()}
        return super().handle_starttag(name, namespace, nsprefix, cleaned, *args, **kwargs)

    def handle_data(self, data: str) -> None:
        super().handle_data(without_controls(data))


def tree_of(html: str) -> tuple[Tag, str]:
    """The elements of a page that hold something to read, and its title.

    Raises ImportRefused for more, or deeper ones, than are read.
    """
    root = _Tree(html, "html.parser")
    title = root.find("title")
    named = " ".join(title.get_text().split()) if isinstance(title, Tag) else ""
    for gone in root.find_all(_GONE):
        gone.extract()
    return root, named


def is_text(node: PageElement) -> bool:
    """Whether a node is text to be read, not a comment or a declaration."""
    return isinstance(node, NavigableString) and type(node) in {NavigableString, CData}


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute as one text, "" without."""
    value = tag.get(name)
    return " ".join(value) if isinstance(value, list) else str(value or "")


def visible_text(tag: Tag) -> str:
    """The words of an element, also those that it says to people who do not see."""
    return " ".join("".join(_pieces(tag)).split())


def _pieces(tag: Tag) -> Iterator[str]:
    space = "" if tag.name in WITHIN_WORDS else " "
    yield space
    if tag.name == "img":
        yield attribute(tag, "alt")
    elif tag.name == "input" and attribute(tag, "type").lower() in {"submit", "button", "reset"}:
        yield attribute(tag, "value")
    for child in tag.children:
        if isinstance(child, Tag):
            yield from _pieces(child)
        elif is_text(child):
            yield str(child)
    yield space


def is_picture(content: bytes) -> bool:
    """Whether a file is a picture of a kind that browsers show."""
    return _RASTER.match(content) is not None


class HeldPictures(dict[str, bytes]):
    """The pictures of a text by short addresses, taken out of it before it is parsed: they can be most of it.

    One that is of no known kind is b"".
    """

    def take_from(self, text: str) -> str:
        """The text with a short address in place of each picture's data."""
        return _DATA.sub(lambda match: self.hold(_decoded(match[1].lower(), match[2])), text)

    def hold(self, content: bytes) -> str:
        """Hold a picture; its short address."""
        address = f"data:held-picture,{len(self)}"
        self[address] = content if is_picture(content) else b""
        return address


def _decoded(parameters: str, data: str) -> bytes:
    plain = unquote_to_bytes(data)
    if not parameters.endswith(";base64"):
        return plain
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except ValueError:
        return b""
