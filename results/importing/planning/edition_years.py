"""Which years an edition is about, by its document and by the person who imports it."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..figures import Years, are_others, named_years
from .plan import Plan


def years_of_edition(text: str, year: int) -> Years:
    """The year, with the next or the one before where the text speaks more of both together than of it alone."""
    alone = len(re.findall(rf"(?<![/–-])\b{year}\b(?! ?[/–-])", text))
    told = len(re.findall(rf"\b{year} ?[/–-] ?(?:{year + 1}|{(year + 1) % 100:02})\b(?!-)", text))
    if told * 2 >= max(1, alone):
        return year, year + 1
    # "2016–2017" may be any two years.
    told = len(re.findall(rf"\b{year - 1}(?:/{year}|[/–]{year % 100:02})\b", text))
    is_end = told * 2 >= max(1, alone) and (told > 1 or not alone)
    return (year - 1, year) if is_end else (year, year)


def notices_on_year(plan: Plan, year: int) -> Iterator[str]:
    """Yield a question where the beginning of the document, or most figures, are of another year."""
    if named := _year_named(plan):
        text = _("The beginning of the document names %(year)d, not %(given)d. Is the year right?")
        yield text % {"year": named, "given": year}
        return
    figures = [figure.found for figure in (*plan.figures(), *plan.doubtful)]
    counted = Counter(found.years for found in figures if found.years)
    for (_first, last), count in counted.most_common(1):
        if count * 2 > len(figures):
            text = _("Most figures are of %(year)d, not of %(given)d. Is the year right?")
            yield text % {"year": last, "given": year}


def _year_named(plan: Plan) -> int:
    """The other year that the title names, or else the introduction; 0 without one."""
    title = "" if plan.title_is_ours else plan.title
    named = named_years(title) or named_years(plan.introduction)
    return named[0][1] if are_others(named, plan.years) else 0
