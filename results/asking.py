"""Queries that Django puts together once, and that are asked with other values after that."""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, connections
from django.db.models import DateField, QuerySet, UUIDField

# What stands for the first of the values until they are known: found nowhere else in a statement.
_MARK = 1_913_000_000
_MARKS: dict[Any, Callable[[int], Any]] = {
    UUID: lambda number: UUID(int=number),
    date: lambda number: date.max - timedelta(number - _MARK),
}
_FIELDS: dict[Any, Any] = {UUID: UUIDField(), date: DateField()}


def asked(
    build: Callable[..., QuerySet[Any]], *values: Sequence[int | str | date | UUID]
) -> list[Any]:
    """Return the rows of the query that `build`, a function of a module, makes of these values.

    To put a query together costs more than to ask it, so it is done once for each number of values.
    They are in groups: of keys, of paths in the tree, of days, or of UUIDs, each of one value at
    least. `build` is given others in their place, so nothing may depend on which they are; nor may
    the query contain what changes by itself, such as the time.
    """
    # Of 1, 2, 4, 8 ... values, the last one again where there are fewer.
    sizes = [1 << (len(group) - 1).bit_length() for group in values]
    shape = tuple((type(group[0]), size) for group, size in zip(values, sizes, strict=True))
    known = [
        _as_param(group[min(place, len(group) - 1)])
        for group, size in zip(values, sizes, strict=True)
        for place in range(size)
    ]
    query, compiler, sql, params = _compiled(build, shape, connection.vendor)
    filled = [param if fill is None else fill(known) for param, fill in params]
    rows, bound = query.all(), copy(compiler)
    bound.connection = connections[rows.db]
    bound.as_sql = lambda *_args, **_options: (sql, filled)
    rows.query.get_compiler = lambda *_args, **_options: bound
    return list(rows)


def _as_param(value: Any) -> Any:
    field = _FIELDS.get(type(value))
    return field.get_db_prep_value(value, connection) if field else value


@lru_cache(maxsize=200)
def _compiled(build: Any, shape: tuple[tuple[type, int], ...], _vendor: str) -> Any:
    """Return (query, compiler, SQL, parameters), each with what makes it of the values, or None."""
    groups: list[list[Any]] = []
    first = _MARK
    for kind, size in shape:
        numbers = range(first, first := first + size)
        groups.append([_MARKS.get(kind, kind)(number) for number in numbers])
    marks = [_as_param(mark) for group in groups for mark in group]
    query = build(*groups)
    compiler = query.query.get_compiler(query.db)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_name in compiler.select])
    compiler.get_converters = lambda _columns: converters
    return query, compiler, sql, [(param, _filling(param, marks)) for param in params]


def _filling(param: Any, marks: list[Any]) -> Callable[[list[Any]], Any] | None:
    """Return what gives the parameter its value, of a path also as LIKE takes it; None without any."""
    for place, mark in enumerate(marks):
        if isinstance(param, str) and isinstance(mark, str) and mark in param:
            return lambda known: param.replace(mark, known[place])
        if param == mark:
            return lambda known: known[place]
    return None
