"""What link previews say of an edition, and the address of one figure of that figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext, override

from ..quantities import format_period
from ..reading import PageReading
from ..reading.figures import Figure, KeyFigures, choose_key_figures
from .addresses import card_word, figure_address

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from wagtail.models import Site

    from ..blocks.displays import StatDisplay
    from ..blocks.resolving import Texts

WIDTH, HEIGHT = 1200, 630
# The parameter that tells pictures at the address of an edition's share image apart.
VERSION = "v"
# Raised with every change of the drawing, so that no picture of the former one is kept.
DESIGN = 3


def site_name(site: Site | None) -> str:
    """Return the organisation's name: that of the site, else WAGTAIL_SITE_NAME."""
    return (site.site_name if site else "") or getattr(settings, "WAGTAIL_SITE_NAME", "")


@dataclass(frozen=True, slots=True)
class CardFigure:
    """A figure and its label in the page's language; the value may be empty."""

    value: str
    label: str

    def __str__(self) -> str:
        return f"{self.value} {self.label}".strip()


@dataclass(frozen=True, slots=True)
class ShareCard:
    """The words and numbers of the share image, without anything behind a content notice."""

    site_name: str
    title: str
    period: str
    figure: CardFigure | None = None
    part: CardFigure | None = None

    @classmethod
    def of(cls, page: Any, reading: PageReading, site_name: str) -> ShareCard:
        """Return the card of an edition, in the language of its reading.

        The main figure is the lead key figure, else the first figure of the page.
        """
        card, period = cls._of_edition(page, reading, site_name)
        keys = _suitable(reading)
        if keys is None:
            return card
        with override(reading.language):
            part = _figure(keys.part, reading, period) if keys.part else _whole(keys.lead, reading)
        figure = _figure(keys.lead, reading, period)
        return replace(card, figure=figure, part=part)

    @classmethod
    def of_figure(
        cls, page: Any, reading: PageReading, figure: Figure, site_name: str
    ) -> ShareCard:
        """Return the card of one figure; one behind a content notice is not on it."""
        card, period = cls._of_edition(page, reading, site_name)
        if figure.has_content_notice:
            return card
        with override(reading.language):
            part = _whole(figure, reading)
        return replace(card, figure=_figure(figure, reading, period), part=part)

    @classmethod
    def _of_edition(cls, page: Any, reading: PageReading, site_name: str) -> tuple[ShareCard, str]:
        """Return a card without figures, and the period of the edition in words."""
        period = format_period(page.period, reading.language) if page.period else ""
        return cls(site_name, page.title, "" if period in page.title else period), period

    @property
    def alt_text(self) -> str:
        """Alternative text for the image."""
        said = (
            self.title,
            self.period,
            *(str(found) for found in (self.figure, self.part) if found),
        )
        return ". ".join(each.rstrip(".") for each in said if each) + "."

    @property
    def fingerprint(self) -> str:
        """A hash that changes whenever the image does."""
        return sha256(repr((DESIGN, self)).encode()).hexdigest()[:32]

    @property
    def version(self) -> str:
        """What stands in the image's address, so that each image has an address of its own."""
        return self.fingerprint[:8]


def _suitable(reading: PageReading) -> KeyFigures | None:
    figures = [
        figure
        for figure in reading.figures
        if figure.value.quantity and not figure.has_content_notice
    ]
    return choose_key_figures(figures) or (KeyFigures(figures[0]) if figures else None)


def _figure(figure: Figure, reading: PageReading, period: str) -> CardFigure:
    shown = figure.display(reading)
    # A figure is never shown without the time that it is about.
    when = "" if shown["when"] == period else shown["when"]
    label = reading.texts(figure.value).plain("label")
    return CardFigure(shown["text"], f"{label}, {when}" if when else label)


def _whole(figure: Figure, reading: PageReading) -> CardFigure | None:
    shown, label = figure.display(reading), figure.value.whole_label(reading)
    if not shown["whole"] or not label:
        return None
    said = gettext("of %(whole)s %(label)s") % {"whole": shown["whole"], "label": label}
    return CardFigure("", said)


class OneFigure:
    """A figure that everybody may read, in the language of its page."""

    def __init__(self, page: Any, figure: UUID, request: HttpRequest | None = None) -> None:
        """Find the figure on the page. Raises Http404 where there is none that has a number."""
        self.page, self.id, self.request = page, str(figure), request
        self.reading = PageReading.of(page, request)
        found = (each for each in self.reading.figures if each.id == self.id)
        shown = next(found, None)
        if shown is None or shown.value.quantity is None:
            raise Http404
        self.figure: Figure = shown

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
        return self.reading.texts(self.figure.value)

    @property
    def label(self) -> str:
        """What it counts."""
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
        """Return its absolute URL, or that of something below it."""
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
