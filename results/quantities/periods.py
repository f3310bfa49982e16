"""The time that a figure or page is about."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from babel import dates

from .errors import PeriodError
from .locales import conventions_of

if TYPE_CHECKING:
    from datetime import date

    from babel import Locale

REVERSED = _("The period ends before it starts.")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, inclusive. Raises PeriodError if it ends before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise PeriodError(REVERSED, "period_reversed")

    @property
    def is_year(self) -> bool:
        """Whether it covers exactly one calendar year."""
        return self.has_whole_years and self.start.year == self.end.year

    @property
    def has_whole_years(self) -> bool:
        """Whether it covers whole calendar years."""
        return self.has_whole_months and self.start.month == 1 and self.end.month == 12

    @property
    def has_whole_months(self) -> bool:
        """Whether it covers whole months."""
        last = monthrange(self.end.year, self.end.month)[1]
        return self.start.day == 1 and self.end.day == last

    @property
    def is_broken_year(self) -> bool:
        """Whether it covers twelve months that do not start in January, as 2016/17."""
        return self.has_whole_months and self.months == 12 and not self.is_year

    @property
    def months(self) -> int:
        """How many months it touches or, of whole months, has."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    def is_as_long_as(self, other: Period) -> bool:
        """Whether both have the same number of whole months, else of days."""
        if self.has_whole_months and other.has_whole_months:
            return self.months == other.months
        return self.end - self.start == other.end - other.start


def format_date(day: date, locale: str) -> str:
    """Return the date in words: "31 December 2016" in "en", "31 december 2016" in "sv"."""
    return dates.format_date(day, "long", locale=conventions_of(locale).cldr)


def format_period(period: Period, locale: str) -> str:
    """Return the period as briefly as possible.

    "2016", "2015–2018", "2016/17" (July to June), "January–June 2016", "3 March – 5 May 2016".
    Spaces are ordinary ones: lines may break at them.
    """
    start, end = period.start, period.end
    cldr = conventions_of(locale).cldr
    if period.is_year:
        return str(start.year)
    if period.has_whole_years:
        return f"{start.year}–{end.year}"
    if period.is_broken_year:
        same_century = start.year // 100 == end.year // 100
        return f"{start.year}/{end.year % 100:02d}" if same_century else f"{start.year}/{end.year}"
    if not period.has_whole_months:
        return format_date(start, locale) if start == end else _interval(period, "yMMMd", cldr)
    if (start.year, start.month) == (end.year, end.month):
        return dates.format_skeleton("yMMMM", start, locale=cldr)
    return _interval(period, "yMMMM", cldr)


def _interval(period: Period, skeleton: str, cldr: Locale) -> str:
    """Return both ends by CLDR's interval pattern, without repeating common parts."""
    formats, ends = cldr.interval_formats[skeleton], (period.start, period.end)
    patterns = formats[_greatest_difference(period)]
    if len(patterns) != len(ends):
        # Babel cannot part Persian's pattern for two months of a year, and would say one twice.
        patterns = formats["y"]
    text = "".join(
        dates.format_date(day, _month_in_full(pattern), locale=cldr)
        for day, pattern in zip(ends, patterns, strict=True)
    )
    return re.sub(r"\s*–\s*", lambda match: _dash(text[: match.start()], cldr), text, count=1)


def _greatest_difference(period: Period) -> str:
    start, end = period.start, period.end
    if start.year != end.year:
        return "y"
    return "M" if start.month != end.month else "d"


def _month_in_full(pattern: str) -> str:
    # CLDR has intervals of days with short month names only.
    return re.sub("(?<!M)MMM(?!M)", "MMMM", pattern)


def _dash(before: str, cldr: Locale) -> str:
    """Return the dash, spaced in languages that do so between days of two months."""
    spaced = cldr.interval_formats["yMMMd"]["M"][0][-1:].isspace()
    return " – " if spaced and " " in before else "–"
