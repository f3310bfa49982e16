"""What was looked up to read a query, and read of it, known to other makings until something changes.

Many answers that are made one after another stand on the same few rows: sites, restrictions, the
pages above. Nobody uses what is known while a change waits to be swept. One that is committed after
a making has begun is met by its needs, since what is looked up is a need itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..statements.needs import EQUAL, PREFIX, plain
from .images import MOST_ROWS, select_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

    from ..statements.narrowing import Rows
    from ..statements.needs import Condition, Need
    from ..statements.tables import Table

# Of rows, and of statements.
MOST_KNOWN = 500
# SQLite takes 500 parts of one statement.
MOST_AT_ONCE = 100
# Longer lists are looked up again rather than held.
MOST_HELD = 50

# A statement with its parameters.
Statement = tuple[str, tuple[Any, ...]]


@dataclass(slots=True)
class Known:
    """The rows that were found for needs, and the needs of statements."""

    rows: dict[Need, Rows] = field(default_factory=dict)
    needs: dict[Statement, list[Need]] = field(default_factory=dict)

    @property
    def is_full(self) -> bool:
        """Whether it is as much as a process may hold."""
        return max(len(self.rows), len(self.needs)) > MOST_KNOWN


_of_epoch: tuple[int, Known] = (-1, Known())


def known_in(epoch: int) -> Known:
    """What this process has looked up and read in the epoch, to be added to."""
    global _of_epoch
    if _of_epoch[0] != epoch or _of_epoch[1].is_full:
        _of_epoch = (epoch, Known())
    return _of_epoch[1]


def forget_looks() -> None:
    """Look everything up again, as after a change that no epoch tells of."""
    global _of_epoch
    _of_epoch = (-1, Known())


class Looked(Mapping[str, "str | None"]):
    """A row by its columns; of the many only those that are asked for are made plain."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: Sequence[Any]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, column: str) -> str | None:
        """The column's value; raises KeyError for one that the table lacks."""
        return plain(self._values[self._places[column]])

    def __iter__(self) -> Iterator[str]:
        """The names of the columns."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many columns there are."""
        return len(self._places)


def look_up(
    connection: BaseDatabaseWrapper, root: Table, needs: Collection[Need]
) -> dict[Need, Rows]:
    """The rows that meet each need as it can be asked for, None for too many.

    All needs are of the root's table. One statement for up to `MOST_AT_ONCE` of them.
    """
    found: dict[Need, Rows] = {need: [] for need in needs}
    asked = [need for need in found if all(map(_can_hold, need.conditions))]
    for some in portions(asked, connection.features.max_query_params):
        for need, rows in zip(some, _rows_of(connection, root, some), strict=True):
            found[need] = None if len(rows) > MOST_ROWS else list(filter(need.holds, rows))
    return found


def portions(needs: Iterable[Need], most_params: int | None) -> Iterator[list[Need]]:
    """The needs in lists for one statement each, as many as a database takes."""
    some: list[Need] = []
    params = 0
    for need in needs:
        more = sum(len(one.values) for one in need.conditions)
        if some and (len(some) == MOST_AT_ONCE or (most_params and params + more > most_params)):
            yield some
            some, params = [], 0
        some.append(need)
        params += more
    if some:
        yield some


def _rows_of(connection: BaseDatabaseWrapper, root: Table, needs: list[Need]) -> list[list[Looked]]:
    parts: list[str] = []
    params: list[str] = []
    for number, need in enumerate(needs):
        tests = [_test(connection, one) for one in need.conditions]
        condition = " AND ".join(test for test, _values in tests if test) or "1 = 1"
        part = select_of(connection, root, condition, first=f"{number} AS need")
        parts.append(f"SELECT * FROM ({part}) AS part")  # noqa: S608 -- of the site's own names
        params += (value for _test, values in tests for value in values)
    places = {name: place for place, name in enumerate(root.columns)}
    rows: list[list[Looked]] = [[] for _need in needs]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        for number, *values in cursor.fetchall():
            rows[number].append(Looked(places, values))
    return rows


def _can_hold(one: Condition) -> bool:
    return bool(one.values) or one.operator != EQUAL


def _test(connection: BaseDatabaseWrapper, one: Condition) -> tuple[str, list[str]]:
    name = connection.ops.quote_name(one.column)
    if one.operator == EQUAL:
        return f"{name} IN ({', '.join(['%s'] * len(one.values))})", list(one.values)
    if one.operator == PREFIX:
        start = connection.ops.prep_for_like_query(one.values[0])
        return f"{name} LIKE %s ESCAPE '\\'", [f"{start}%"]
    return "", []
