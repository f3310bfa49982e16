"""What a figure was in other editions, and what it is defined as."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import override

from wagtail.models import Page

from ..drawing import Chart, ChartError, ChartKind, chart_of
from ..models import Indicator
from ..models.figure_addresses import figure_address
from ..models.indicator_addresses import indicator_address
from ..quantities import Change, Incomparable, format_change, format_period, format_plain
from ..reading.publicity import without_private
from ..reading.targets import reachable
from ..record.charting import series_to_draw
from ..record.series import Edition, Point, series_with

if TYPE_CHECKING:
    from ..models.one_figure import OneFigure

# More years are drawn as a line.
MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Year:
    """The figure in one edition; `url` is that of its own page in the reader's language, or ""."""

    when: str
    text: str
    data: str
    change: str
    url: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Definition:
    """What an indicator is in words; each with its language where that is not the reader's.

    `key` is the same in every language, as in the data files; `url` is that of the indicator's own page.
    """

    key: str
    url: str
    name: str
    name_language: str
    definition: str
    definition_language: str
    method: str
    method_language: str


class History:
    """The figure in each edition that everybody may read; two queries."""

    def __init__(self, one: OneFigure) -> None:
        """Ask the record for it."""
        self.one = one
        indicator = one.figure.value.get("indicator")
        key = indicator.translation_key if indicator else None
        self.editions, self.series = series_with(one.page, UUID(one.id), key)

    @property
    def years(self) -> list[Year]:
        """The figure in each of them, oldest first."""
        urls = self._urls
        return [
            self._year(point, urls.get(edition.translation_key, ""))
            for edition in self.editions
            if self.series and (point := self.series.points[edition.translation_key])
        ]

    @property
    def chart(self) -> Chart | None:
        """The series as it is drawn, the figure's own edition standing out; None for a single one."""
        one = self.one
        if self.series is None:
            return None
        kind = ChartKind.COLUMNS if len(self.editions) <= MOST_COLUMNS else ChartKind.LINE
        own = next((each for each in self.editions if self._is_own(each)), None)
        period = format_period(own.period, one.language) if own else ""
        with suppress(ChartError):
            drawn = series_to_draw(self.series, self.editions, one.language, capfirst(one.label))
            points = tuple(replace(each, is_newest=each.label == period) for each in drawn.points)
            drawn = replace(drawn, points=points)
            return chart_of(kind, [drawn], title=drawn.name, language=one.language)
        return None

    @cached_property
    def _urls(self) -> dict[UUID, str]:
        """The addresses of the editions in the reader's language, where they have one."""
        keys = [edition.translation_key for edition in self.editions]
        public = without_private(Page.objects.filter(reachable(), translation_key__in=keys))
        versions = public.filter(locale=self.one.page.locale_id)
        return {each.translation_key: each.get_url(self.one.request) or "" for each in versions}

    def _is_own(self, edition: Edition) -> bool:
        return bool(edition.translation_key == self.one.page.translation_key)

    def _year(self, point: Point, url: str) -> Year:
        row, page, language = point.row, self.one.page, self.one.language
        is_own = row.translation_key == page.translation_key
        return Year(
            when=row.when(language),
            text=row.text(language),
            data=format_plain(row.plain_value),
            change=_said(point.change, language),
            url=figure_address(url, page.locale.language_code, row.block_id)
            if url and not is_own
            else "",
            is_own=is_own,
        )


def _said(change: Change | Incomparable | None, language: str) -> str:
    if isinstance(change, Change):
        return format_change(change, language)
    if change is None or change is Incomparable.MISSING:
        return ""
    with override(language):
        return str(change.label)


def definition_of(one: OneFigure) -> Definition | None:
    """Return what the figure's indicator is, None without one; one query."""
    indicator = one.figure.value.get("indicator")
    if indicator is None:
        return None
    same = Indicator.objects.filter(translation_key=indicator.translation_key)
    # The source of a translation is older.
    versions = list(same.select_related("locale").order_by("pk"))
    own = [each for each in versions if each.locale.language_code == one.language]
    shown, source = (own or versions)[0], versions[0]
    page = one.page
    index_url = page.get_parent().get_url(one.request) or ""
    url = indicator_address(index_url, page.locale.language_code, shown.slug)
    said: dict[str, Any] = {"key": source.slug, "url": url}
    for name in ("name", "definition", "method"):
        text = getattr(shown, name)
        # What nobody has translated yet is still as in its source.
        spoken = (source if text == getattr(source, name) else shown).locale.language_code
        said |= {name: text, f"{name}_language": "" if spoken == one.language else spoken}
    return Definition(**said)
