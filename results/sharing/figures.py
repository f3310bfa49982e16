"""Figures of editions and indicators as their own addresses, the data files and API v3 show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext_lazy, override

from wagtail.models import Page

from ..blocks.body import ChangeKind
from ..models.addresses import figure_address, indicator_address
from ..publishing.people import without_private
from ..quantities import (
    Incomparable,
    Measurement,
    TargetStatus,
    format_date,
    format_period,
    format_plain,
    format_quantity,
)
from ..reading import PageReading
from ..reading.figures import VERSION, ShareCard
from ..reading.targets import reachable, site_name
from ..record.indicator import TEXTS, Indicator
from ..record.over_time import Point, ShownPoint, baseline_of, chart_over_time, series_with

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import HttpRequest

    from ..blocks.displays import StatDisplay
    from ..blocks.resolving import Mark
    from ..blocks.stat_value import StatValue
    from ..quantities.chart import Chart
    from ..record.models import Figure


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

    def below(self, url: str) -> str:
        """Return its address below that of the index page."""
        return indicator_address(url, self.language, self.shown.slug)

    @cached_property
    def baseline(self) -> ReferenceValue | None:
        """What later figures are compared with, or None."""
        base = baseline_of(self.shown)
        return ReferenceValue(base, self.with_period(base)) if base else None

    def with_period(self, said: Measurement) -> str:
        """Return a number with its period: "5,900 (2015)"."""
        number = format_quantity(said.quantity, self.language)
        return f"{number} ({format_period(said.period, self.language)})"


class FigureInWords:
    """A figure as it is written (`text`), with its `label`, and `when`, "" without a period or a day.

    `language` is the code of that of its words, `page` its edition, `id` that of its block.
    """

    @property
    def sentence(self: Any) -> str:
        """The figure in words: "6,558 reports reviewed, 2016"."""
        return ", ".join(filter(None, (f"{self.text} {self.label}", self.when)))


class LastChange(NamedTuple):
    """The newest entry of the list of changes about a figure, as it is stored; None without any."""

    kind: str | None = None
    day: date | None = None
    reason: str | None = None
    reason_language: str = ""

    def sentence(self, language: str) -> str:
        """Return that the number was changed, and when: "corrected 3 December 2026", else ""."""
        text = _CHANGED.get(self.kind or "")
        if text is None or self.day is None:
            return ""
        with override(language):
            return str(text) % {"date": format_date(self.day, language)}


# What a citation says of a number that is another one than it was.
_CHANGED: dict[str, Any] = {
    ChangeKind.CORRECTION: gettext_lazy("corrected %(date)s"),
    ChangeKind.REVISION: gettext_lazy("revised %(date)s"),
}


@dataclass
class FigureView(FigureInWords):
    """A public figure: its record, and its texts from the edition in one language.

    The source of its indicator is the one that the record names, whose slug is the same in every
    language. A mark has the language of a label, and since when its original says something else.
    """

    figure: Figure
    page: Any
    url: str
    label: str
    label_mark: Mark
    whole_label: str
    whole_label_mark: Mark
    source: str
    source_url: str
    note: str
    indicator: IndicatorView | None
    change: LastChange
    # The same read from its page, where that has been asked for.
    one: OneFigure | None = None

    @cached_property
    def id(self) -> str:
        """The id of its block."""
        return str(self.figure.block_id)

    @cached_property
    def language(self) -> str:
        """The code of the language of its words."""
        code: str = self.page.locale.language_code
        return code

    @cached_property
    def text(self) -> str:
        """The figure as it is written."""
        return self.figure.text(self.language)

    @cached_property
    def when(self) -> str:
        """The period or the day that it is about, "" without any."""
        return self.figure.when(self.language)

    @property
    def value(self) -> str:
        """The exact number in plain notation."""
        return format_plain(self.figure.value)


class Year(NamedTuple):
    """The figure in one edition; `url` is that of its own page in the reader's language, or ""."""

    shown: ShownPoint
    url: str
    is_own: bool


class OneFigure(FigureInWords):
    """A figure that everybody may read, in the language of its page.

    `display` is all that is shown of it (see `StatBlock.get_display`).
    """

    def __init__(self, page: Any, figure: UUID, request: HttpRequest | None = None) -> None:
        """Find the figure on the page. Raises Http404 where there is none that has a number."""
        self.page, self.id, self.request = page, str(figure), request
        self.reading = PageReading.of(page, request)
        found = (each for each in self.reading.figures if each.block_id == self.id)
        shown = next(found, None)
        if shown is None or shown.quantity is None:
            raise Http404
        self.figure: StatValue = shown
        self.language = self.reading.language
        # Its label is never empty (see `PageReading.texts`).
        self.texts = self.reading.texts(shown)
        self.display: StatDisplay = shown.display(self.reading)
        self.label, self.text = self.texts.plain("label"), self.display["text"]
        self.when = self.display["when"]

    @cached_property
    def organisation(self) -> str:
        """The name of whoever publishes it, "" without any."""
        return site_name(self.page.get_site())

    def address(self, below: str = "", *, is_whole: bool = True) -> str:
        """Return the URL of the figure, or of a page `below` it.

        One that is not whole is for the site that is visited, whatever its host is called.
        """
        own = self.page.get_full_url(self.request) if is_whole else self.page.get_url(self.request)
        return figure_address(own or "", self.page.locale.language_code, self.id, below)

    @property
    def change(self) -> LastChange:
        """The newest entry of the list of changes about it."""
        own = (each for each in self.reading.changes if each["figure"] == self.id)
        return next((LastChange(each.kind, each.get("date")) for each in own), LastChange())

    @cached_property
    def share_card(self) -> ShareCard:
        """What its picture for link previews says."""
        return ShareCard.of(self.reading, self.organisation, self.figure)

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


# What means something else to LaTeX than itself.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{letter: f"\\{letter}" for letter in "{}%&#_$"},
    }
)


@dataclass(frozen=True, slots=True)
class Reference:
    """How a figure of an edition is cited by whoever reads it."""

    figure: FigureView | OneFigure
    organisation: str
    url: str

    @property
    def plain(self) -> str:
        """The reference as a sentence would have it."""
        edition, published = self.figure.page, self.figure.page.publication_date
        day = format_date(published, self.figure.language) if published else ""
        parts = (self.organisation, edition.title, day, self._change)
        source = ", ".join(filter(None, parts))
        return f"{self.figure.sentence}. {source}. {self.url}"

    @property
    def _change(self) -> str:
        return self.figure.change.sentence(self.figure.language)

    @property
    def bibtex(self) -> str:
        """The reference as an entry of BibTeX."""
        figure, edition = self.figure, self.figure.page
        title = f"{', '.join(filter(None, (capfirst(figure.label), figure.when)))}: {figure.text}"
        published = edition.publication_date
        slug = edition.period.slug if edition.period else ""
        named = (slugify(self.organisation), slug, figure.id[-12:])
        fields = {
            "author": f"{{{_escaped(self.organisation)}}}" if self.organisation else "",
            "title": f"{{{_escaped(title)}}}",
            "howpublished": _escaped(edition.title),
            "year": str(published.year) if published else "",
            "month": str(published.month) if published else "",
            "note": _escaped(self._change),
            "url": self.url,
        }
        lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
        return ",\n".join([f"@misc{{{'-'.join(filter(None, named))}", *lines]) + "\n}"


def _escaped(text: str) -> str:
    return text.translate(_LATEX)
