"""What an edition has taken over from the one before it: figures, and years that are not its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ..faults import Severity
from ..findings import Finding
from ..quantities import format_period, format_quantity
from .figure_nodes import figure_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def edition_before(page: Any, index: Any, models: Iterable[Any]) -> Any:
    """Return the live edition below the index whose period ends last before the page's, or None."""
    found = (
        model.objects.live()
        .child_of(index)
        .filter(period_end__lt=page.period_start)
        .exclude(pk=page.pk)
        .order_by("-period_end")
        .first()
        for model in models
    )
    return max(filter(None, found), key=lambda each: each.period_end, default=None)


def repeated_figures(page: Any, before: Any) -> Iterator[Finding]:
    """Yield a warning for each figure that is the same as in the edition before, in the same place."""
    earlier = {node.identity: node.value for node in figure_nodes(before)}
    for node in figure_nodes(page):
        figure = node.value.quantity
        same = earlier.get(node.identity)
        if figure is not None and same is not None and same.quantity == figure:
            language = before.locale.language_code
            yield Finding(
                _("%(figure)s stood here for %(period)s too. Is it the same again?")
                % {
                    "figure": format_quantity(figure, language),
                    "period": format_period(before.period, language),
                },
                "figure_repeated",
                (*node.path, "value"),
                severity=Severity.WARNING,
            )


def other_times(page: Any) -> Iterator[Finding]:
    """Yield a warning for each date of a figure, and each text of the page, of another time."""
    period = page.period
    for node in figure_nodes(page):
        for name in ("period_start", "period_end"):
            day = node.value.get(name)
            if day is not None and not period.start <= day <= period.end:
                yield Finding(
                    _("This day is not within the period of the page."),
                    "outside_period",
                    (*node.path, name),
                    severity=Severity.WARNING,
                )
    own = range(period.start.year, period.end.year + 1)
    for name in ("title", "introduction"):
        years = [int(year) for year in YEAR.findall(getattr(page, name))]
        if years and not any(year in own for year in years):
            yield Finding(
                _("This text names %(year)d, and not the year of the page.") % {"year": years[0]},
                "other_year",
                (name,),
                severity=Severity.WARNING,
            )
