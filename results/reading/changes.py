"""The changes of published figures as a reader gets them, and the names that figures had."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.text import capfirst

from ..blocks.body import ChangeKind
from ..blocks.displays import ShownChange
from ..blocks.walking import is_block_id
from ..record.queries import labels_published

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ..blocks.body import FigureChangeValue
    from ..blocks.displays import FigureChangeDisplay
    from ..blocks.resolving import Resolver, Texts
    from .figures import Figure


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of an edition's list of changes."""

    id: str
    value: FigureChangeValue

    @property
    def figure(self) -> str:
        """The id of the figure's block."""
        found: str = self.value["figure"]
        return found

    @property
    def date(self) -> date | None:
        """The day of the change."""
        day: date | None = self.value.get("date")
        return day

    def display(self, resolver: Resolver) -> ShownChange:
        """Return the change in words, and what it is about."""
        shown: FigureChangeDisplay = self.value.block.get_display(self.value, resolver)
        return ShownChange(
            id=self.id,
            kind=str(self.value.kind),
            date=self.date.isoformat() if self.date else "",
            reason=self.value.get("reason") or "",
            **shown,
        )

    def sentence(self, resolver: Resolver) -> str:
        """Return all of it as plain text: what was counted, the change, the reason."""
        shown = self.display(resolver)
        said = (capfirst(resolver.texts(self.value).plain("label")), shown["text"], shown["reason"])
        return " ".join(f"{each.strip().rstrip('.')}." for each in said if each)


class LatestChanges(NamedTuple):
    """The corrections or other changes of the last day that has any: (id, texts) for each figure."""

    date: date
    are_corrections: bool
    named: tuple[tuple[str, Texts], ...]


def latest_changes(changes: list[Change], resolver: Resolver) -> list[LatestChanges]:
    """Return the latest corrections, then the latest other changes, of those that have a day."""
    latest = []
    for are_corrections in (True, False):
        found = [
            (each.date, each)
            for each in changes
            if each.date and (each.value.kind is ChangeKind.CORRECTION) is are_corrections
        ]
        if found:
            newest = max(day for day, _change in found)
            named = {
                each.figure: (each.id, resolver.texts(each.value))
                for day, each in found
                if day == newest
            }
            latest.append(LatestChanges(newest, are_corrections, tuple(named.values())))
    return latest


def changes_in(page: Any) -> Iterator[Change]:
    """Yield the entries of a page, oldest first; none for a page of another type."""
    for entry in getattr(page, "changes", None) or ():
        yield Change(entry.id, entry.value)


def former_labels(page: Any, figures: Iterable[Figure]) -> dict[int, tuple[str, str]]:
    """Return (label, language code) of nameless figures as published last, by identity."""
    nameless = [each for each in figures if not each.value.own_label and is_block_id(each.id)]
    key = getattr(page, "translation_key", None)
    published = labels_published(key, [each.id for each in nameless]) if nameless and key else {}
    return {id(each.value): published[each.id] for each in nameless if each.id in published}
