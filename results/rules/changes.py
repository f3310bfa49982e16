"""Changes of published figures: the rule that each has its entry, and that no entry is lost.

An entry says what a figure was, of what kind the change is, and why. Entries are content of the
edition, in its list `changes`; a draft holds those that are public, then its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..blocks.body import FIGURE, ChangeKind
from ..content import EditionContent
from ..issues import Issue, Stage, incomplete
from ..publishing import Refused
from ..publishing.people import acting_user
from ..quantities.formatting import active_language
from ..quantities.parsing import visible
from ..record.models import source_in
from ..record.versions import kept_items, withdrawn_version
from . import rule

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

    from ..blocks.stat_value import StatValue


FIELD = "changes"
PERMISSION = "results.change_published_figures"
# The code of the issue that the screen of the admin answers.
MISSING = "change_missing"


class FigureDifference(NamedTuple):
    """A published figure that is another one in a draft, or is gone there (`after` is None)."""

    before: StatValue
    after: StatValue | None

    @property
    def path(self) -> tuple[str, ...]:
        """Path to the figure in the draft; to its stream where it is deleted."""
        return self.after.path if self.after else self.before.path[:1]


def differences(draft: EditionContent) -> list[FigureDifference]:
    """Return the figures of the page, where it is public, that the draft has otherwise or lacks."""
    live = draft.public
    if live is None or not live.page.live:
        return []
    after = draft.figures
    return [
        FigureDifference(figure, after.get(key))
        for key, figure in live.figures.items()
        if key not in after or not figure.is_same_as(after[key])
    ]


def missing_changes(draft: EditionContent) -> list[FigureDifference]:
    """Return the differences that no entry of the draft answers, with the kind and the reason."""
    own = own_entries(draft)
    return [
        found
        for found in differences(draft)
        if not any(_answers(entry.value, found) for entry in own)
    ]


def kept_changes(draft: EditionContent) -> list[dict[str, Any]]:
    """Return the draft's list as it is to be saved: what is public first, then what it adds to that.

    It adds an entry for each figure that differs. What the client left out of that, and the day,
    is filled in; one that says another figure than the public one was made for another change, and
    goes.
    """
    field, live = draft.page._meta.get_field(FIELD), draft.public
    published, added = [], {}
    if live is not None and live.page.first_published_at is not None:
        published, added = field.get_prep_value(getattr(live.page, FIELD)), _added(live, draft)
    by_figure = {found.before.block_id: found for found in differences(draft)}
    own = []
    for entry in own_entries(draft):
        found = by_figure.get(entry.value["figure"])
        if found is not None:
            _complete(entry.value, found.before)
        is_new = entry.value.kind is ChangeKind.NEW and entry.value["figure"] in added
        if is_new:
            # A figure that is new was nothing before.
            entry.value.update(value=None, label=added[entry.value["figure"]].own_label)
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


def public_page(row: Any) -> Any:
    """Return the page of a row as the public sees it or saw it last, or else the row itself.

    Of a page that has been withdrawn it is the version that was kept then, as if it were live.
    """
    if row.live or not row.first_published_at:
        return row
    version = withdrawn_version(row)
    try:
        last: Any = version.page_for(row) if version else None
    except Refused:
        # What cannot be read must not keep the edition from being written for ever; its row is next.
        last = copy(row)
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


def source_of(page: Any) -> Any:
    """Return the language version whose figures the page has, as its row has it; None for itself."""
    source = source_in(type(page)._base_manager.all(), page.translation_key).first()
    return source if source is not None and source.pk != page.pk else None


def unanswered_changes(page: Any) -> list[FigureDifference]:
    """Return what publishing the page as it stands in memory needs entries for (see `missing_changes`)."""
    content = EditionContent(page)
    missing = missing_changes(content) if was_public(page) else []
    return [] if missing and content.follows_source else missing


def own_entries(draft: EditionContent) -> list[Any]:
    """Return the draft's entries that are not public."""
    stream: StreamValue = getattr(draft.page, FIELD)
    live = draft.public
    known = {entry.id for entry in getattr(live.page, FIELD)} if live is not None else set()
    return [entry for entry in stream if entry.id not in known]


def _added(live: EditionContent, draft: EditionContent) -> dict[str, StatValue]:
    if not live.page.live:
        return {}
    return {key: figure for key, figure in draft.figures.items() if key not in live.figures}


def _complete(entry: Any, before: StatValue) -> None:
    """Fill in what the figure was and how it was shown, unless the entry says another one."""
    if entry.kind is not ChangeKind.NEW and (entry.get("value") is None or _says(entry, before)):
        whole = before.whole
        entry.update({name: before.get(name) for name in FIGURE if name in before})
        entry.update(
            label=before.own_label,
            whole_value=whole.value if whole else None,
            period_start=before.days[0],
            period_end=before.days[1],
        )


def _says(entry: Any, before: StatValue) -> bool:
    return bool(entry.previous.facts == before.facts)


def _answers(entry: Any, found: FigureDifference) -> bool:
    return bool(
        entry.get("figure") == found.before.block_id
        and entry.get("kind")
        and _fits(entry.kind, found)
        and visible(entry.get("reason") or "")
        and _says(entry, found.before)
    )


def _fits(kind: ChangeKind, found: FigureDifference) -> bool:
    """Whether the kind fits: a published figure is not new, and an existing one not withdrawn."""
    return kind is not ChangeKind.NEW and (kind is not ChangeKind.WITHDRAWN or found.after is None)


@rule(Stage.PUBLISHING)
def explained_changes(content: EditionContent) -> Iterator[Issue]:
    """Yield an error for each figure that may not be published as it stands in memory.

    One without its entry; each that differs, where the person who acts may not change published
    figures; no right is asked for where no person acts, as in a shell. Of a translation, one that is
    neither as it was nor as in its source.
    """
    found = differences(content) if was_public(content.page) else []
    if not found:
        return
    if content.follows_source:
        for each in _not_in_source(content, found):
            yield incomplete(_say(NOT_IN_SOURCE, each), "change_not_in_source", each.path)
        return
    user = acting_user()
    if user is None or user.has_perm(PERMISSION):
        for each in missing_changes(content):
            said = _say(CHANGED if each.after else GONE, each)
            yield incomplete(said, "change_missing", each.path)
    else:
        for each in found:
            yield incomplete(_say(NOT_ALLOWED, each), "change_not_permitted", each.path)


def _not_in_source(
    content: EditionContent, found: list[FigureDifference]
) -> Iterator[FigureDifference]:
    """Yield those that a translation has otherwise than its source, and not on purpose."""
    source = None if content.page.alias_of_id else content.source
    figures = EditionContent(public_page(source)).figures if source else {}
    kept = kept_items(content.page)
    for each in found:
        right = figures.get(each.before.block_id)
        is_other = each.after and right and not each.after.is_same_as(right)
        if is_other and not kept & {each.before.block_id, *map(str, each.path)}:
            yield each


CHANGED = _(
    "“%(label)s” is published as %(before)s, and is %(after)s here. Its change needs an entry "
    "with its kind and the reason."
)
GONE = _(
    "“%(label)s” is published as %(before)s, and is missing here. Its change needs an entry with "
    "its kind and the reason."
)
NOT_ALLOWED = _(
    "“%(label)s” is published as %(before)s. You may save the change and submit it for approval; "
    "publishing it requires the right to change published figures."
)
NOT_IN_SOURCE = _(
    "“%(label)s” is published as %(before)s, and is %(after)s here. A translation has the figures of its "
    "source: change it there."
)


def _say(sentence: Any, found: FigureDifference) -> str:
    language = active_language()
    return str(sentence) % {
        "label": found.before.own_label,
        "before": found.before.in_words(language),
        "after": found.after.in_words(language) if found.after else "",
    }
