"""One figure of an edition, and an indicator, with what their own addresses say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import capfirst

from wagtail.models import Page

from ..quantities import (
    Incomparable,
    Measurement,
    TargetStatus,
    format_period,
    format_quantity,
)
from ..reading import PageReading
from ..reading.publicity import without_private
from ..reading.targets import reachable
from ..record.comparing import baseline_of
from ..record.indicator import TEXTS, Indicator
from ..record.series import Point, ShownPoint, chart_over_time, series_with
from .addresses import figure_address
from .metadata import site_name
from .share_card import VERSION, ShareCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from ..blocks.displays import StatDisplay
    from ..blocks.resolving import Texts
    from ..blocks.stat_value import StatValue
    from ..quantities.chart import Chart


class Text(NamedTuple):
    """A text of an indicator; `language` is its code where it is not the reader's."""

    text: str
    language: str


class ReferenceValue(NamedTuple):
    """A baseline or a target, in words, too; `status` is what became of a target."""

    measurement: Measurement
    text: str
    status: TargetStatus | Incomparable | None = None


class IndicatorView:
    """An indicator as readers of a language get it: `shown` is its version in that, else `source`.

    Of the versions that are given the first is the source. `index` is the page that it is below.
    """

    def __init__(self, versions: Sequence[Indicator], language: str, index: Any = None) -> None:
        own = (each for each in versions if each.locale.language_code == language)
        self.source, self.shown = versions[0], next(own, versions[0])
        self.language, self.index = language, index

    @cached_property
    def texts(self) -> dict[str, Text]:
        """Its texts by name; what nobody has translated yet has the source's language."""
        spoken = {name: self.shown.language_of(name, self.source) for name in TEXTS}
        return {
            name: Text(getattr(self.shown, name), "" if code == self.language else code)
            for name, code in spoken.items()
        }

    @property
    def languages(self) -> dict[str, str]:
        """The languages of the texts that are in another one than the reader's, by their names."""
        return {
            name: said.language for name, said in self.texts.items() if said.text and said.language
        }

    @cached_property
    def baseline(self) -> ReferenceValue | None:
        """What later figures are compared with, or None."""
        base = baseline_of(self.shown)
        return ReferenceValue(base, self.with_period(base)) if base else None

    def with_period(self, said: Measurement) -> str:
        """Return a number with its period: "5,900 (2015)"."""
        number = format_quantity(said.quantity, self.language)
        return f"{number} ({format_period(said.period, self.language)})"


class Year(NamedTuple):
    """The figure in one edition; `url` is that of its own page in the reader's language, or ""."""

    shown: ShownPoint
    url: str
    is_own: bool


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
    def text(self) -> str:
        """The figure as it is written."""
        return self.display["text"]

    @property
    def when(self) -> str:
        """The period or the day that it is about, "" without any."""
        return self.display["when"]

    @property
    def sentence(self) -> str:
        """The figure in words: "6,558 reports reviewed, 2016"."""
        return ", ".join(filter(None, (f"{self.text} {self.label}", self.when)))

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

    @cached_property
    def share_card(self) -> ShareCard:
        """What its picture for link previews says."""
        return ShareCard.of(self.page, self.reading, self.organisation, self.figure)

    @property
    def picture(self) -> str:
        """Where that picture is as it is now, below the figure's own address."""
        return f"share-image/?{VERSION}={self.share_card.version}"

    @cached_property
    def definition(self) -> IndicatorView | None:
        """The figure's indicator, None without one; one query."""
        indicator = self.figure.get("indicator")
        if indicator is None:
            return None
        same = Indicator.objects.filter(translation_key=indicator.translation_key)
        versions = list(same.select_related("locale").order_by("pk"))
        return IndicatorView(versions, self.language, self.page.get_parent())

    @cached_property
    def _published(self) -> Any:
        """The editions that everybody may read with the figure, and its series; one query."""
        indicator = self.figure.get("indicator")
        key = indicator.translation_key if indicator else None
        return series_with(self.page, UUID(self.id), key)

    @property
    def years(self) -> list[Year]:
        """The figure in each of these editions, oldest first; one query more."""
        editions, series = self._published
        keys = [edition.translation_key for edition in editions]
        public = without_private(Page.objects.filter(reachable(), translation_key__in=keys))
        versions = public.filter(locale=self.page.locale_id)
        urls = {each.translation_key: each.get_url(self.request) or "" for each in versions}
        return [self._year(series.points[key], urls.get(key, "")) for key in keys if series]

    def _year(self, point: Point, url: str) -> Year:
        row, code = point.row, self.page.locale.language_code
        is_own = row.translation_key == self.page.translation_key
        address = figure_address(url, code, row.block_id) if url and not is_own else ""
        return Year(point.shown(self.language), address, is_own)

    @property
    def chart(self) -> Chart | None:
        """The years as they are drawn, the figure's own edition standing out; None for a single one."""
        editions, series = self._published
        own, name = self.page.translation_key, capfirst(self.label)
        return series and chart_over_time(series, editions, self.language, name, own)
