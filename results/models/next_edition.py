"""Next year's edition, begun from this year's: its structure and texts without its figures."""

from __future__ import annotations

import json
from calendar import monthrange
from datetime import date, timedelta
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.models import Page

from ..blocks import StatBlock
from ..blocks.walking import walk
from ..fields import streams_of
from ..findings.open_points import OpenPoint, store
from ..publishing import as_user
from ..quantities import Period, format_period
from .last_edition import YEAR
from .prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Iterator


ACTION = "results.next_edition"


def next_period(period: Period) -> Period:
    """Return the period of the same length that begins the day after this one ends."""
    return Period(_moved(period.start, period), _moved(period.end, period))


def _moved(day: date, period: Period) -> date:
    """The day that lies in the next period as this one does in the period."""
    start, end = period.start, period.end
    if not period.has_whole_months:
        return day + (end - start) + timedelta(days=1)
    months = 12 * (end.year - start.year) + end.month - start.month + 1
    years, month = divmod(day.month - 1 + months, 12)
    last = monthrange(day.year + years, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(day.year + years, month + 1, last if is_last else min(day.day, last))


@transaction.atomic
def start_next_edition(edition: Any, user: Any = None) -> Any:
    """Return a draft of the edition after this one, below the same index page.

    Texts, structure, labels, units and sources are kept, each text as an open point to confirm;
    values are empty, the report is left out, periods and title are those of the new edition. Raises
    ValidationError where there is an edition of that period, PermissionDenied where `user` may not
    add one.
    """
    period, index = next_period(edition.period), edition.get_parent()
    _check_free(edition, index, period)
    language = edition.locale.language_code
    before, after = (format_period(each, language) for each in (edition.period, period))
    with as_user(user):
        draft = edition.copy(
            update_attrs={
                "title": _renamed(edition.title, before, after),
                "slug": _free_slug(index, period.slug),
                "period_start": period.start,
                "period_end": period.end,
                "report": None,
                "go_live_at": None,
                "expire_at": None,
                **{field.name: _emptied(field, edition) for field in streams_of(type(edition))},
                "open_points": store(_points(edition, before)),
            },
            copy_revisions=False,
            keep_live=False,
            user=user,
            log_action=ACTION,
        )
    return draft


def _check_free(edition: Any, index: Any, period: Period) -> None:
    from .edition import edition_models

    for model in edition_models():
        same = {"period_start": period.start, "period_end": period.end}
        if found := model.objects.child_of(index).filter(**same).first():
            raise ValidationError(
                _("There is an edition of that period already: “%(title)s”."),
                "period_taken",
                {"title": found.get_admin_display_title()},
            )


def _renamed(title: str, before: str, after: str) -> str:
    return title.replace(before, after) if before in title else f"{title} {after}"


def _free_slug(index: Any, slug: str) -> str:
    used = set(Page.objects.child_of(index).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in count(2))
    return next(each for each in chain([slug], numbered) if each not in used)


def _emptied(field: Any, edition: Any) -> str:
    """The JSON of a stream whose figures have no values, and their own dates in the next period."""
    raw = json.loads(field.value_to_string(edition))
    for node in walk(field.stream_block, raw):
        if isinstance(node.block, StatBlock):
            node.value.update(value=None, whole_value=None)
            for name in ("period_start", "period_end"):
                if given := node.value.get(name):
                    node.value[name] = _moved(date.fromisoformat(given), edition.period).isoformat()
    return json.dumps(raw)


def _points(edition: Any, period: str) -> Iterator[OpenPoint]:
    """A point for each text to confirm: the long ones, and each that names a year."""
    if edition.report_id:
        yield OpenPoint(
            _("The report of %(period)s is left out.") % {"period": period}, ("report",)
        )
    for path, text, is_long in prose_of(edition):
        years = sorted(set(YEAR.findall(text)))
        if years or is_long:
            said = (
                _("Text of %(period)s that names %(years)s: confirm it, or write it anew.")
                if years
                else _("Text of %(period)s: confirm it, or write it anew.")
            )
            yield OpenPoint(said % {"period": period, "years": ", ".join(years)}, path)
