"""What refuses an edition whose published figures have changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from ..findings import Finding
from ..publishing.actor import acting_user
from ..quantities.locales import active_language
from ..record.language_version import kept_items
from .changes import (
    PERMISSION,
    differences,
    figures_of,
    follows_source,
    missing_changes,
    public_page,
    source_of,
    was_public,
)

if TYPE_CHECKING:
    from .changes import FigureDifference


def change_findings(page: Any) -> Iterator[Finding]:
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
            yield Finding(_say(NOT_IN_SOURCE, each), "change_not_in_source", each.path)
        return
    user = acting_user()
    if user is None or user.has_perm(PERMISSION):
        for each in missing_changes(live, page):
            said = _say(CHANGED if each.after else GONE, each)
            yield Finding(said, "change_missing", each.path)
    else:
        for each in found:
            yield Finding(_say(NOT_ALLOWED, each), "change_not_permitted", each.path)


def _not_in_source(page: Any, found: list[FigureDifference]) -> Iterator[FigureDifference]:
    """Yield those that a translation has otherwise than its source, and not on purpose.

    An alias has none.
    """
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
