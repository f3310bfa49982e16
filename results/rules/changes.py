"""Changes of published figures: the rule that each has its entry, and that no entry is lost.

An entry says what a figure was, of what kind the change is, and why. Entries are content of the
edition, in its list `changes`; a draft holds those that are public, then its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.fields import StreamField

from ..blocks.body import FIGURE, ChangeKind
from ..blocks.stat_value import link_wholes
from ..blocks.walking import walk
from ..issues import Issue, Stage, incomplete
from ..publishing import Refused
from ..publishing.actor import acting_user
from ..quantities import Period, Qualifier, Unit, format_as_of, format_period, format_quantity
from ..quantities.locales import active_language
from ..quantities.parsing import visible
from ..record.sources import source_in
from ..record.versions import kept_items, withdrawn_version
from . import rule

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from ..blocks.stat_value import StatValue
    from ..blocks.walking import Node


def figure_nodes(page: Any) -> list[Node]:
    """Return the page's figures in order, each with its whole; paths begin with the field's name."""
    fields = (field for field in page._meta.get_fields() if isinstance(field, StreamField))
    return link_wholes(
        node
        for field in fields
        for node in walk(field.stream_block, getattr(page, field.name), (field.name,))
    )


FIELD = "changes"
PERMISSION = "results.change_published_figures"
# The code of the finding that the screen of the admin answers.
MISSING = "change_missing"
Facts = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure of an edition: `path` leads to its block, `days` are its period's, else the page's."""

    id: str
    path: tuple[str, ...]
    value: StatValue
    days: tuple[date | None, date | None]

    @property
    def facts(self) -> Facts:
        """What may not change without an entry: value, unit, qualifier, whole and period."""
        return facts_of(self.value, self.days)

    def is_same_as(self, other: PublishedFigure) -> bool:
        """Whether nothing has changed of it; a whole that is the same figure follows by itself."""
        wholes = [each.value.whole_figure and each.value.get("part_of") for each in (self, other)]
        if wholes[0] and wholes[0] == wholes[1]:
            return self.facts[:3] + self.facts[4:] == other.facts[:3] + other.facts[4:]
        return self.facts == other.facts

    def text(self, language: str) -> str:
        """The figure in words with its whole and its period: "1,100 of 6,558, 2016"."""
        quantity, whole = self.value.quantity, self.value.whole
        said = format_quantity(quantity, language) if quantity else ""
        if whole is not None:
            said = gettext("%(figure)s of %(whole)s") % {
                "figure": said,
                "whole": format_quantity(whole, language),
            }
        start, end = self.days
        if start and end and start <= end:
            return f"{said}, {format_period(Period(start, end), language)}"
        return f"{said}, {format_as_of(end, language)}" if end else said


class FigureDifference(NamedTuple):
    """A published figure that is another one in a draft, or is gone there (`after` is None)."""

    before: PublishedFigure
    after: PublishedFigure | None

    @property
    def path(self) -> tuple[str, ...]:
        """The way to the figure in the draft; to what it stood in where it is gone."""
        return self.after.path if self.after else self.before.path[:1]


def facts_of(value: StatValue, days: tuple[date | None, date | None]) -> Facts:
    """Return what makes a figure this one; equal for equal figures, whoever built them."""
    whole = value.whole
    return (
        value.get("value"),
        Unit.of(value.get("unit")),
        Qualifier.of(value.get("qualifier")),
        whole.value if whole is not None else None,
        *days,
    )


def figures_of(page: Any) -> dict[str, PublishedFigure]:
    """Return the figures of an edition that have a value, by the ids of their blocks."""
    return {
        node.identity: PublishedFigure(
            node.identity, node.path, node.value, _days(page, node.value)
        )
        for node in figure_nodes(page)
        if node.value.quantity
    }


def differences(live: Any, draft: Any) -> list[FigureDifference]:
    """Return the figures of the page, where it is public, that the draft has otherwise or lacks."""
    if live is None or not live.live:
        return []
    after = figures_of(draft)
    return [
        FigureDifference(figure, after.get(key))
        for key, figure in figures_of(live).items()
        if key not in after or not figure.is_same_as(after[key])
    ]


def missing_changes(live: Any, draft: Any) -> list[FigureDifference]:
    """Return the differences that no entry of the draft answers, with the kind and the reason."""
    own = own_entries(live, draft)
    return [
        found
        for found in differences(live, draft)
        if not any(_answers(entry.value, found) for entry in own)
    ]


def kept_changes(live: Any, draft: Any) -> list[dict[str, Any]]:
    """Return the draft's list as it is to be saved: what is public first, then what it adds to that.

    It adds an entry for each figure that differs. What the client left out of that, and the day,
    is filled in; one that says another figure than the public one was made for another change, and
    goes.
    """
    field = draft._meta.get_field(FIELD)
    was_public = live is not None and live.first_published_at is not None
    published = field.get_prep_value(getattr(live, FIELD)) if was_public else []
    by_figure = {found.before.id: found for found in differences(live, draft)}
    added = _added(live, draft) if was_public else {}
    own = []
    for entry in own_entries(live, draft):
        found = by_figure.get(entry.value["figure"])
        if found is not None:
            _complete(entry.value, found.before)
        is_new = entry.value.kind is ChangeKind.NEW and entry.value["figure"] in added
        if is_new:
            # A figure that is new was nothing before.
            entry.value.update(value=None, label=added[entry.value["figure"]].value.own_label)
        if is_new or (found is not None and _answers(entry.value, found)):
            entry.value["date"] = timezone.localdate()
            own.append(entry.get_prep_value())
            by_figure.pop(entry.value["figure"], None)
    return [*published, *own]


def add_changes(draft: Any, described: dict[str, tuple[str, str]]) -> None:
    """Add an entry with kind and reason for each figure, by id; `kept_changes` completes it."""
    field = draft._meta.get_field(FIELD)
    new = [
        {
            "type": "change",
            "id": str(uuid4()),
            "value": {"figure": figure, "kind": kind, "reason": reason},
        }
        for figure, (kind, reason) in described.items()
    ]
    setattr(draft, FIELD, [*field.get_prep_value(getattr(draft, FIELD)), *new])


def public_page(page: Any) -> Any:
    """Return the page as the public sees it or saw it last, or else as its row has it; or None.

    Of a page that has been withdrawn it is the version that was kept then, as if it were live.
    """
    row = type(page)._base_manager.filter(pk=page.pk).first() if page.pk else None
    if row is None or row.live or not row.first_published_at:
        return row
    version = withdrawn_version(row)
    try:
        last: Any = version.page_for(row) if version else None
    except Refused:
        # What cannot be read must not keep the edition from being written for ever; its row is next.
        last = row
    if last is None:
        return row
    last.live = True
    return last


def may_change_figures(user: Any, page: Any) -> bool:
    """Whether the person may publish the page with changed figures, and decide on how it was before."""
    return bool(page.permissions_for_user(user).can_publish() and user.has_perm(PERMISSION))


def was_public(page: Any) -> bool:
    """Whether the page is public or has been."""
    return bool(page.live or page.first_published_at)


def follows_source(page: Any) -> bool:
    """Whether the figures and changes of the page are those of another page that is still there."""
    return bool(page.alias_of_id or source_of(page))


def source_of(page: Any) -> Any:
    """Return the language version whose figures the page has, as its row has it; None for itself."""
    source = source_in(type(page)._base_manager.all(), page.translation_key).first()
    return source if source is not None and source.pk != page.pk else None


def unanswered_changes(page: Any) -> list[FigureDifference]:
    """Return what publishing the page as it stands in memory needs entries for (see `missing_changes`)."""
    missing = missing_changes(public_page(page), page) if was_public(page) else []
    return [] if missing and follows_source(page) else missing


def _days(page: Any, value: StatValue) -> tuple[date | None, date | None]:
    start, end = value.get("period_start"), value.get("period_end")
    return (start, end) if start or end else (page.period_start, page.period_end)


def own_entries(live: Any, draft: Any) -> list[Any]:
    """Return the draft's entries that are not public."""
    stream: StreamValue = getattr(draft, FIELD)
    known = {entry.id for entry in getattr(live, FIELD)} if live is not None else set()
    return [entry for entry in stream if entry.id not in known]


def _added(live: Any, draft: Any) -> dict[str, PublishedFigure]:
    if not live.live:
        return {}
    before = figures_of(live)
    return {key: figure for key, figure in figures_of(draft).items() if key not in before}


def _complete(entry: Any, before: PublishedFigure) -> None:
    """Fill in what the figure was and how it was shown, unless the entry says another one."""
    if entry.kind is not ChangeKind.NEW and (entry.get("value") is None or _says(entry, before)):
        whole = before.value.whole
        entry.update({name: before.value.get(name) for name in FIGURE if name in before.value})
        entry.update(
            label=before.value.own_label,
            whole_value=whole.value if whole else None,
            period_start=before.days[0],
            period_end=before.days[1],
        )


def _says(entry: Any, before: PublishedFigure) -> bool:
    days = (entry.get("period_start"), entry.get("period_end"))
    return facts_of(entry.previous, days) == before.facts


def _answers(entry: Any, found: FigureDifference) -> bool:
    return bool(
        entry.get("figure") == found.before.id
        and entry.get("kind")
        and _fits(entry.kind, found)
        and visible(entry.get("reason") or "")
        and _says(entry, found.before)
    )


def _fits(kind: ChangeKind, found: FigureDifference) -> bool:
    """Whether readers may be told so: a figure that was public is not new, nor gone while it is there."""
    return kind is not ChangeKind.NEW and (kind is not ChangeKind.WITHDRAWN or found.after is None)


@rule(Stage.PUBLISHING)
def explained_changes(page: Any) -> Iterator[Issue]:
    """Yield an error for each figure that may not be published as it stands in memory.

    One without its entry; each that differs, where the person who acts may not change published
    figures; no right is asked for where no person acts, as in a shell. Of a translation, one that is
    neither as it was nor as in its source.
    """
    live = public_page(page) if was_public(page) else None
    found = differences(live, page)
    if not found:
        return
    if follows_source(page):
        for each in _not_in_source(page, found):
            yield incomplete(_say(NOT_IN_SOURCE, each), "change_not_in_source", each.path)
        return
    user = acting_user()
    if user is None or user.has_perm(PERMISSION):
        for each in missing_changes(live, page):
            said = _say(CHANGED if each.after else GONE, each)
            yield incomplete(said, "change_missing", each.path)
    else:
        for each in found:
            yield incomplete(_say(NOT_ALLOWED, each), "change_not_permitted", each.path)


def _not_in_source(page: Any, found: list[FigureDifference]) -> Iterator[FigureDifference]:
    """Yield those that a translation has otherwise than its source, and not on purpose."""
    source = None if page.alias_of_id else source_of(page)
    figures = figures_of(public_page(source)) if source else {}
    kept = kept_items(page)
    for each in found:
        right = figures.get(each.before.id)
        is_other = each.after and right and not each.after.is_same_as(right)
        if is_other and not kept & {each.before.id, *map(str, each.path)}:
            yield each


CHANGED = _(
    "“%(label)s” is published as %(before)s, and is %(after)s here. Its change needs an entry "
    "with its kind and the reason."
)
GONE = _(
    "“%(label)s” is published as %(before)s, and is gone here. Its change needs an entry "
    "with its kind and the reason."
)
NOT_ALLOWED = _(
    "“%(label)s” is published as %(before)s. You may save the change and submit it for "
    "approval; to publish it takes the right to change published figures."
)
NOT_IN_SOURCE = _(
    "“%(label)s” is published as %(before)s, and is %(after)s here. A translation has the figures of its "
    "source: change it there."
)


def _say(sentence: Any, found: FigureDifference) -> str:
    language = active_language()
    return str(sentence) % {
        "label": found.before.value.own_label,
        "before": found.before.text(language),
        "after": found.after.text(language) if found.after else "",
    }
