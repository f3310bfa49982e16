"""What the heading of a column says of a period, and besides it."""

import re
from datetime import date

from ...quantities import Period, QuantityError, parse_period
from ..figures import Years

_YEAR = re.compile(r"\D*\b((?:19|20)\d{2})\b(?:\D|\b000s?\b)*")
_PERIOD = re.compile(r"\D*\b((?:19|20)\d{2}[/–-]\d{2,4})\b\D*")
_WHEN = re.compile(r"\(?\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b\)?")
# The day of "31 December 2016", "31.12.2016", before its year.
_DAY = re.compile(
    r"(?<![\d.,])(?:\d{1,2}[./-]\d{1,2}[./-]|\d{1,2}\.? (?=[^\W\d]+ ))(?=(?:[^\W\d]+ )?(?:19|20)\d{2}\b)"
)
_END = re.compile(r"(?<!\d)((?:19|20)\d{2})(?![/–-]?\d)")
# What these head only numbers the rows, or points at notes.
NUMBERING = re.compile(r"(?:nr|no|not|note)s?\.?|#", re.IGNORECASE)
DIGITS = re.compile(r"[1-9]")  # "£000" has none: it names a unit


def without_day(name: str) -> str:
    """Return the name of a column without the day that it is as of: its year is what tells it apart."""
    return _DAY.sub("", name)


def names_column(text: str) -> bool:
    """Whether the text has a period, or no number."""
    return names_period(text) or DIGITS.search(text) is None


def names_period(text: str) -> bool:
    """Whether the text has a year, or a broken one, and no other number."""
    text = without_day(text)
    return _YEAR.fullmatch(text) is not None or _PERIOD.fullmatch(text) is not None


def without_period(name: str, locale: str) -> str:
    """What the name of a column or row says besides its period."""
    if not names_period(name):
        return name
    return "" if _period_of(name, locale) else _WHEN.sub(" ", name)


def ended_years(header: list[str], edition: Years) -> list[str]:
    """Return names of columns with "2024" as "2023/24" where a broken edition is called by its last year."""
    first, last = edition
    if first == last or not any(str(last) in _END.findall(name) for name in header):
        return header
    return [_END.sub(lambda year: f"{int(year[1]) - 1}/{year[1][2:]}", name) for name in header]


def days_named(name: str, locale: str, edition: Years) -> tuple[date, date] | None:
    """The days that a column or row is about, when they are not those of the edition."""
    match = _PERIOD.fullmatch(name) or _YEAR.fullmatch(name)
    if match is None:
        return None
    period = _period_of(name, locale) or _period_of(match[1], locale)
    if period is None or (period.start.year, period.end.year) == edition:
        return None
    return period.start, period.end


def _period_of(text: str, locale: str) -> Period | None:
    try:
        return parse_period(text, locale)
    except QuantityError:
        return None
