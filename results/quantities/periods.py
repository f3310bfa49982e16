"""The time that a figure or page is about."""

import re
from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext

from babel import Locale, dates

from .formatting import conventions_of
from .quantity import QuantityError

REVERSED = _("The period ends before it starts.")
UNREADABLE = _("Write the period like one of these: %(examples)s.")
AMBIGUOUS = _("This period can be read in two ways. Write %(first)s or %(second)s.")

_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SHORT = re.compile(r"([0-9]{4})([-/])([0-9]{2}|[0-9]{4})")
# A year within a text.
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DASHES = str.maketrans(dict.fromkeys("\N{HYPHEN}\N{NON-BREAKING HYPHEN}–—\N{MINUS SIGN}", "-"))


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, inclusive. Raises QuantityError if it ends before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise QuantityError(REVERSED, "period_reversed")

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

    @property
    def slug(self) -> str:
        """The period as a part of an address: "2016", "2016-17", "2015-2018", "2016-01-2016-06"."""
        if self.is_broken_year:
            return format_period(self, "en").replace("/", "-")
        size = 4 if self.has_whole_years else 7 if self.has_whole_months else 10
        return "-".join(dict.fromkeys(day.isoformat()[:size] for day in (self.start, self.end)))

    def is_as_long_as(self, other: "Period") -> bool:
        """Whether both have the same number of whole months, else of days."""
        if self.has_whole_months and other.has_whole_months:
            return self.months == other.months
        return self.end - self.start == other.end - other.start


def next_period(period: Period) -> Period:
    """Return the period of the same length that begins the day after this one ends."""
    return Period(in_next(period.start, period), in_next(period.end, period))


def in_next(day: date, period: Period) -> date:
    """Return the day that lies in the next period as this one does in the period."""
    if not period.has_whole_months:
        return day + (period.end - period.start) + timedelta(days=1)
    years, month = divmod(day.month - 1 + period.months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(day.year + years, month + 1, last if is_last else min(day.day, last))


def format_date(day: date, locale: str) -> str:
    """Return the date in words: "31 December 2016" in "en", "31 december 2016" in "sv"."""
    return dates.format_date(day, "long", locale=conventions_of(locale))


def format_days(start: date | None, end: date | None, locale: str) -> str:
    """Return the period between two days, or "as of 31 December 2016" for an end alone, else ""."""
    if start and end:
        return format_period(Period(start, end), locale) if start <= end else ""
    if start or not end:
        return ""
    with override(locale):
        return pgettext("figure", "as of %(date)s") % {"date": format_date(end, locale)}


def format_period(period: Period, locale: str) -> str:
    """Return the period as briefly as possible.

    "2016", "2015–2018", "2016/17" (July to June), "January–June 2016", "3 March – 5 May 2016".
    Spaces are ordinary ones: lines may break at them.
    """
    start, end = period.start, period.end
    cldr = conventions_of(locale)
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


def parse_period(text: str, locale: str) -> Period:
    """Return the period that a person typed on a page in `locale`.

    Understands what `format_period` writes, in that language or in English, and ISO 8601; "2016/17" is
    July to June. Raises QuantityError for all else, with a message that says what is understood.
    """
    typed = " ".join(text.translate(_DASHES).lower().split())
    try:
        return _of_years(typed, locale) or _of_ends(typed, locale)
    except QuantityError:
        raise
    except ValueError:
        raise QuantityError(
            UNREADABLE, "period_unreadable", {"examples": _examples(locale)}
        ) from None


def _of_years(typed: str, locale: str) -> Period | None:
    """Return the period of "2016/17", "2016-17", "2016/2017" or "2016-06", or None."""
    match = _SHORT.fullmatch(typed)
    if match is None or (match[2] == "-" and len(match[3]) == 4):
        return None
    year, second = int(match[1]), int(match[3])
    is_season = second == (year + 1) % 10 ** len(match[3])
    is_month = match[2] == "-" and 1 <= second <= 12
    season = Period(date(year, 7, 1), date(year + 1, 6, 30)) if is_season else None
    month = Period(date(year, second, 1), _last(year, second)) if is_month else None
    if season and month:
        forms = (format_period(reading, locale) for reading in (season, month))
        params = dict(zip(("first", "second"), forms, strict=True))
        raise QuantityError(AMBIGUOUS, "period_ambiguous", params)
    if not (season or month):
        raise ValueError(typed)
    return season or month


def _of_ends(typed: str, locale: str) -> Period:
    """Return the period of one or two days, months or years; raise ValueError for anything else."""
    typed = _ISO_DAY.sub(lambda found: f"{found[3]} #{int(found[2])} {found[1]}", typed)
    for name, month in _months(locale):
        typed = re.sub(rf"\b{re.escape(name)}\b\.?", f" #{month} ", typed)
    first, *rest = (_parts(part) for part in re.split("[-/]", typed))
    last = rest[-1] if rest else first
    # "3–5 March 2016" says month and year once.
    if first and "year" not in first and ("day" in first) == ("day" in last):
        first = last | first
    if len(rest) > 1 or "year" not in last or first.keys() != last.keys():
        raise ValueError(typed)
    if "day" in last:
        return Period(date(**first), date(**last))
    if "month" in last:
        return Period(date(**first, day=1), _last(**last))
    return Period(date(**first, month=1, day=1), date(**last, month=12, day=31))


def _parts(text: str) -> dict[str, int]:
    parts: dict[str, int] = {}
    for word in text.split():
        digits = word.removeprefix("#").removesuffix(".")
        if not re.fullmatch("[0-9]{1,2}|[0-9]{4}", digits):
            raise ValueError(word)
        name = "month" if word.startswith("#") else "year" if len(digits) == 4 else "day"
        if name in parts:
            raise ValueError(word)
        parts[name] = int(digits)
    if "day" in parts and "year" in parts and "month" not in parts:
        raise ValueError(text)
    return parts


def _months(locale: str) -> list[tuple[str, int]]:
    """Return the names of months in the language and in English, the longest first."""
    names = {
        str(name).lower().rstrip("."): month
        for cldr in (conventions_of("en"), conventions_of(locale))
        for form in cldr.months.values()
        for width in ("wide", "abbreviated")
        for month, name in form[width].items()
    }
    return sorted(names.items(), key=lambda each: -len(each[0]))


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _examples(locale: str) -> str:
    year = date(2016, 1, 1), date(2016, 12, 31)
    ends = [year, (date(2016, 7, 1), date(2017, 6, 30)), (date(2016, 1, 1), date(2018, 12, 31))]
    ends += [(year[0], date(2016, 6, 30)), (date(2016, 3, 3), date(2016, 5, 5))]
    return ", ".join(format_period(Period(*each), locale) for each in ends)


def _interval(period: Period, skeleton: str, cldr: Locale) -> str:
    """Return both ends by CLDR's interval pattern, without repeating common parts."""
    formats, ends = cldr.interval_formats[skeleton], (period.start, period.end)
    of_years, of_months = ({getattr(day, name) for day in ends} for name in ("year", "month"))
    patterns = formats["y" if len(of_years) > 1 else "M" if len(of_months) > 1 else "d"]
    if len(patterns) != len(ends):
        # Babel cannot part Persian's pattern for two months of a year, and would say one twice.
        patterns = formats["y"]
    text = "".join(
        # CLDR has intervals of days with short month names only.
        dates.format_date(day, re.sub("(?<!M)MMM(?!M)", "MMMM", pattern), locale=cldr)
        for day, pattern in zip(ends, patterns, strict=True)
    )
    return re.sub(r"\s*–\s*", lambda match: _dash(text[: match.start()], cldr), text, count=1)


def _dash(before: str, cldr: Locale) -> str:
    """Return the dash, spaced in languages that do so between days of two months."""
    spaced = cldr.interval_formats["yMMMd"]["M"][0][-1:].isspace()
    return " – " if spaced and " " in before else "–"


def other_year(text: str, own: Container[int]) -> int | None:
    """Return the first year that the text names where it names none of its own, else None."""
    years = [int(year) for year in YEAR.findall(text)]
    return years[0] if years and not any(year in own for year in years) else None
