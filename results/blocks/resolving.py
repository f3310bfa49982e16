"""Protocols that give blocks the reader's links, files, pictures and texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar, cast
from urllib.parse import urljoin

from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ..quantities.formatting import language_attributes, text_attributes
from .displays import Facts, PictureSource, SizedPicture, StaleNumber

if TYPE_CHECKING:
    from wagtail.blocks import Block

    from ..reading import PageReading


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader should know of one text of a translation.

    `language` is the code of its language where that is not the page's; of rich text, parts may be
    in the page's. `older_since` is the moment (ISO 8601) from which on its source says something
    else. `source` is stored rich text in which the parts in another language bear theirs. `numbers`
    are numbers of the text, each with the one that its source says now. `parts` are the texts of a
    table that are in that language.
    """

    language: str = ""
    older_since: str = ""
    is_machine: bool = False
    source: str = ""
    numbers: tuple[tuple[str, str], ...] = ()
    parts: frozenset[str] = frozenset()


# What templates ask of all texts; no child of a block can have such a name.
_ASKED_OF_ALL = frozenset({"is_machine", "languages", "paragraphs"})


class Texts:
    """The texts of a value for templates: `{{ texts.heading }}` is that child, as HTML.

    A text in another language stands in an element of its own with its `lang`. `{{
    texts.paragraphs.note }}` gives the lines of a text as paragraphs, `{{ texts.languages.alt_text
    }}` the language for an element that has a text as attribute, "" for the page's.
    """

    def __init__(
        self,
        read: Callable[[str], Any],
        marks: Mapping[str, Mark] | None = None,
        *,
        is_machine: bool = False,
    ) -> None:
        self._read = read
        self._marks = marks or {}
        self.is_machine = is_machine

    def __getitem__(self, name: str) -> SafeString:
        if name in _ASKED_OF_ALL:
            # Templates look for an item before they look for an attribute.
            raise KeyError(name)
        text = self.with_numbers(name, conditional_escape(self._read(name) or ""))
        return _marked(text, self.attributes(name) if text else "")

    def attributes(self, name: str) -> SafeString:
        """Those of an element with a child; "" where the words around are in its language."""
        language = self.languages.get(name)
        return language_attributes(language) if language else text_attributes()

    def part(self, name: str, text: str) -> SafeString:
        """Return one text of a child that has several, a table, as HTML."""
        mark = self._marks.get(name)
        is_foreign = mark is not None and " ".join(text.split()) in mark.parts
        return _marked(text, self.attributes(name) if is_foreign else text_attributes())

    def with_text(self, name: str, text: str, language: str) -> Texts:
        """Return the same texts but for one; `language` is "" for that of the page."""

        def read(asked: str) -> Any:
            return text if asked == name else self._read(asked)

        marks = {**self._marks, name: Mark(language)}
        return Texts(read, marks, is_machine=self.is_machine)

    def borrow(self, name: str, texts: Texts) -> Texts:
        """Return the same texts but for one, which is the label of another value."""
        return self.with_text(name, texts.plain("label"), texts.languages.get("label", ""))

    @property
    def languages(self) -> dict[str, str]:
        """The languages of the children that are in another one than the page."""
        return {name: mark.language for name, mark in self._marks.items() if mark.language}

    @property
    def paragraphs(self) -> Paragraphs:
        """The texts with an element for each paragraph."""
        return Paragraphs(self)

    def plain(self, name: str) -> str:
        """The text of a child, without its mark."""
        text: str = self._read(name) or ""
        return text

    def source(self, name: str) -> str:
        """The stored rich text of a child; what is in another language bears it."""
        mark = self._marks.get(name)
        marked = mark.source if mark is not None else ""
        source: str = marked or getattr(self._read(name), "source", "")
        return self.with_numbers(name, source)

    def with_numbers(self, name: str, html: str) -> SafeString:
        """Return HTML in which the present number stands behind each that has changed."""
        mark = self._marks.get(name)
        at, parts = 0, []
        for said, now in mark.numbers if mark else ():
            # The number as a whole, behind the one before, and not within a tag.
            number = rf"(?<![\w.,]){re.escape(conditional_escape(said))}(?!\w)(?![^<]*>)"
            if match := re.compile(number).search(html, at):
                shown = _("now %(number)s") % {"number": now}
                present = format_html(' <span class="results-now">({})</span>', shown)
                parts += [html[at : match.end()], present]
                at = match.end()
        html = "".join([*parts, html[at:]])
        return mark_safe(html)  # noqa: S308 -- the HTML that was given, with escaped numbers

    @property
    def facts(self) -> Facts:
        """What the APIs say of the texts; what is empty is left out."""
        marks = self._marks.items()
        found = {
            "languages": self.languages,
            "older": {name: mark.older_since for name, mark in marks if mark.older_since},
            "numbers": {
                name: [StaleNumber(text=said, now=now) for said, now in mark.numbers]
                for name, mark in marks
                if mark.numbers
            },
            "machine": [name for name, mark in marks if mark.is_machine],
        }
        return cast("Facts", {name: facts for name, facts in found.items() if facts})


def _marked(text: str, attributes: str) -> SafeString:
    html = conditional_escape(text)
    return format_html("<span{}>{}</span>", attributes, html) if attributes else html


class Paragraphs:
    """The texts of a value, their lines as paragraphs; see `Texts`."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __getitem__(self, name: str) -> SafeString:
        html = linebreaks(self._texts.plain(name), autoescape=True)
        shown: str = self._texts.with_numbers(name, html)
        # The text is escaped: every tag in it is one of a paragraph or of a line.
        shown = shown.replace("<p>", f"<p{self._texts.attributes(name)}>")
        return mark_safe(shown)  # noqa: S308


# The key in a context that tells that its reader is a program, elsewhere.
IN_API = "results_in_api"


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Target of a link: its address, language, size and file type.

    `language` is the target's language code when it differs from the reader's, else empty.
    `size` is in bytes and `extension` without dot, both for documents only.
    """

    url: str
    title: str = ""
    language: str = ""
    size: int | None = None
    extension: str = ""

    def below(self, root: str) -> LinkTarget:
        """Return the same target with its whole address."""
        return replace(self, url=urljoin(root, self.url))


class IndicatorName(NamedTuple):
    """What an indicator is called by a reader; `language` is that of the name, as of a target."""

    slug: str
    name: str
    language: str = ""


def picture_below(root: str, picture: SizedPicture) -> SizedPicture:
    """Return the same picture with whole addresses."""
    sources: list[PictureSource] = [
        {**each, "url": urljoin(root, each["url"])} for each in picture["sources"]
    ]
    return {**picture, "url": urljoin(root, picture["url"]), "sources": sources}


# The page as one reader gets it, in one language.
Resolver: TypeAlias = "PageReading"
# Makes one for a single value; `results.apps` puts it here, since a reading is made of blocks.
reading_alone: Callable[[Block, Any, Mapping[str, Any]], Resolver]


def resolver_for(block: Block, value: Any, context: MutableMapping[str, Any]) -> Resolver:
    """Return the reading in this context, else a new one for this value alone."""
    reading: Resolver | None = context.get("reading")
    return reading_alone(block, value, context) if reading is None else reading  # noqa: F821


Shape = TypeVar("Shape")


def taken_from(found: Any, shape: type[Shape], **others: Any) -> Shape:
    """Return the shape: what the object has under its names, but for the others that are given."""
    required: Any = shape
    names = [name for name in shape.__annotations__ if name in required.__required_keys__]
    taken = {name: others[name] if name in others else getattr(found, name) for name in names}
    return cast("Shape", taken)
