"""The reading of a page: its texts, its figures and their charts, and its addresses."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import gettext, override

from wagtail.blocks import Block

from ..blocks.body import ChangeKind, FigureChangeValue
from ..blocks.displays import ComparisonDisplay, ShownChange
from ..blocks.resolving import IN_API, Texts
from ..blocks.sections import CampaignValue, ChartValue
from ..blocks.stat_value import StatValue
from ..blocks.walking import is_block_id
from ..fields import page_of
from ..publishing.people import is_public
from ..quantities import Unit, format_quantity
from ..quantities.chart import Chart, ChartError, ChartKind, Point, Refusal, Series, chart_of
from ..quantities.formatting import active_language
from ..record import over_time
from ..record.models import Figure, figure_of, labels_published, published_until
from .figures import KeyFigures, LatestChanges, MainPoint, Note, changes_in, choose_key_figures
from .loading import LoadedPage
from .provenance import Marks, Provenance, find_marks, provenance_of, texts_of_page
from .targets import is_reachable

# Once for the display of a block and for its template.
_draw = lru_cache(maxsize=100)(chart_of)
# Below a page, the address of one of its tables.
TABLE_FILE = "tables/<uuid:table>.csv"


class PageReading(LoadedPage):
    """A page as one reader gets it, in one language; HTML templates and APIs share it."""

    @property
    def period(self) -> tuple[date, date] | None:
        """The page's period, or None when it is missing or reversed."""
        start = getattr(self.page_instance, "period_start", None)
        end = getattr(self.page_instance, "period_end", None)
        return (start, end) if start and end and start <= end else None

    @cached_property
    def address(self) -> str:
        """The absolute URL of the page, or ""."""
        return (self.page_instance and self.page_instance.get_full_url(self.request)) or ""

    @property
    def _is_shown(self) -> bool:
        """Whether visitors get the page as it is now."""
        page = self.page_instance
        return bool(
            page is not None
            and page.pk
            and is_reachable(page)
            and not getattr(self.request, "is_preview", False)
            and getattr(page, "version", None) is None
        )

    @cached_property
    def public_url(self) -> str:
        """The URL of the page; "" unless everybody may read it as it is now."""
        page: Any = self.page_instance
        return (page.get_url(self.request) or "") if self._is_shown and is_public(page) else ""

    def table_file(self, identity: str) -> str:
        """Return the absolute URL of a table of the page as CSV; "" unless it is shown as published."""
        page: Any = self.page_instance
        if not identity or not self._is_shown or not hasattr(page, "address_of"):
            return ""
        address: str = page.address_of(TABLE_FILE, self.request)
        return address.replace("<uuid:table>", identity)

    @property
    def share_text(self) -> str:
        """The page's text for sharing, else its title."""
        page = self.page_instance
        return getattr(page, "share_text", "") or getattr(page, "title", "")

    def texts(self, value: Any) -> Texts:
        """Return the texts of a struct with their translation marks.

        A figure without a label has the name of its indicator for one, or where that is gone the label
        that it was published with, so that none with a number is nameless. What its whole counts is the
        label of the figure that it is a part of. A change of a figure that has no label of its own is
        labelled as the figure is.
        """
        texts, name, other = self._labelled(value), "whole_label", None
        if isinstance(value, FigureChangeValue):
            named = self.figure_ids.get(value["figure"])
            name, other = "label", None if named and named.get("label") else named
        elif isinstance(value, StatValue):
            other = value.whole_figure
        return texts if other is None else texts.borrow(name, self._labelled(other))

    def _labelled(self, value: Any) -> Texts:
        texts = self._marks.of(value)
        if not isinstance(value, StatValue) or value.get("label"):
            return texts
        if name := value.indicator_name(self):
            return texts.with_text("label", name.name, name.language)
        if value.quantity is None:
            return texts
        with override(self.language):
            unknown = gettext("Figure"), self.language
            label, spoken = self._former_labels.get(value.block_id, unknown)
        return texts.with_text("label", label, "" if spoken == self.language else spoken)

    @cached_property
    def _former_labels(self) -> dict[str, tuple[str, str]]:
        """(label, language code) of nameless figures as published last, by the ids of their blocks."""
        key = getattr(self.page_instance, "translation_key", None)
        nameless = [each.block_id for each in self.figures if not each.own_label]
        ids = list(filter(is_block_id, nameless))
        return labels_published(key, ids) if key and ids else {}

    @cached_property
    def page_texts(self) -> Texts:
        """The texts of the page's own fields with their translation marks."""
        return texts_of_page(self.page_instance, self._provenance)

    @property
    def source_language(self) -> str:
        """The language code of a translation's source, in which its hashtags stay; else ""."""
        return self._provenance.language if self._provenance else ""

    @cached_property
    def _provenance(self) -> Provenance | None:
        return None if self.page_instance is None else provenance_of(self.page_instance)

    @cached_property
    def _marks(self) -> Marks:
        if self._provenance is None or not self._is_whole:
            return Marks()
        return find_marks(self.nodes, self._provenance)

    @cached_property
    def _is_whole(self) -> bool:
        """Whether this is all of a page, and not a block of it by itself."""
        return any(name for name, _block, _value in self._values)

    @cached_property
    def figure_ids(self) -> dict[str, StatValue]:
        """The figures that the page has now, by the ids of their blocks."""
        return {each.block_id: each for each in self.figures}

    @cached_property
    def key_figures(self) -> KeyFigures | None:
        """The highlighted figures, or None."""
        return choose_key_figures(self.figures)

    @cached_property
    def main_points(self) -> list[MainPoint]:
        """The main points in order; one whose figure is gone says nothing, and is left out."""
        known = {key: each for key, each in self.figure_ids.items() if each.quantity}
        values = [child.value for child in getattr(self.page_instance, "main_points", None) or ()]
        return [
            MainPoint(value, known.get(value["figure"]))
            for value in values
            if not value["figure"] or value["figure"] in known
        ]

    @cached_property
    def _in_points(self) -> set[str]:
        return {point.figure.block_id for point in self.main_points if point.figure}

    @cached_property
    def figures_in_main_points(self) -> set[str]:
        """The ids of the figures that are main points, which their campaign need not show again."""
        if not self._in_points:
            return set()
        pieces = [node.value for node in self.nodes if isinstance(node.value, CampaignValue)]
        listed = (piece["stats"] or () for piece in pieces if not piece.shows_all)
        return {child.id for stats in listed for child in stats} & self._in_points

    @property
    def further_key_figures(self) -> list[StatValue]:
        """The key figures that are no main points, in order."""
        chosen = self.key_figures.chosen if self.key_figures else ()
        return [each for each in chosen if each.block_id not in self._in_points]

    @property
    def notes(self) -> list[Note]:
        """The notes in page order, numbered from 1."""
        return list(self._notes.values())

    def note_number(self, note: str) -> int | None:
        """Return the number of a figure's note (see `StatValue.note_key`), or None."""
        found = self._notes.get(note)
        return found.number if found else None

    @cached_property
    def _notes(self) -> dict[str, Note]:
        notes: dict[str, Note] = {}
        for figure in self.figures:
            if key := figure.note_key:
                texts = self.texts(figure)
                note = notes.setdefault(key, Note.of(figure, len(notes) + 1, texts, self.report))
                note.figures[figure.block_id] = texts
        return notes

    @cached_property
    def changes(self) -> list[FigureChangeValue]:
        """The changes of the page's published figures, newest first."""
        return list(changes_in(self.page_instance))[::-1]

    def changes_of(self, value: StatValue) -> list[ShownChange]:
        """Return the changes of a figure as shown (see `FigureChangeValue.display`), oldest first."""
        own = (each for each in reversed(self.changes) if each["figure"] == value.block_id)
        return [each.display(self) for each in own]

    @cached_property
    def latest_changes(self) -> list[LatestChanges]:
        """What was corrected last, and what was changed otherwise, for the line of dates."""
        found = []
        for are_corrections in (True, False):
            dated = [
                each
                for each in self.changes
                if each.get("date") and (each.kind is ChangeKind.CORRECTION) is are_corrections
            ]
            if newest := max((each["date"] for each in dated), default=None):
                named = {
                    each["figure"]: (each.id, self.texts(each))
                    for each in dated
                    if each["date"] == newest
                }
                found.append(LatestChanges(newest, are_corrections, tuple(named.values())))
        return found

    def comparison(self, figure: StatValue) -> ComparisonDisplay | None:
        """Return what there is to say of a figure over the years, None without an indicator."""
        found = self._comparisons.get(figure.block_id)
        return None if found is None else found.display(self.language)

    @cached_property
    def _comparisons(self) -> dict[str, over_time.Comparison]:
        return over_time.comparisons(self.page_instance, self.figures, self._published)

    @cached_property
    def _published(self) -> list[Figure]:
        """What is public of the indicators of figures and charts, up to this edition; one query."""
        named = (each.get("indicator") for each in self.figures if each.quantity)
        keys = self._charted | {each.translation_key for each in named if each}
        page = self.page_instance
        return published_until(page, keys) if keys and self.period and page.path else []

    @cached_property
    def _charted(self) -> set[UUID]:
        """The translation keys of the indicators that the charts of the page draw."""
        charts = (node.value for node in self.nodes if isinstance(node.value, ChartValue))
        return {each.translation_key for chart in charts for each in chart.indicators if each}

    def chart(self, value: ChartValue) -> Chart | Refusal:
        """Return what a chart of the page draws, or why it cannot be drawn."""
        indicators, figures = value.indicators, value.figures
        is_of_figures = value.kind is ChartKind.BARS
        try:
            if indicators if is_of_figures else figures:
                raise ChartError(Refusal.MIXED)
            series = [self._bars(figures)] if is_of_figures else self._lines(indicators)
            if newest := value.get("periods"):
                series = [replace(each, points=each.points[-newest:]) for each in series]
            title = self.texts(value).plain("title")
            return _draw(value.kind, tuple(series), title=title, language=self.language)
        except ChartError as error:
            return error.refusal

    @cached_property
    def _of_page(self) -> dict[str, StatValue]:
        """The figures by id of all of the page, which a block that is read alone is about, too."""
        page = self.page_instance
        return (self if page is None or self._is_whole else PageReading.of(page)).figure_ids

    @cached_property
    def _series(self) -> tuple[list[over_time.Edition], dict[UUID, over_time.Series]]:
        """The editions up to this one, and the series of what the charts draw (see `series_until`)."""
        page = self.page_instance
        if not self._charted or not self.period or not page.path:
            return [], {}
        own = [
            figure_of(page, figure, quantity)
            for key, figure in self._of_page.items()
            if is_block_id(key) and (quantity := figure.quantity)
        ]
        return over_time.series_until(page, own, self._charted, self._published)

    def _lines(self, indicators: list[Any]) -> list[Series]:
        editions, series = self._series
        drawn = []
        for indicator in indicators:
            name = self.indicator(indicator.pk) if indicator else None
            if name is None:
                raise ChartError(Refusal.GONE)
            found = series.get(indicator.translation_key)
            if found is None:
                raise ChartError(Refusal.EMPTY)
            named = name.name, name.language
            drawn.append(over_time.series_to_draw(found, editions, self.language, *named))
        return drawn

    def _bars(self, ids: list[str]) -> Series:
        if any(each not in self._of_page for each in ids):
            raise ChartError(Refusal.GONE)
        figures = [self._of_page[each] for each in ids]
        quantities = [value.quantity for value in figures]
        units = {quantity.unit for quantity in quantities if quantity}
        if len(units) > 1:
            raise ChartError(Refusal.UNITS)
        points = []
        for value, quantity in zip(figures, quantities, strict=True):
            texts = self.texts(value)
            label, language = texts.plain("label"), texts.languages.get("label", "")
            text = format_quantity(quantity, self.language) if quantity else ""
            if value.period or value.as_of:
                text = f"{text} ({value.when(self)})"
            number = quantity.value if quantity else None
            points.append(Point(label, number, text, language=language))
        return Series("", tuple(points), units.pop() if units else Unit.NUMBER)


def reading_for(block: Block, value: Any, context: Mapping[str, Any]) -> PageReading:
    """Return a reading for a single value: in an API, a preview, a template of the host.

    A stream of a page (see `results.fields.StreamField`) shares that of its page. Any other value
    is one of `page` of the template context; its language is the page's, or the active one without
    a page.
    """
    owner, in_api = page_of(value), IN_API in context
    page = owner or context.get("page")
    if not getattr(page, "locale_id", None):
        page = None
    request = context.get("request")
    if page and page is owner:
        return PageReading.in_api(page) if in_api else PageReading.of(page, request)
    return PageReading(
        [("", block, value)],
        language="" if page else active_language(),
        page=page,
        request=request,
        is_absolute=bool(page) and in_api,
    )
