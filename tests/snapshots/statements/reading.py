"""Reading statements without a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from results.snapshots.statements.selects import reading_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from results.snapshots.statements.narrowing import Rows
    from results.snapshots.statements.needs import Need

Row = dict[str, str | None]


def needs_of(sql: str, params: Any, vendor: str, look: Callable[[Need], Rows]) -> list[Need]:
    """What the statement needs, where `look` finds the rows that it stands on."""
    reading, rows = reading_of(sql, params, vendor), None
    while True:
        try:
            rows = look(reading.send(rows))
        except StopIteration as end:
            needs: list[Need] = end.value
            return needs


def needs(sql: str, params: Any = (), *, rows: Any = None, vendor: str = "sqlite") -> list[str]:
    """What the statement needs, as words; `rows` are what is found of each table."""

    def look(need: Need) -> list[Row] | None:
        return None if rows is None else rows.get(need.table, [])

    return [_words(need) for need in needs_of(sql, params, vendor, look)]


def _words(need: Need) -> str:
    tests = (f"{one.column}{one.operator}{'|'.join(one.values)}" for one in need.conditions)
    return " ".join([need.table.removeprefix("wagtailcore_"), *sorted(tests)])
