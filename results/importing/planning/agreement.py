"""Whether document, year and language agree: which years an edition is about, and what is asked of a person."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from ...quantities.formatting import active_language, language_name
from ..document import Document
from ..figures import Years, are_others, base_of, is_known, language_of, named_years
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


def doubt_language(plan: Plan, document: Document, locale: str) -> None:
    """Leave the figures of a document to a person that is in another language than the page, or an unknown one."""
    told = language_of(document.text)
    if told and told != base_of(locale):
        shown = active_language()
        names = {"language": language_name(told, shown), "other": language_name(locale, shown)}
        reason = _("The document seems to be in %(language)s, not in %(other)s.") % names
    elif not is_known(locale):
        reason = _("In this language only digits are read, not words.")
    else:
        return
    plan.notices.append(reason)
    for figure in plan.figures():
        figure.found = replace(figure.found, reason=figure.found.reason or reason)
