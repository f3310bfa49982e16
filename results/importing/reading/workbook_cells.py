"""A cell of a workbook as its number format shows it, in the words of a language."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel import dates
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.escape import unescape

from ...quantities import format_number
from ...quantities.formatting import conventions_of
from ..decoding import without_controls

# Words in quotes, escaped signs, room for a sign, signs to fill up with, currencies, colours. What is in
# brackets ends at the next one: a bracket that is never closed would be looked for from each other.
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[\$([^][-]*)(?:-[^][]*)?\]|\[[^][<>=]*\]')
_DIGITS = re.compile(r"[#0?](?:[#0?,.\s]*[#0?])?(,*)")
# Conditions, fractions and powers, which are shown as numbers without a format are.
_NOT_SHOWN = re.compile(r"\[[<>=]|[#0?]\s*/|E[+-]")
# A program shows of a number without a format as many decimals as there is room for.
DECIMALS = 4
# Of as many digits, what is not grouped may be a year.
_YEARLIKE = 10_000


def text_of(cell: ReadOnlyCell, locale: str) -> str:
    """Return what the cell shows, "" for an empty one."""
    value: Any = cell.value
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(Decimal(repr(value)), cell.number_format or "", locale)
        case date() | time():
            return _moment(value, cell.number_format or "", locale)
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02d}"
    return without_controls(unescape(str(value))).strip()


def _number(value: Decimal, number_format: str, locale: str) -> str:
    section = number_format.partition(";")[0]
    shown = _LITERAL.sub(lambda found: next(filter(None, found.groups()), ""), section)
    digits = _DIGITS.search(shown)
    if digits is None or _NOT_SHOWN.search(section) or not value.is_finite():
        return _grouped(round(value, DECIMALS) or value, None, locale, grouped=False)
    if "%" in shown:
        value = value.scaleb(2)
    value = value.scaleb(-3 * len(digits[1]))
    decimals = digits[0].rstrip(",").partition(".")[2]
    value = value.quantize(Decimal((0, (1,), -len(decimals))), ROUND_HALF_UP)
    grouped = "," in digits[0].rstrip(",") or " " in digits[0]
    fixed = None if decimals.strip("0") else len(decimals)
    text = _grouped(value, fixed, locale, grouped=grouped)
    sign = conventions_of(locale).percent_formats[None].suffix[0]
    before, after = shown[: digits.start()], shown[digits.end() :]
    return f"{before}{text}{after.replace(' %', '%').replace('%', sign)}".strip()


def _grouped(value: Decimal, decimals: int | None, locale: str, *, grouped: bool) -> str:
    if decimals is None:
        decimals = max(-int(value.normalize().as_tuple().exponent), 0)
    # A fraction of three digits could be read as thousands.
    decimals += decimals == 3
    if grouped or decimals or abs(value) >= _YEARLIKE:
        return format_number(value, locale, decimals)
    return str(int(value))


def _moment(value: datetime | date | time, number_format: str, locale: str) -> str:
    """The date as its format shows it: a year, a month, a day; with the time if that is shown."""
    cldr = conventions_of(locale)
    asked = _LITERAL.sub("", number_format.partition(";")[0]).lower()
    clock = value if isinstance(value, time) else None
    if isinstance(value, datetime) and "h" in asked:
        clock = value.time()
    pieces = []
    if isinstance(value, date):
        if "d" in asked or not re.search("[ym]", asked):
            pieces.append(dates.format_date(value, "long", locale=cldr))
        elif "m" in asked.partition("h")[0]:
            pieces.append(dates.format_skeleton("yMMMM", value, locale=cldr))
        else:
            pieces.append(str(value.year))
    if clock is not None:
        pieces.append(f"{clock:%H:%M}")
    return " ".join(pieces)
