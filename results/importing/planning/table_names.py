"""What the names of columns and rows say: a period, what is counted, and in what it is measured."""

import re
from dataclasses import replace

from ...quantities import Scale, Unit
from ..figures import FoundFigure, Years, find_figures
from ..figures.languages import vocabulary_of
from .plan import MAX_LABEL

DIGITS = re.compile(r"[1-9]")  # "£000" has none: it names a unit
# What these head only numbers the rows, or points at notes.
NUMBERING = re.compile(r"(?:nr|no|not|note)s?\.?|#", re.IGNORECASE)
LONGEST_UNIT, LONGEST_HEADING = 30, 40
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_PERIOD = re.compile(r"\D*\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b(?:\D|\b000s?\b)*")
_WHEN = re.compile(r"\(?\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?\b\)?")
# The day of "31 December 2016", "31.12.2016", before its year.
_DAY = re.compile(
    r"(?<![\d.,])(?:\d{1,2}[./-]\d{1,2}[./-]|\d{1,2}\.? (?=[^\W\d]+ ))(?=(?:[^\W\d]+ )?(?:19|20)\d{2}\b)"
)
_END = re.compile(r"(?<!\d)((?:19|20)\d{2})(?![/–-]?\d)")
_ASIDE = re.compile(r" ?\(([^()]*)\)")
_PART = re.compile(r"(?=[,;:] )")
_LONG_WORD = re.compile(r"\w{4,}|\d+")
# As much of a word as its forms have in common: "beviljade", "beviljat".
_STEM = 6
# What these head are the rows' own periods.
_CALENDAR = frozenset({Unit.YEARS, Unit.MONTHS, Unit.DAYS})


def without_day(name: str) -> str:
    """Return the name of a column without the day that it is as of: its year is what tells it apart."""
    return _DAY.sub("", name)


def names_period(text: str) -> bool:
    """Whether the text has a year, or a broken one, and no other number."""
    return _PERIOD.fullmatch(without_day(text)) is not None


def names_column(text: str) -> bool:
    """Whether the text has a period, or no number."""
    return names_period(text) or DIGITS.search(text) is None


def ended_years(header: list[str], edition: Years) -> list[str]:
    """Return names of columns with "2024" as "2023/24" where a broken edition is called by its last year."""
    first, last = edition
    if first == last or not any(str(last) in _END.findall(name) for name in header):
        return header
    return [_END.sub(lambda year: f"{int(year[1]) - 1}/{year[1][2:]}", name) for name in header]


def label_of_cell(row: str, column: str, heading: str, locale: str) -> str:
    """What a cell counts: "Sexual violence, contacts"; the sum of a table counts what its heading says."""
    known = vocabulary_of(locale)
    name = known.pattern("named_of_those").sub("", _without_measure(row, locale), count=1)
    if 0 < len(heading) <= LONGEST_HEADING:
        # "0–2" alone says of nothing what it is.
        name = heading if known.is_all("sum", name) else name
        name = f"{heading}, {name}" if name[:1].isdigit() else name
    column = _without_measure(column, locale)
    own, said = (
        {word[:_STEM].lower() for word in _LONG_WORD.findall(text)} for text in (column, name)
    )
    is_said = known.is_all("plain_head", column) or bool(own and own <= said)
    return ", ".join(filter(None, (name, "" if is_said else column)))[:MAX_LABEL]


def _without_measure(name: str, locale: str) -> str:
    """What a name says besides period and unit: "Utbetalt 2018 (SEK)"."""
    known = vocabulary_of(locale)
    told = known.without("day", _WHEN.sub(" ", name) if names_period(name) else name)
    told = _ASIDE.sub(lambda aside: "" if is_unit(aside[1], locale) else aside[0], told)
    first, *others = [part.strip(" ,;:") for part in _PART.split(told)]
    kept = [part for part in others if not known.is_all("plain_head", part)]
    parts = [part for part in (first, *kept) if not is_unit(part, locale)]
    return " ".join(", ".join(parts).split()).strip(",;:-–— ")


def unit_named(names: list[str], locale: str) -> FoundFigure | None:
    """A figure of one in the unit and scale that the first of the names tells, or None."""
    for name in names:
        undated = _YEAR.sub(" ", name)
        # A heading may name a unit in brackets, behind a comma or "in", or be one.
        for text in (
            *re.findall(r"\(([^)]*)\)", undated),
            *re.split(r"[,;:]| (?:i|in) ", undated)[1:],
            undated,
        ):
            found = _read(text, locale)
            # "Year 2016" heads what was counted then.
            if found and not (undated != name and found.unit in _CALENDAR):
                return found
    return None


def names_money(caption: str, locale: str) -> bool:
    """Whether a caption has the name of a currency somewhere: "In tkr where nothing else is said"."""
    measures = vocabulary_of(locale).measures
    found = (measures.units.at(word, 0) for word in re.split(r"[\s(),.]+", caption))
    units = (unit for ((unit, _scale), _end) in filter(None, found))
    return any(unit is not None and unit.is_currency for unit in units)


def is_unit(text: str, locale: str) -> bool:
    """Whether a text names a unit and nothing that is measured: "thousand pounds", no "thousand visitors"."""
    known, found = vocabulary_of(locale), _read(text, locale)
    named = known.without("leads_to_unit", text.strip())
    is_partial = known.is_all("scaled", named) and not (found and found.unit.is_currency)
    return found is not None and not is_partial and not known.is_all("unit_first", named)


def corner_unit(corner: str, locale: str) -> str:
    """The name of the column of labels where it tells the unit of the others: "kSEK", and not "Year"."""
    one = unit_named([corner], locale)
    return "" if one is not None and one.unit in _CALENDAR else corner


def in_unit(figure: FoundFigure, one: FoundFigure) -> FoundFigure:
    """The figure of a cell, in the unit of the figure of one."""
    value = figure.value.scaleb(one.scale.exponent)
    return replace(figure, value=value, unit=one.unit, scale=one.scale)


def _read(text: str, locale: str) -> FoundFigure | None:
    known = vocabulary_of(locale)
    named = known.without("leads_to_unit", text.strip()).strip(" .")
    shown = known.without("thousands", named).strip()
    if not shown or len(shown) > LONGEST_UNIT or any(map(str.isdecimal, shown)):
        return None
    sign = known.pattern("sign").match(shown)
    rest = shown[sign.end() :].removesuffix("s") if sign else ""
    # What the cells are of is said besides: "% of members", "Thousand m³".
    unit, scaled = (known.pattern(name).fullmatch(shown) for name in ("unit_first", "scaled"))
    forms = [
        *([f"{sign[0].strip()} 1{rest}", f"{sign[0].strip()} 1 {rest}".strip()] if sign else ()),
        f"1 {shown}",
        *([f"1 {unit[1]}"] if unit else ()),
        *([f"1 {scaled[1].removesuffix('s')}"] if scaled else ()),
    ]
    for form in forms:
        found = [figure for figure in find_figures(form, locale) if not figure.reason]
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(form)):
            scale = found[0].scale if shown == named else Scale.THOUSAND
            if found[0].unit is not Unit.NUMBER or scale is not Scale.NONE:
                return replace(found[0], scale=scale)
    return None
