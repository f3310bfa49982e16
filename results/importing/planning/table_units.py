"""In what the cells of a table are measured, when its headings say so: "tkr", "(£k)", "£000"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...quantities import Scale, Unit
from ..figures import FoundFigure, find_figures
from ..figures.languages import vocabulary_of

LONGEST = 30
# What these head are the rows' own periods.
_CALENDAR = frozenset({Unit.YEARS, Unit.MONTHS, Unit.DAYS})
# "All amounts in", "tall i".
_LEADING = re.compile(r"^(?:[^\W\d]+ ){0,2}(?:i|in) ", re.IGNORECASE)
_THOUSANDS = re.compile(r"['’]?000s?$|^1[ .,\u00a0\u202f]?000(?= [^\W\d]| ?[€£$])")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_SCALED = re.compile(
    r"(?P<scale>thousands?|millions?|billions?|tusen|miljon(?:er)?|miljard(?:er)?)(?:tals?| of)? "
    r"(?:\w+ )?[\w²³]+",
    re.IGNORECASE,
)
# What the cells are of is said besides: "% of members", "Hours read".
_UNIT_FIRST = re.compile(
    r"(%|per ?cent|pro[cs]ent|prozent|hours|timm?[ae]r|stunden|days|dag[ae]r|tagen?)"
    r"(?: (?:of|a[fv]|i|der) .+| [^\W\d]+)",
    re.IGNORECASE,
)
_SIGN = re.compile(r"^(?:us ?\$|[£€$]|sek|eur|gbp|usd|nok|dkk|kr)\s?", re.IGNORECASE)


def unit_named(names: list[str], locale: str) -> FoundFigure | None:
    """A figure of one in the unit and scale that the first of the names tells, or None."""
    for name in names:
        is_dated = _YEAR.search(name) is not None
        for text in _stretches(_YEAR.sub(" ", name)):
            found = _read(text, locale)
            # "Year 2016" heads what was counted then.
            if found and not (is_dated and found.unit in _CALENDAR):
                return found
    return None


def names_money(caption: str, locale: str) -> bool:
    """Whether a caption has the name of a currency somewhere: "In tkr where nothing else is said"."""
    measures = vocabulary_of(locale).measures
    found = (measures.unit_at(word, 0) for word in re.split(r"[\s(),.]+", caption))
    return any(
        unit is not None and unit.is_currency for ((unit, _scale), _end) in filter(None, found)
    )


def is_unit(text: str, locale: str) -> bool:
    """Whether a text names a unit and nothing that is measured."""
    named = _LEADING.sub("", text.strip())
    found = _read(text, locale)
    # "Thousand visitors" says of what, "thousand pounds" does not.
    is_partial = _SCALED.fullmatch(named) and not (found and found.unit.is_currency)
    return not (is_partial or _UNIT_FIRST.fullmatch(named)) and found is not None


def corner_unit(corner: str, locale: str) -> str:
    """The name of the column of labels where it tells the unit of the others: "kSEK", and not "Year"."""
    one = unit_named([corner], locale)
    return "" if one is not None and one.unit in _CALENDAR else corner


def in_unit(figure: FoundFigure, one: FoundFigure) -> FoundFigure:
    """The figure of a cell, in the unit of the figure of one."""
    value = figure.value.scaleb(one.scale.exponent)
    return replace(figure, value=value, unit=one.unit, scale=one.scale)


def _stretches(name: str) -> Iterator[str]:
    """Yield where a heading may name a unit: in brackets, behind a comma or "in", the whole of it."""
    yield from re.findall(r"\(([^)]*)\)", name)
    yield from re.split(r"[,;:]| (?:i|in) ", name)[1:]
    yield name


def _read(text: str, locale: str) -> FoundFigure | None:
    shown = _LEADING.sub("", text.strip()).strip(" .")
    thousands = _THOUSANDS.search(shown) is not None
    shown = _THOUSANDS.sub("", shown).strip()
    if not shown or len(shown) > LONGEST or any(map(str.isdecimal, shown)):
        return None
    sign = _SIGN.match(shown)
    forms = [f"1 {shown}"]
    if unit := _UNIT_FIRST.fullmatch(shown):
        forms.append(f"1 {unit[1]}")
    if scaled := _SCALED.fullmatch(shown):
        # What is counted by the thousand is said by the rows: "Thousand m³".
        forms.append(f"1 {scaled['scale'].removesuffix('s')}")
    if sign:
        rest = shown[sign.end() :].removesuffix("s")
        forms = [f"{sign[0].strip()} 1{rest}", f"{sign[0].strip()} 1 {rest}".strip(), *forms]
    for form in forms:
        found = [figure for figure in find_figures(form, locale) if not figure.reason]
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(form)):
            one = found[0]
            if thousands:
                one = replace(one, scale=Scale.THOUSAND)
            if one.unit is not Unit.NUMBER or one.scale is not Scale.NONE:
                return one
    return None
