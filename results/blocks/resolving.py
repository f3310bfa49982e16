"""What a block asks of the reader's side: the links, files and pictures of one language.

Blocks lie below the part that reads a page; they know it by this protocol alone.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from .displays import PictureSource, SizedPicture

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from wagtail.blocks import Block

    from ..drawing import Chart, Refusal
    from .displays import ComparisonDisplay, ShownChange
    from .texts import Texts


# The key in a context that tells that its reader is a program, elsewhere.
IN_API = "results_in_api"


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads: its address and what a reader should know before following it.

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
        return replace(self, url=_below(root, self.url))


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """What an indicator is called by a reader; `language` is that of the name, as of a target."""

    slug: str
    name: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that every browser can show, and in `sources` the same as WebP in several sizes.

    Widths and heights are in pixels.
    """

    url: str
    width: int
    height: int
    sources: tuple[PictureSource, ...] = ()

    def below(self, root: str) -> Picture:
        """Return the same picture with whole addresses."""
        sources = tuple(
            PictureSource(url=_below(root, each["url"]), width=each["width"], height=each["height"])
            for each in self.sources
        )
        return replace(self, url=_below(root, self.url), sources=sources)

    def display(self) -> SizedPicture:
        """Return the picture as APIs and templates show it."""
        return SizedPicture(
            url=self.url, width=self.width, height=self.height, sources=list(self.sources)
        )


def _below(root: str, url: str) -> str:
    # One that names a host, such as a bucket's, is whole.
    return f"{root}{url}" if url.startswith("/") and not url.startswith("//") else url


class Resolver(Protocol):
    """The page as one reader gets it, in one language."""

    @property
    def language(self) -> str:
        """The reader's language code."""

    @property
    def period(self) -> tuple[date, date] | None:
        """The period of the page, where it has one: what a figure without dates is about."""

    @property
    def address(self) -> str:
        """The whole web address of the page, "" where it has none."""

    def table_file(self, identity: str) -> str:
        """The address of a table of the page as CSV, "" where it has none."""

    @property
    def share_text(self) -> str:
        """What a visitor shares with the address of the page."""

    def load(self) -> None:
        """Load everything now, so that building the blocks' values costs no query of its own."""

    def page(self, pk: int) -> LinkTarget | None:
        """The page in the reader's language, or None when a visitor cannot reach it."""

    def document(self, pk: int) -> LinkTarget | None:
        """The document, or None when it is gone."""

    def picture(self, pk: int) -> Picture | None:
        """The picture's renditions, or None when it is gone or unreadable."""

    def poster(self, pk: int) -> Picture | None:
        """The picture cut to the shape of a film, or None as for `picture`."""

    def comparison(self, figure: Any) -> ComparisonDisplay | None:
        """What there is to say of a figure over the years, or None without an indicator."""

    def chart(self, value: Any) -> Chart | Refusal:
        """What a chart of the page draws, or why it cannot be drawn."""

    def indicator(self, pk: int) -> IndicatorName | None:
        """What the indicator is called in the reader's language, or None when it is gone."""

    def html(self, source: str) -> SafeString:
        """Stored rich text as HTML; links without a target are left out, their text stays."""

    def texts(self, value: Any) -> Texts:
        """The texts of a struct, which know of their language and their age."""

    def changes_of(self, value: Any) -> list[ShownChange]:
        """The changes of a published figure, oldest first, as `StatBlock.get_display` shows them."""

    def note_number(self, note: str) -> int | None:
        """The number under which the page lists this note, or None when it lists none."""


ResolverFactory = Callable[["Block", Any, MutableMapping[str, Any]], Resolver]

_factories: list[ResolverFactory] = []


def register_resolver(factory: ResolverFactory) -> None:
    """Register the factory for values shown outside a page's reading, such as previews."""
    _factories[:] = [factory]


def resolver_for(block: Block, value: Any, context: MutableMapping[str, Any]) -> Resolver:
    """Return the reading in this context, else a new one for this value alone."""
    reading: Resolver | None = context.get("reading")
    if reading is None:
        reading = _factories[0](block, value, context)
    return reading
