"""What is wrong with an edition, or missing, before it is saved or published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..blocks import Severity, Stage
from ..blocks.chart import ChartValue
from ..blocks.stat_value import Highlight, StatValue
from ..blocks.walking import walk
from ..drawing.chart import Refusal
from ..findings import Finding, stream_findings, warning
from ..open_points import OpenPoint, open_point_findings, points_of
from ..quantities import Period, format_period
from ..quantities.locales import active_language
from ..reading import PageReading
from .addresses import FIGURE_WORDS, INDICATOR_WORDS, ResultsMixin
from .care import care_findings
from .changes import change_findings, source_of
from .main_points import main_point_findings, unsaid_numbers
from .plausibility import doubtful_figures, figures_before, former_numbers, other_times
from .versions import WORDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The code of the finding that a form makes a point of, to be ticked.
PERIOD_UNUSUAL = "period_unusual"
FAR = timedelta(days=2 * 365)
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
    """Yield a warning for a date of publication that is missing, or on which it cannot have been."""
    day = page.publication_date
    path = ("publication_date",)
    if day is None:
        said = _("There is no date of publication, so readers see none.")
        yield warning(said, "publication_missing", path)
    elif day > day_of_publishing(page):
        said = _("The date of publication is still to come.")
        yield warning(said, "publication_to_come", path)
    elif page.period_end and day < page.period_end:
        said = _("The date of publication is before the end of the period.")
        yield warning(said, "publication_before_end", path)


def day_of_publishing(page: Any) -> date:
    """Return the day on which the page goes live: that of its time to come, else today."""
    today = localdate()
    return max(localdate(page.go_live_at), today) if page.go_live_at else today


def period_conflicts(page: Any, index: Any, models: Iterable[Any]) -> Iterator[Finding]:
    """Yield each live sibling of the same or an overlapping period, and a period to confirm."""
    if not (page.period_start and page.period_end):
        return
    # By number, since a page type that inherits another one is found as both.
    siblings = {
        other.pk: other
        for model in models
        for other in model.objects.live()
        .child_of(index)
        .exclude(pk=page.pk)
        .filter(period_start__isnull=False, period_end__isnull=False)
        .only("title", "period_start", "period_end")
    }
    yield from unusual_period(page, siblings.values(), day_of_publishing(page))
    for other in siblings.values():
        if other.period_start > page.period_end or other.period_end < page.period_start:
            continue
        same = (other.period_start, other.period_end) == (page.period_start, page.period_end)
        yield Finding(
            _("“%(title)s” is published for the same period.") % {"title": other.title}
            if same
            else _("The period overlaps that of “%(title)s”.") % {"title": other.title},
            "period_taken" if same else "period_overlaps",
            ("period_start",),
            severity=Severity.ERROR if same else Severity.WARNING,
        )


def unusual_period(page: Any, siblings: Iterable[Any], day: date) -> Iterator[Finding]:
    """Yield an error for a period that nobody has confirmed, and that is not public already.

    It has not ended on the day of publishing, or lies more than two years from every live sibling. A
    translation has the period of its source, an alias that of its original.
    """
    period = page.period
    if period is None or page.alias_of_id or not (said := _why(period, siblings, day)):
        return
    # An open point about it refuses by itself until it is done.
    if not (_points(page) or _is_public(page) or _is_right_in_source(page)):
        words = {"period": format_period(period, active_language())}
        yield Finding(said % words, "period_unusual", ("period_end",))


def question(page: Any, found: Finding) -> OpenPoint:
    """Return the finding as an open point, by which a person confirms the period."""
    return OpenPoint(str(found.message), found.path, period=page.period.slug)


def _points(page: Any) -> list[OpenPoint]:
    return [point for point in points_of(page) if point.period]


def _why(period: Period, siblings: Iterable[Any], day: date) -> StrOrPromise:
    if period.end > day:
        return _("The period %(period)s has not ended yet: confirm that it is right.")
    gaps = [
        max(period.start - other.period_end, other.period_start - period.end) for other in siblings
    ]
    if gaps and min(gaps) > FAR:
        return _(
            "The period %(period)s is more than two years from every other edition: confirm that "
            "it is right."
        )
    return ""


def _is_public(page: Any) -> bool:
    same = {"period_start": page.period_start, "period_end": page.period_end}
    return bool(type(page)._base_manager.filter(pk=page.pk, live=True, **same).exists())


def _is_right_in_source(page: Any) -> bool:
    source = source_of(page)
    if source is None:
        return False
    if source.live and source.period == page.period:
        return True
    draft = source.get_latest_revision_as_object()
    return draft.period == page.period and any(point.done for point in _points(draft))


def dead_target_findings(page: Any) -> Iterator[Finding]:
    """Yield a warning for each page, document, image or indicator that visitors cannot reach yet."""
    if page.locale_id:
        for kind, path in PageReading.of(page).missing():
            yield warning(MISSING_TARGETS[kind], f"{kind}_missing", path)


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
            yield warning(
                _("The chart is left out. %(reason)s") % {"reason": refusal.label},
                "chart_not_drawn",
                (*node.path, "chart_type"),
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
                yield warning(
                    _("There is already a lead figure; this one stands beside it."),
                    "lead_twice",
                    path,
                )
        if node.is_within(closed):
            yield warning(
                _("This key figure stands at the top of the page, while its own part is closed."),
                "key_figure_closed",
                path,
            )


# Addresses below an index page that belong to the program.
RESERVED_SLUGS = frozenset({"data", "feed", *FIGURE_WORDS, *INDICATOR_WORDS, *WORDS})


class EditionFindingsMixin(ResultsMixin):
    """The findings of an edition, and which of them refuse a save."""

    class Meta:
        abstract = True

    def find_findings(self) -> Iterator[Finding]:
        """Yield the findings of this edition, but for `find_warnings`."""
        yield from period_findings(self)
        yield from publication_findings(self)
        if self.slug in RESERVED_SLUGS:
            yield Finding(
                _("This address is reserved. Choose another one."),
                "slug_reserved",
                ("slug",),
                stage=Stage.SAVING,
            )
        yield from open_point_findings(self)
        if not self.body:
            yield warning(_("There is nothing in the body yet."), "body_empty", ("body",))
        yield from stream_findings(self)
        yield from key_figure_findings(self)
        yield from main_point_findings(self)
        yield from change_findings(self)
        yield from self.find_conflicts()

    def find_warnings(self) -> Iterator[Finding]:
        """Yield what readers would miss or what is left over; it refuses no save."""
        index = self._index and self._index.specific
        if hasattr(index, "ways_to_help"):
            yield from care_findings(index, self)
        if self.period is None:
            return
        yield from chart_findings(self)
        yield from other_times(self)
        figures = figures_before(self)
        yield from former_numbers(self, figures)
        yield from unsaid_numbers(self)
        if self.translation is None:
            yield from doubtful_figures(figures)

    def get_conflicts(self) -> list[Finding]:
        """Return the sibling conflicts that block publishing; called while the parent is locked."""
        return [found for found in self.find_conflicts() if found.severity is Severity.ERROR]

    def get_refusals_to_schedule(self) -> list[Finding]:
        """Return what refuses a time to come: a change without its entry, or its permission."""
        return list(change_findings(self))
