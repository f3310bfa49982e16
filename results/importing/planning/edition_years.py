"""Which years an edition is about, by its document and by the person who imports it."""

import re
from collections import Counter

from django.utils.translation import gettext as _

from ..figures import Years
from .plan import Plan

_NAMED = re.compile(r"\b((?:19|20)\d\d)(?: ?[/–-] ?(?:20)?(\d\d)\b)?")


def years_of_edition(text: str, year: int) -> Years:
    """The year, with the next one where the text speaks more of both together than of it alone."""
    broken = rf"\b{year} ?[/–-] ?(?:{year + 1}|{(year + 1) % 100:02})\b(?!-)"
    alone = rf"(?<![/–-])\b{year}\b(?! ?[/–-])"
    is_broken = len(re.findall(broken, text)) * 2 >= max(1, len(re.findall(alone, text)))
    return (year, year + 1) if is_broken else (year, year)


def notice_on_year(plan: Plan, year: int) -> str:
    """Return a question where the beginning of the document, or most figures, are of another year; else ""."""
    title = "" if plan.title_is_ours else plan.title
    named = _years_in(title) or _years_in(plan.introduction)
    if named and year not in named:
        told = {"year": named[-1], "given": year}
        return _("The document begins with %(year)d, not with %(given)d. Is the year right?") % told
    figures = [figure.found for figure in (*plan.figures(), *plan.doubtful)]
    years = Counter(found.years for found in figures if found.years)
    for (_first, last), count in years.most_common(1):
        if count * 2 > len(figures):
            told = {"year": last, "given": year}
            return _("Most figures are of %(year)d, not of %(given)d. Is the year right?") % told
    return ""


def _years_in(text: str) -> list[int]:
    """The years that are named, of "2024/25" both."""
    found = _NAMED.findall(text)
    return [
        int(year) for first, end in found for year in (first, f"{first[:2]}{end}" if end else first)
    ]
