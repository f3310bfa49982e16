"""What elements do that stand within a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import Tag

from ..document import Picture, words
from .html_noise import DAMAGED_PICTURE, EMBEDDED, PICTURE
from .html_tree import MIN_BYTES, attribute, visible_text
from .inline import address_of

if TYPE_CHECKING:
    from .html import Handler, Leave, Walk

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOTE = re.compile(r"\d{1,3}")
_PLAIN = words(
    "abbr acronym bdi bdo big button cite code data del dfn font ins kbd label mark "
    "picture q s samp small source span strike sub time tt u var wbr"
)
# "6 558", "98,6 %", "£1.2m", "5,000+", "över 250"
_FIGURE = re.compile(
    r"(?:[^\W\d_]{1,9}\.?\s+)?[~≈+−–<>≤≥-]?\s*[£€$]?\s*\d[\d\s.,:]*\s*(?:[%+°]|[^\W\d_]{0,9})\+?"
)
# The address of a player, and that of the page with the film.
_FILMS = (
    (
        re.compile(
            r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})(?:[?&#].*)?"
        ),
        r"https://www.youtube.com/watch?v=\1",
    ),
    (re.compile(r"(?:https?:)?(//player\.vimeo\.com/video/\d+(?:[?#].*)?)"), r"https:\1"),
)
_LAZY = ("data-src", "data-lazy-src", "data-original")


def _apart(walk: Walk, tag: Tag) -> None:
    """Begin a new line after an element that is a figure alone, above the label that this one is.

    A style sheet puts them below each other; without it the one would run into the other.
    """
    before = tag.previous_sibling
    if (
        isinstance(before, Tag)
        and walk.inline.last_character.strip()
        and _FIGURE.fullmatch(walk.page.short_text_of(before))
        and walk.page.first_character_of(tag).strip()
        and id(tag.parent) not in walk.page.mixed
    ):
        walk.inline.add_break()


def _nothing() -> None:
    """The end of an element that changes nothing."""


def _span(walk: Walk, tag: Tag) -> Leave:
    _apart(walk, tag)
    return _bold(walk, tag) if _BOLD.search(attribute(tag, "style")) else _nothing


def _bold(walk: Walk, tag: Tag) -> Leave:
    _apart(walk, tag)
    walk.inline.bold += 1

    def leave() -> None:
        walk.inline.bold -= 1

    return leave


def _italic(walk: Walk, _tag: Tag) -> Leave:
    walk.inline.italic += 1

    def leave() -> None:
        walk.inline.italic -= 1

    return leave


def _link(walk: Walk, tag: Tag) -> Leave:
    walk.inline.hrefs.append(address_of(tag.get("href")))

    def leave() -> None:
        walk.inline.hrefs.pop()

    return leave


def _break(walk: Walk, _tag: Tag) -> Leave:
    walk.inline.add_break()
    return _nothing


def _raised(walk: Walk, tag: Tag) -> Leave | None:
    text = walk.page.short_text_of(tag)
    before = walk.inline.last_character
    if not _NOTE.fullmatch(text) or not before.strip():
        return _nothing
    if before.isalpha() and text in {"2", "3"}:
        walk.inline.add("²" if text == "2" else "³")
        return None
    # The number of a note must not become the last digit of a figure.
    walk.inline.add("[")

    def leave() -> None:
        walk.inline.add("]")

    return leave


def _image(walk: Walk, tag: Tag) -> Leave:
    alt = " ".join(attribute(tag, "alt").split())
    elsewhere = next((found for name in _LAZY if (found := attribute(tag, name))), "")
    address = elsewhere or attribute(tag, "src").strip()
    content = walk.pictures.get(address)
    if content and len(content) >= MIN_BYTES:
        walk.show(Picture(content, alt))
    elif content is not None or address.lower().startswith("data:"):
        walk.leave_out(alt, DAMAGED_PICTURE)
    else:
        walk.leave_out(f"{alt} {address}".strip(), PICTURE)
        walk.shown = None
    return _nothing


def _embedded(walk: Walk, tag: Tag) -> None:
    source = tag.find("source")
    address = attribute(tag, "src") or attribute(tag, "data")
    if not address and isinstance(source, Tag):
        address = attribute(source, "src")
    words = " ".join(f"{attribute(tag, 'title')} {visible_text(tag)}".split())
    film = next((m.expand(page) for film, page in _FILMS if (m := film.fullmatch(address))), "")
    if not film:
        walk.leave_out(f"{words} {address}".strip(), EMBEDDED)
        return
    walk.flush()
    walk.inline.hrefs.append(film)
    walk.inline.add(words or address)
    walk.inline.hrefs.pop()
    walk.flush()


INLINE: dict[str, Handler] = {
    **dict.fromkeys(_PLAIN, _span),
    **dict.fromkeys(("b", "strong"), _bold),
    **dict.fromkeys(("i", "em"), _italic),
    **dict.fromkeys(("iframe", "video", "audio", "object", "embed", "canvas"), _embedded),
    "a": _link,
    "br": _break,
    "sup": _raised,
    "img": _image,
}
