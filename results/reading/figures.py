"""The figures of a page: those shown first and on its picture, main points, notes, changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext, override

from ..blocks.stat_value import Highlight
from ..quantities import format_period
from ..quantities.plots import Arc, draw_arc

if TYPE_CHECKING:
    from datetime import date

    from wagtail.blocks import StructValue

    from ..blocks import LinkTarget
    from ..blocks.body import FigureChangeValue
    from ..blocks.resolving import Texts
    from ..blocks.stat_value import StatValue
    from .page_reading import PageReading


# Of the picture for link previews, in pixels.
WIDTH, HEIGHT = 1200, 630
# The parameter that tells pictures at its address apart.
VERSION = "v"
# Raised with every change of the drawing, so that no picture of the former one is kept.
DESIGN = 3


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The lead figure, the figure that is a part of it (or None), and the others in order."""

    lead: StatValue
    part: StatValue | None = None
    others: tuple[StatValue, ...] = ()

    @property
    def chosen(self) -> tuple[StatValue, ...]:
        """All of them, in the order in which they are shown."""
        return (self.lead, *filter(None, (self.part,)), *self.others)

    @property
    def drawn(self) -> StatValue:
        """The figure whose share is drawn beside the lead: the part, else the lead."""
        return self.part or self.lead

    @property
    def arc(self) -> Arc | None:
        """The arc for the lead figure, or None where it could not be exact."""
        figure, drawn = self.lead, self.drawn
        if not figure.is_counted or figure.quantity is None:
            return None
        if self.has_part and drawn.quantity and drawn.whole:
            return draw_arc(drawn.quantity.value, drawn.whole.value)
        return draw_arc(None, figure.quantity.value)

    @property
    def has_part(self) -> bool:
        """Whether the arc has filled dots."""
        return self.drawn.whole is not None and self.drawn.is_counted


def choose_key_figures(figures: list[StatValue]) -> KeyFigures | None:
    """Return the highlighted figures, or None without any.

    The lead is the first one marked as lead, else the first key figure. A figure is a part of it
    when that is its whole, or when the whole that was typed is the lead's number for the same time.
    """
    chosen = [
        figure for figure in figures if figure.highlight is not Highlight.NONE and figure.quantity
    ]
    if not chosen:
        return None
    lead = next((each for each in chosen if each.highlight is Highlight.LEAD), chosen[0])
    part = next((figure for figure in chosen if _is_part(figure, lead)), None)
    others = tuple(figure for figure in chosen if figure is not lead and figure is not part)
    return KeyFigures(lead, part, others)


def _is_part(part: StatValue, lead: StatValue) -> bool:
    if part.whole_figure is not None:
        return part.whole_figure is lead
    whole, number = part.whole, lead.quantity
    return (
        lead.whole is None
        and whole is not None
        and number is not None
        and (whole.value, whole.unit) == (number.value, number.unit)
        and (part.period, part.as_of) == (lead.period, lead.as_of)
    )


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
    def of(cls, reading: PageReading, site_name: str, figure: StatValue | None = None) -> ShareCard:
        """Return the card of one figure, else of an edition with its lead key figure or its first one.

        A figure behind a content notice is not on it.
        """
        page: Any = reading.page_instance
        period = format_period(page.period, reading.language) if page.period else ""
        card = cls(site_name, page.title, "" if period in page.title else period)
        keys = KeyFigures(figure) if figure else _suitable(reading)
        if keys is None or keys.lead.has_content_notice:
            return card
        with override(reading.language):
            part = (
                _on_card(keys.part, reading, period) if keys.part else _of_whole(keys.lead, reading)
            )
        return replace(card, figure=_on_card(keys.lead, reading, period), part=part)

    @property
    def alt_text(self) -> str:
        """Alternative text for the image."""
        said = self.title, self.period, *map(str, filter(None, (self.figure, self.part)))
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


def _on_card(figure: StatValue, reading: PageReading, period: str) -> CardFigure:
    shown = figure.display(reading)
    # A figure is never shown without the time that it is about.
    when = "" if shown["when"] == period else shown["when"]
    label = reading.texts(figure).plain("label")
    return CardFigure(shown["text"], f"{label}, {when}" if when else label)


def _of_whole(figure: StatValue, reading: PageReading) -> CardFigure | None:
    shown, label = figure.display(reading), reading.texts(figure).plain("whole_label")
    if not shown["whole"] or not label:
        return None
    said = gettext("of %(whole)s %(label)s") % {"whole": shown["whole"], "label": label}
    return CardFigure("", said)


@dataclass(slots=True)
class Note:
    """A numbered note; `figures` are the texts of its figures, to lead back to them, by id.

    `document_url` is where a source without an address can be read.
    """

    number: int
    source: str
    source_url: str
    text: str
    texts: Texts
    figures: dict[str, Texts] = field(default_factory=dict)
    document_url: str = ""

    @classmethod
    def of(cls, figure: StatValue, number: int, texts: Texts, report: LinkTarget | None) -> Note:
        """Return the note of a figure; its source can be the report, where that has its title."""
        source = figure.get("source") or ""
        title = report.title.casefold() if report else ""
        return cls(
            number,
            source,
            source_url=figure.get("source_url") or "",
            text=figure.get("note") or "",
            texts=texts,
            document_url=report.url if report and title and title in source.casefold() else "",
        )


class MainPoint(NamedTuple):
    """A sentence of the summary, and the figure whose number it begins with, or None."""

    value: StructValue
    figure: StatValue | None


class LatestChanges(NamedTuple):
    """The corrections or other changes of the last day that has any: (id, texts) for each figure."""

    date: date
    are_corrections: bool
    named: tuple[tuple[str, Texts], ...]


def changes_in(page: Any) -> Iterator[FigureChangeValue]:
    """Yield the entries of a page, oldest first; none for a page of another type."""
    for entry in getattr(page, "changes", None) or ():
        entry.value.id = entry.id
        yield entry.value
