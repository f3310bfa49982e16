"""The rules about the period of an edition and its date of publication."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ..issues import Issue, Severity, Stage, incomplete, warning
from ..quantities import Period, format_period
from ..quantities.formatting import active_language
from . import rule
from .changes import source_of
from .open_points import OpenPoint, points_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from ..content import EditionContent

# The code of the issue that a form makes a point of, to be ticked.
PERIOD_UNUSUAL = "period_unusual"
FAR = timedelta(days=2 * 365)


@rule(Stage.SAVING)
def period(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for a period that is missing or ends before it starts."""
    page = content.page
    start, end = page.period_start, page.period_end
    if not (start and end):
        yield incomplete(
            _("Give the period, for example 2016 or 2016/17."),
            "period_missing",
            ("period_end" if start else "period_start",),
        )
    elif end < start:
        yield Issue(_("The period ends before it starts."), "period_reversed", ("period_end",))


@rule()
def publication_date(content: EditionContent) -> Iterator[Issue]:
    """Yield a warning for a date of publication that is missing, or on which it cannot have been."""
    page = content.page
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
    """Return the day on which the page goes live: the scheduled one, else today."""
    today = localdate()
    return max(localdate(page.go_live_at), today) if page.go_live_at else today


@rule(Stage.PUBLISHING)
def period_taken(content: EditionContent) -> Iterator[Issue]:
    """Yield what the other editions below the same page make of the period."""
    yield from content.page.find_conflicts()


def period_conflicts(page: Any, index: Any, models: Iterable[Any]) -> Iterator[Issue]:
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
        yield Issue(
            _("“%(title)s” is published for the same period.") % {"title": other.title}
            if same
            else _("The period overlaps that of “%(title)s”.") % {"title": other.title},
            "period_taken" if same else "period_overlaps",
            ("period_start",),
            Severity.ERROR if same else Severity.WARNING,
            Stage.PUBLISHING,
        )


def unusual_period(page: Any, siblings: Iterable[Any], day: date) -> Iterator[Issue]:
    """Yield an error for an unusual period that is neither confirmed nor already public.

    It has not ended on the day of publishing, or lies more than two years from every live sibling. A
    translation has the period of its source, an alias that of its original.
    """
    period = page.period
    if period is None or page.alias_of_id or not (said := _why(period, siblings, day)):
        return
    # An open point about it refuses by itself until it is done.
    if not (_points(page) or _is_public(page) or _is_right_in_source(page)):
        words = {"period": format_period(period, active_language())}
        yield incomplete(said % words, "period_unusual", ("period_end",))


def question(page: Any, found: Issue) -> OpenPoint:
    """Return the issue as an open point, by which a person confirms the period."""
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
