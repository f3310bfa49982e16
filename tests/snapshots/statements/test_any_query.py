"""The rule that all others stand on: what changes an answer is seen to concern it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import EmptyResultSet
from django.db import IntegrityError, connection, transaction

from wagtail.models import Locale, Page

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from results.snapshots.statements.needs import any_row, keys_of, meets, numbers_of_row
from results.snapshots.statements.shapes import NotUnderstood
from results.snapshots.statements.tables import tables
from results.snapshots.statements.writes import is_write, write_of
from results.snapshots.watching.images import after, before
from results.snapshots.watching.looks import look_up

from . import small
from .reading import needs_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from results.snapshots.statements.narrowing import Rows
    from results.snapshots.statements.needs import Need

Key = tuple[int, str]


def _look(need: Need) -> Rows:
    return look_up(connection, tables()[need.table], [need])[need]


def _keys(sql: str, params: Any) -> set[Key]:
    """What a snapshot that asked this is stored with."""
    found: set[Key] = set()
    needs = needs_of(sql, params, connection.vendor, _look)
    for need in needs:
        table = tables()[need.table]
        found |= {(key.number, key.rest) for key in keys_of(need, table)}
        found.add((any_row(need.table), ""))
    return found


def _touched(change: Callable[[], Any], keys: set[Key]) -> bool:
    """Whether one of the statements of the change concerns whoever is stored with the keys."""
    found: list[bool] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        write = write_of(sql, params) if is_write(sql) else None
        table = tables().get(write.table) if write else None
        if write is None or table is None:
            return execute(sql, params, many, context)
        old = before(connection, table, write)
        answer = execute(sql, params, many, context)
        new = after(connection, table, write, old)
        if old is None or new is None:
            found.append((any_row(table.root), "") in keys)
            return answer
        for row in (*old, *new):
            numbers = numbers_of_row(tables()[table.root], row)
            found.append(any(n in numbers and meets(rest, row) for n, rest in keys))
        return answer

    with connection.execute_wrapper(watch):
        change()
    return any(found)


def _answer(sql: str, params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return sorted(map(repr, cursor.fetchall()))


@pytest.mark.django_db
def test_no_change_of_an_answer_is_missed() -> None:
    Locale.objects.get_or_create(language_code="sv")
    Locale.objects.get_or_create(language_code="en")

    @settings(
        deadline=None,
        max_examples=max(200, settings.default.max_examples if settings.default else 0),
        suppress_health_check=list(HealthCheck),
    )
    @given(
        rows=st.lists(small.page_rows, min_size=2, max_size=6),
        aliases=st.lists(st.tuples(small.ids, small.ids), max_size=3),
        restricted=st.lists(st.tuples(small.ids, small.types), max_size=2),
        condition=small.conditions,
        form=st.sampled_from(sorted(small.FORMS)),
        change=small.changes,
    )
    def try_one(
        rows: Any, aliases: Any, restricted: Any, condition: Any, form: str, change: Any
    ) -> None:
        try:
            with transaction.atomic():
                _prepare(rows, aliases, restricted)
                query: QuerySet[Any] = small.FORMS[form](Page.objects.filter(condition))
                sql, params = query.query.sql_with_params()
                earlier = _answer(sql, params)
                keys = _keys(sql, params)
                is_touched = _touched(change, keys)
                later = _answer(sql, params)
                transaction.set_rollback(True)
        except (IntegrityError, EmptyResultSet, NotUnderstood):
            assume(False)
        assert is_touched or later == earlier, f"{sql} {params} {earlier} {later}"

    try_one()


def _prepare(rows: Any, aliases: Any, restricted: Any) -> None:
    small.pages([dict(row) for row in rows])
    count = len(rows)
    for one, other in aliases:
        if one <= count and other <= count:
            Page.objects.filter(pk=one).update(alias_of=other)
    for pk, kind in restricted:
        if pk <= count:
            small.restrict(pk, kind)
