"""Next year's edition, begun from this year's: its structure and texts without its figures."""

import json
from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from wagtail.coreutils import find_available_slug

from ..blocks import StatBlock
from ..blocks.data_table import CellsBlock
from ..blocks.walking import walk
from ..fields import streams_of
from ..publishing import as_user
from ..quantities import Period, Qualifier, format_period
from ..quantities.periods import YEAR, in_next, next_period
from ..rules.changes import FIELD as CHANGES
from ..rules.page import OpenPoint, edition_models, store
from ..rules.plausibility import Prose, prose_of

ACTION = "results.next_edition"


def has_next(period: Period) -> bool:
    """Return whether the calendar has a next period of the same length."""
    try:
        next_period(period)
    except (OverflowError, ValueError):
        return False
    return True


@transaction.atomic
def start_next_edition(edition: Any, user: Any = None) -> Any:
    """Return a draft of the edition after this one, below the same index page.

    Texts, structure, labels and units are kept, each text as an open point to confirm; values are
    empty, the report and the date of publication are left out; periods and title, and the year in sources, are those of the new
    edition. Raises ValidationError where there is an edition of that period, PermissionDenied where
    `user` may not add one.
    """
    period, index = next_period(edition.period), edition.get_parent()
    _check_free(edition, index, period)
    language = edition.locale.language_code
    before, after = (format_period(each, language) for each in (edition.period, period))
    streams = {
        field.name: _emptied(field, edition, before, after) for field in streams_of(type(edition))
    }
    # What was corrected was so in the edition before.
    streams[CHANGES] = "[]"
    # What is said of this year's figures is said anew of next year's.
    streams["main_points"] = "[]"
    shifted = copy(edition)
    for name, raw in streams.items():
        setattr(shifted, name, raw)
    title = edition.title
    with as_user(user):
        draft = edition.copy(
            update_attrs={
                "title": title.replace(before, after) if before in title else f"{title} {after}",
                "slug": find_available_slug(index, period.slug),
                "period_start": period.start,
                "period_end": period.end,
                "publication_date": None,
                "report": None,
                "go_live_at": None,
                "expire_at": None,
                **streams,
                "open_points": store(_points(shifted, before, after)),
            },
            copy_revisions=False,
            keep_live=False,
            user=user,
            log_action=ACTION,
        )
    return draft


def _check_free(edition: Any, index: Any, period: Period) -> None:
    for model in edition_models():
        same = {"period_start": period.start, "period_end": period.end}
        if found := model.objects.child_of(index).filter(**same).first():
            raise ValidationError(
                _("There is an edition of that period already: “%(title)s”."),
                "period_taken",
                {"title": found.get_admin_display_title()},
            )


def _emptied(field: Any, edition: Any, before: str, after: str) -> str:
    """The JSON of a stream whose figures have no values, their dates and sources those of the next."""
    raw = json.loads(field.value_to_string(edition))
    for node in walk(field.stream_block, raw):
        if isinstance(node.block, CellsBlock) and node.value:
            table = node.block.to_python(node.value).without_numbers
            node.value.update(node.block.get_prep_value(table))
        if isinstance(node.block, StatBlock):
            node.value.update(value=None, qualifier=Qualifier.EXACT.value, whole_value=None)
            if source := node.value.get("source"):
                node.value["source"] = source.replace(before, after)
            for name in ("period_start", "period_end"):
                if given := node.value.get(name):
                    node.value[name] = in_next(
                        date.fromisoformat(given), edition.period
                    ).isoformat()
    return json.dumps(raw)


def _points(draft: Any, before: str, after: str) -> Iterator[OpenPoint]:
    """A point for each text to confirm, wherever it stands: the long ones, and each with a year."""
    if draft.report_id:
        yield OpenPoint(
            _("The report of %(period)s is left out.") % {"period": before}, ("report",)
        )
    same_texts: dict[str, list[Prose]] = {}
    for prose in prose_of(draft):
        same_texts.setdefault(prose.plain, []).append(prose)
    for places in same_texts.values():
        first = places[0]
        # Of several years that of the edition before is the doubtful one.
        years = sorted(YEAR.finditer(first.plain), key=lambda found: found[0] not in before)
        year = years[0] if years else None
        if year or first.is_long:
            said = _("Does this hold for %(period)s? “%(text)s”") % {
                "period": after,
                "text": first.around(*(year.span() if year else (0, 0))),
            }
            if len(places) > 1:
                said += " " + _("It occurs in %(count)d places.") % {"count": len(places)}
            yield OpenPoint(said, first.path)
