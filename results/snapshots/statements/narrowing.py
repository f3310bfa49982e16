"""Narrowing down what a SELECT could have found by the rows that its objects are joined to."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from .needs import EQUAL, Condition, Need, is_precise
from .tables import tables

if TYPE_CHECKING:
    from .shapes import Link

# The rows that meet a need, as far as they are few; None for too many.
Rows = Sequence[Mapping[str, str | None]] | None
# What more values than these are looked up for is wanted of all rows.
MOST_LINKED = 60
# Half of all rows have the same.
_UNTELLING = frozenset({"locale_id", "target_locale_id", "content_type_id"})


class Part:
    """One object of a statement, with the conditions that are known of it so far."""

    __slots__ = ("_followed", "_vain", "behind", "conditions", "is_precise", "links", "table")

    def __init__(self, table: str, links: Iterable[Link], conditions: list[Condition]) -> None:
        self.table = tables()[table]
        self.links = [link for link in links if link.column not in _UNTELLING]
        self.conditions = conditions
        self.is_precise = is_precise(conditions, self.table)
        # The numbers of the objects whose rows it was narrowed down by.
        self.behind: set[int] = set()
        # The link that it was narrowed down by last, and those that do not help, each with the
        # number of conditions that the other object had.
        self._followed: tuple[Link, int] | None = None
        self._vain: set[tuple[Link, int]] = set()

    @property
    def need(self) -> Need:
        """The rows that meet the conditions."""
        return Need(self.table.root, tuple(self.conditions))

    def narrowed(
        self, number: int, parts: Sequence[Part]
    ) -> Generator[Need, Rows, Condition | None]:
        """Ask for rows that it is joined to; the condition that follows from them, None if none.

        `number` is its own among the parts.
        """
        for link in self.links:
            other = parts[link.other]
            if number in other.behind or not (other.table.is_small or other.is_precise):
                continue
            way = (link, len(other.conditions))
            if way == self._followed:
                return None
            if way in self._vain:
                continue
            values = _values(link.other_column, (yield other.need))
            if values is None:
                self._vain.add(way)
                continue
            self._followed = way
            condition = Condition(link.column, EQUAL, values)
            self.conditions.append(condition)
            self.is_precise = is_precise(self.conditions, self.table)
            news = {link.other, *other.behind}
            for part in parts:
                if part is self or number in part.behind:
                    part.behind |= news
            return condition
        return None


def follow_links(parts: Sequence[Part]) -> Generator[Need, Rows]:
    """Narrow down what is wanted of all rows by what the rows say that it is joined to.

    None narrows down what it was narrowed down by itself: a new row of each would be missed.
    """
    for _round in parts:
        is_settled = True
        for number, part in enumerate(parts):
            if part.links and not part.is_precise:
                condition = yield from part.narrowed(number, parts)
                is_settled = is_settled and condition is None
        if is_settled:
            return


def _values(column: str, rows: Rows) -> tuple[str, ...] | None:
    """The values of the column in the rows, each once; None for too many."""
    if rows is None:
        return None
    values = {value: None for row in rows if (value := row.get(column)) is not None}
    return tuple(values) if len(values) <= MOST_LINKED else None
