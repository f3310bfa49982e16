"""What an edition has taken over from the one before it: figures, and years that are not its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..faults import Fault, Severity
from ..findings import Finding
from ..quantities.locales import active_language
from ..quantities.periods import other_year
from ..record.comparing import previous_figures
from .changes import figure_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..blocks.walking import Node
    from ..quantities import Quantity
    from ..record.comparing import PreviousFigure

NAMES_OTHER_YEAR = gettext_lazy("This text names %(year)d, and not the year of the page.")
# The fields whose texts name the edition.
NAMED = ("title", "introduction", "seo_title", "search_description", "share_text")


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


def figures_before(page: Any) -> list[tuple[Node, PreviousFigure | None]]:
    """Return the page's figures, each with what was published of it for the period before."""
    nodes = figure_nodes(page)
    previous = previous_figures(page, {_key(node) for node in nodes})
    return [(node, previous.get(_key(node))) for node in nodes]


def _key(node: Node) -> UUID:
    indicator = node.value.get("indicator")
    key: UUID = indicator.translation_key if indicator else UUID(node.identity)
    return key


def doubtful_figures(figures: list[tuple[Node, PreviousFigure | None]]) -> Iterator[Finding]:
    """Yield a warning for each figure that is the same as the one before, or far from it."""
    for node, before in figures:
        now = node.value.quantity
        if now is not None and before is not None and (doubt := doubt_about(now, before)):
            path = (*node.path, "value")
            yield Finding(doubt.message, doubt.code, path, severity=doubt.severity)


def doubt_about(now: Quantity, before: PreviousFigure) -> Fault | None:
    """Return the question whether a figure is right: it is the one before, or far from it."""
    said = {"previous": before.text(active_language())}
    if now == before.quantity:
        return Fault(
            _("It is the same as before (%(previous)s). Is it right?") % said,
            "figure_repeated",
            severity=Severity.WARNING,
        )
    if before.is_far_from(now.value, now.unit):
        return Fault(
            _(
                "This is more than ten times above or below what was published before "
                "(%(previous)s). Is it right?"
            )
            % said,
            "figure_jumps",
            severity=Severity.WARNING,
        )
    return None


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
    for name in NAMED:
        if year := other_year(getattr(page, name), own):
            yield Finding(
                NAMES_OTHER_YEAR % {"year": year},
                "other_year",
                (name,),
                severity=Severity.WARNING,
            )
