"""One figure of an edition, with what its own address says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.functional import cached_property

from ..reading import PageReading
from .addresses import card_word, figure_address
from .metadata import site_name
from .share_card import VERSION, ShareCard

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from ..blocks.displays import StatDisplay
    from ..blocks.resolving import Texts
    from ..blocks.stat_value import StatValue


class OneFigure:
    """A figure that everybody may read, in the language of its page."""

    def __init__(self, page: Any, figure: UUID, request: HttpRequest | None = None) -> None:
        """Find the figure on the page. Raises Http404 where there is none that has a number."""
        self.page, self.id, self.request = page, str(figure), request
        self.reading = PageReading.of(page, request)
        found = (each for each in self.reading.figures if each.block_id == self.id)
        shown = next(found, None)
        if shown is None or shown.quantity is None:
            raise Http404
        self.figure: StatValue = shown

    @property
    def language(self) -> str:
        """The code of the language of its words."""
        return self.reading.language

    @cached_property
    def display(self) -> StatDisplay:
        """The figure as it is shown (see `StatBlock.get_display`)."""
        return self.figure.display(self.reading)

    @cached_property
    def texts(self) -> Texts:
        """Its texts; its label is never empty (see `PageReading.texts`)."""
        return self.reading.texts(self.figure)

    @property
    def label(self) -> str:
        """The label of the figure."""
        return self.texts.plain("label")

    @property
    def sentence(self) -> str:
        """The figure in words: "6,558 reports reviewed, 2016"."""
        said = f"{self.display['text']} {self.label}"
        return f"{said}, {self.display['when']}" if self.display["when"] else said

    @cached_property
    def organisation(self) -> str:
        """The name of whoever publishes it, "" without any."""
        return site_name(self.page.get_site())

    def address(self, below: str = "") -> str:
        """Return the absolute URL of the figure, or of a page `below` it."""
        own = self.page.get_full_url(self.request) or ""
        return figure_address(own, self.page.locale.language_code, self.id, below)

    def url(self, below: str = "") -> str:
        """Return the same for the site that is visited, whatever its host is called."""
        own = self.page.get_url(self.request) or ""
        return figure_address(own, self.page.locale.language_code, self.id, below)

    @property
    def card_address(self) -> str:
        """The absolute URL of the card that other sites embed."""
        return self.address(card_word(self.page.locale.language_code))

    @cached_property
    def share_card(self) -> ShareCard:
        """What its picture for link previews says."""
        return ShareCard.of_figure(self.page, self.reading, self.figure, self.organisation)

    @property
    def picture(self) -> str:
        """Where that picture is as it is now, below the figure's own address."""
        return f"share-image/?{VERSION}={self.share_card.version}"
