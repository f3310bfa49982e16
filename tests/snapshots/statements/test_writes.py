"""Rules of what a statement that writes concerns: never less than it says."""

from typing import Any

import pytest

from results.snapshots.statements.writes import Write, is_write, write_of


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE t SET a = 1",
        "  update t set a = 1",
        "/* why */ UPDATE t SET a = 1",
        "-- why\nDELETE FROM t",
        "WITH x AS (SELECT 1) UPDATE t SET a = 1",
        "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
        "SELECT 1; UPDATE t SET a = 1",
        "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE",
        "TRUNCATE t, u",
        "COPY t FROM STDIN",
    ],
)
def test_a_statement_that_writes_is_noticed(sql: str) -> None:
    assert is_write(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM t FOR UPDATE",
        "(SELECT * FROM t) UNION (SELECT * FROM u)",
        "WITH x AS (SELECT 1) SELECT * FROM x FOR NO KEY UPDATE",
        "SAVEPOINT s1",
        "BEGIN",
        "PRAGMA foreign_keys",
    ],
)
def test_one_that_does_not_is_not(sql: str) -> None:
    assert not is_write(sql)


@pytest.mark.parametrize(
    ("sql", "params", "columns", "where", "rest"),
    [
        ('UPDATE "t" SET "a" = %s WHERE "t"."id" = %s', [1, 5], {"a"}, '"t"."id" = %s', (5,)),
        ("UPDATE t SET a = 1 WHERE id = 5;", None, {"a"}, "id = 5", ()),
        ("UPDATE t SET a = 1 WHERE s LIKE 'x%'", None, {"a"}, "s LIKE 'x%%'", ()),
        (
            "UPDATE t SET a=%s||SUBSTR(a, %s), b = 1 WHERE a = %s",
            [1, 2, 3],
            {"a", "b"},
            "a = %s",
            (3,),
        ),
        (
            "UPDATE t SET a = CASE WHEN (t.id = %s) THEN %s ELSE NULL END WHERE t.id IN (%s, %s)",
            [1, "x", 1, 2],
            {"a"},
            "t.id IN (%s, %s)",
            (1, 2),
        ),
        ("DELETE FROM t WHERE id = %s RETURNING id", [5], set(), "id = %s", (5,)),
        (
            "DELETE FROM t WHERE id IN (SELECT id FROM u ORDER BY id LIMIT 1)",
            [],
            set(),
            "id IN (SELECT id FROM u ORDER BY id LIMIT 1)",
            (),
        ),
    ],
)
def test_the_rows_that_are_changed_are_those_of_the_condition(
    sql: str, params: Any, columns: set[str], where: str, rest: tuple[Any, ...]
) -> None:
    assert write_of(sql, params) == Write("t", False, frozenset(columns), where, rest)


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("UPDATE t SET a = 1", None),
        ("UPDATE t AS x SET a = 1 WHERE x.id = 5", None),
        ("UPDATE public.t SET a = 1 WHERE public.t.id = 5", None),
        ("UPDATE t SET a = u.a FROM u WHERE u.id = t.id", None),
        ("UPDATE t SET a = %(a)s WHERE id = %(id)s", {"a": 1, "id": 5}),
        ("UPDATE t SET a = 1 WHERE b = 2 ORDER BY id LIMIT 1", None),
        ("UPDATE t SET a = 1 WHERE b = 2 -- but not all", None),
        ("UPDATE t SET a = 1 WHERE CURRENT OF c", None),
        ("DELETE FROM t", None),
        ("DELETE FROM t USING u WHERE u.id = t.id", None),
        ("DELETE FROM t AS x WHERE x.id = 5", None),
    ],
)
def test_where_the_condition_does_not_stand_by_itself_it_may_be_any_row(
    sql: str, params: Any
) -> None:
    write = write_of(sql, params)
    assert write is not None
    assert (write.table, write.where, write.params) == ("t", None, ())


@pytest.mark.parametrize(
    "sql",
    [
        "WITH x AS (SELECT 1) UPDATE t SET a = 1 WHERE id = 5",
        "TRUNCATE t, u CASCADE",
        "UPDATE t SET a = 1; DELETE FROM u",
        "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE",
    ],
)
def test_what_may_concern_any_table_does(sql: str) -> None:
    assert write_of(sql, None) is None


def test_the_rows_that_are_new_are_known() -> None:
    write = write_of('INSERT INTO "t" ("a", "b") VALUES (%s, %s), (%s, %s)', [1, "x", 2, None])
    assert write is not None
    assert write.rows == ({"a": "1", "b": "x"}, {"a": "2", "b": None})


def test_the_rows_that_postgresql_gets_as_columns_are_known() -> None:
    sql = "INSERT INTO t (a, b) SELECT * FROM UNNEST((%s)::integer[], (%s)::varchar[])"
    write = write_of(sql, [[1, 2], ["x", "y"]])
    assert write is not None
    assert write.rows == ({"a": "1", "b": "x"}, {"a": "2", "b": "y"})


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        ("INSERT INTO t (a, b) VALUES (%s, LOWER(%s))", [1, "X"]),
        ("INSERT INTO t (a, b) VALUES (%s, (SELECT a FROM u WHERE b = %s))", [1, "X"]),
        ("INSERT INTO t (a, b) VALUES (%s + %s, 3)", [1, 2]),
        ("INSERT INTO t (a, b) SELECT a, b FROM u WHERE a = %s AND b = %s", [1, 2]),
        ("INSERT INTO t VALUES (%s, %s)", [1, 2]),
        ("INSERT INTO t DEFAULT VALUES", None),
        ("INSERT OR REPLACE INTO t (a) VALUES (%s)", [1]),
        ("REPLACE INTO t (a) VALUES (%s)", [1]),
        ("INSERT INTO t (a) VALUES (%s) ON CONFLICT (a) DO UPDATE SET b = 1", [1]),
        ("INSERT INTO t (a) VALUES (%(a)s)", {"a": 1}),
    ],
)
def test_rows_that_are_not_given_as_they_are_may_be_any(sql: str, params: Any) -> None:
    write = write_of(sql, params)
    assert write is not None
    assert (write.table, write.rows) == ("t", None)
