"""What the heading of a column says of a period, and besides it."""

import re
from datetime import date

from ...quantities import PeriodError, parse_period
from .table_units import unit_named

_YEAR = re.compile(r"\D*\b((?:19|20)\d{2})\b(?:\D|\b000s?\b)*")
_PERIOD = re.compile(r"\D*\b((?:19|20)\d{2}/\d{2,4})\b\D*")
_WHEN = re.compile(r"\(?\b(?:19|20)\d{2}(?:/\d{2,4})?\b\)?")
DIGITS = re.compile(r"[1-9]")  # "£000" has none: it names a unit


def names_column(text: str) -> bool:
    """Whether the text has a period, or no number."""
    return names_period(text) or DIGITS.search(text) is None


def without_period(name: str, locale: str) -> str:
    """What the name of a column says besides its period and the unit."""
    if not names_period(name):
        return name
    told = " ".join(_WHEN.sub(" ", name).split()).strip(",;:-–— ")
    return "" if unit_named([told], locale) else told


def names_period(text: str) -> bool:
    """Whether the text has a year, or a broken one, and no other number."""
    return _YEAR.fullmatch(text) is not None or _PERIOD.fullmatch(text) is not None


def days_of_column(name: str, locale: str, year: int) -> tuple[date, date] | None:
    """The year that a column is about, when it is not that of the edition."""
    if broken := _PERIOD.fullmatch(name):
        try:
            period = parse_period(broken[1], locale)
        except PeriodError:
            return None
        return period.start, period.end
    match = _YEAR.fullmatch(name)
    if match is None or int(match[1]) == year:
        return None
    return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
