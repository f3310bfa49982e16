"""Findings about an edition: sibling periods, missing link targets, its figures."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..blocks import Severity, Stage
from ..blocks.chart import ChartValue
from ..blocks.stat_value import Highlight, StatValue
from ..blocks.walking import walk
from ..drawing import Refusal
from ..findings import Finding
from ..reading import PageReading

MISSING_TARGETS = {
    "page": _("A linked page is deleted or not published, so the link is left out."),
    "document": _("A linked document is deleted or not public, so the link is left out."),
    "indicator": _("The chosen indicator is deleted, so the figure stands without it."),
    "image": _("The chosen picture is deleted or not public, so it is left out."),
}


def period_findings(page: Any) -> Iterator[Finding]:
    """Yield an error for a period that is missing or ends before it starts."""
    start, end = page.period_start, page.period_end
    if not (start and end):
        yield Finding(
            _("Give the period, for example 2016 or 2016/17."),
            "period_missing",
            ("period_end" if start else "period_start",),
        )
    elif end < start:
        yield Finding(
            _("The period ends before it starts."),
            "period_reversed",
            ("period_end",),
            stage=Stage.SAVING,
        )


def publication_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for a date of publication that the edition cannot have been published on."""
    day = page.publication_date
    if day is None:
        return
    goes_live = localdate(page.go_live_at) if page.go_live_at else localdate()
    path = ("publication_date",)
    if day > max(goes_live, localdate()):
        said = _("The date of publication is still to come.")
        yield Finding(said, "publication_to_come", path, severity=Severity.WARNING)
    elif page.period_end and day < page.period_end:
        said = _("The date of publication is before the end of the period.")
        yield Finding(said, "publication_before_end", path, severity=Severity.WARNING)


def period_conflicts(page: Any, index: Any, models: Iterable[Any]) -> Iterator[Finding]:
    """Yield a finding for each live sibling whose period equals or overlaps the page's."""
    if not (page.period_start and page.period_end):
        return
    overlapping = {"period_start__lte": page.period_end, "period_end__gte": page.period_start}
    # By number, since a page type that inherits another one is found as both.
    siblings = {
        other.pk: other
        for model in models
        for other in model.objects.live()
        .child_of(index)
        .exclude(pk=page.pk)
        .filter(**overlapping)
        .only("title", "period_start", "period_end")
    }
    for other in siblings.values():
        same = (other.period_start, other.period_end) == (page.period_start, page.period_end)
        yield Finding(
            _("“%(title)s” is published for the same period.") % {"title": other.title}
            if same
            else _("The period overlaps that of “%(title)s”.") % {"title": other.title},
            "period_taken" if same else "period_overlaps",
            ("period_start",),
            severity=Severity.ERROR if same else Severity.WARNING,
        )


def dead_target_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each linked page, document, image or indicator that visitors cannot reach.

    Only warnings, since a linked page may be published later the same day.
    """
    if page.locale_id:
        for kind, path in PageReading.of(page).missing():
            yield Finding(MISSING_TARGETS[kind], f"{kind}_missing", path, severity=Severity.WARNING)


def chart_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each chart that is left out because it cannot be drawn exactly."""
    nodes = walk(page.body.stream_block, page.body, ("body",))
    charts = [node for node in nodes if isinstance(node.value, ChartValue)]
    if not charts or not page.locale_id:
        return
    reading = PageReading.of(page)
    for node in charts:
        refusal = reading.chart(node.value)
        if isinstance(refusal, Refusal):
            yield Finding(
                _("The chart is left out. %(reason)s") % {"reason": refusal.label},
                "chart_not_drawn",
                (*node.path, "chart_type"),
                severity=Severity.WARNING,
            )


def key_figure_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each extra lead figure and each key figure in a collapsed part."""
    leads = 0
    closed = set()
    for node in walk(page.body.stream_block, page.body, ("body",)):
        if getattr(node.value, "is_collapsed", False):
            closed.add(node.path)
        if not isinstance(node.value, StatValue) or node.value.highlight is Highlight.NONE:
            continue
        path = (*node.path, "highlight")
        if node.value.highlight is Highlight.LEAD:
            leads += 1
            if leads > 1:
                yield Finding(
                    _("There is already a lead figure; this one stands beside it."),
                    "lead_twice",
                    path,
                    severity=Severity.WARNING,
                )
        if node.is_within(closed):
            yield Finding(
                _("This key figure stands at the top of the page, while its own part is closed."),
                "key_figure_closed",
                path,
                severity=Severity.WARNING,
            )
