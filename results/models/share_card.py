"""What link previews say of an edition or of one of its figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, override

from ..quantities import format_period
from ..reading.figures import KeyFigures, choose_key_figures

if TYPE_CHECKING:
    from ..blocks.stat_value import StatValue
    from ..reading import PageReading

WIDTH, HEIGHT = 1200, 630
# The parameter that tells pictures at the address of an edition's share image apart.
VERSION = "v"
# Raised with every change of the drawing, so that no picture of the former one is kept.
DESIGN = 3


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
    def of(
        cls, page: Any, reading: PageReading, site_name: str, figure: StatValue | None = None
    ) -> ShareCard:
        """Return the card of one figure, else of an edition with its lead key figure or its first one.

        A figure behind a content notice is not on it.
        """
        period = format_period(page.period, reading.language) if page.period else ""
        card = cls(site_name, page.title, "" if period in page.title else period)
        keys = KeyFigures(figure) if figure else _suitable(reading)
        if keys is None or keys.lead.has_content_notice:
            return card
        with override(reading.language):
            part = _figure(keys.part, reading, period) if keys.part else _whole(keys.lead, reading)
        return replace(card, figure=_figure(keys.lead, reading, period), part=part)

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
        figure for figure in reading.figures if figure.quantity and not figure.has_content_notice
    ]
    return choose_key_figures(figures) or (KeyFigures(figures[0]) if figures else None)


def _figure(figure: StatValue, reading: PageReading, period: str) -> CardFigure:
    shown = figure.display(reading)
    # A figure is never shown without the time that it is about.
    when = "" if shown["when"] == period else shown["when"]
    label = reading.texts(figure).plain("label")
    return CardFigure(shown["text"], f"{label}, {when}" if when else label)


def _whole(figure: StatValue, reading: PageReading) -> CardFigure | None:
    shown, label = figure.display(reading), reading.texts(figure).plain("whole_label")
    if not shown["whole"] or not label:
        return None
    said = gettext("of %(whole)s %(label)s") % {"whole": shown["whole"], "label": label}
    return CardFigure("", said)
