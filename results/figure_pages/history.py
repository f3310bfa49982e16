"""What a figure was in other editions, and what it is defined as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.text import capfirst

from wagtail.models import Page

from ..models import Indicator
from ..models.addresses import figure_address, indicator_address
from ..quantities import format_plain
from ..reading.publicity import without_private
from ..reading.targets import reachable
from ..record.series import Point, chart_over_time, series_with

if TYPE_CHECKING:
    from ..drawing import Chart
    from ..models.share_card import OneFigure


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
        own, language = self.one.page.translation_key, self.one.language
        name = capfirst(self.one.label)
        if self.series is None:
            return None
        return chart_over_time(self.series, self.editions, language, name, own)

    @cached_property
    def _urls(self) -> dict[UUID, str]:
        """The addresses of the editions in the reader's language, where they have one."""
        keys = [edition.translation_key for edition in self.editions]
        public = without_private(Page.objects.filter(reachable(), translation_key__in=keys))
        versions = public.filter(locale=self.one.page.locale_id)
        return {each.translation_key: each.get_url(self.one.request) or "" for each in versions}

    def _year(self, point: Point, url: str) -> Year:
        row, page, language = point.row, self.one.page, self.one.language
        is_own = row.translation_key == page.translation_key
        return Year(
            when=row.when(language),
            text=row.text(language),
            data=format_plain(row.value),
            change=point.change_text(language),
            url=figure_address(url, page.locale.language_code, row.block_id)
            if url and not is_own
            else "",
            is_own=is_own,
        )


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
        spoken = shown.language_of(name, source)
        said |= {
            name: getattr(shown, name),
            f"{name}_language": "" if spoken == one.language else spoken,
        }
    return Definition(**said)
