"""Rules of what a question depends on: never on less than it says, and on no more than is clear."""

from typing import Any

import pytest

from results.snapshots.statements.needs import plain
from results.snapshots.statements.shapes import NotUnderstood

from .reading import needs

PAGE = 'SELECT * FROM "wagtailcore_page"'
RESTRICTION = '"wagtailcore_pageviewrestriction"'


@pytest.mark.parametrize(
    ("condition", "params", "expected"),
    [
        ("id = %s", [5], "page id=5"),
        ("id IN (%s, %s)", [5, 6], "page id=5|6"),
        ("id = ANY(%s)", [[5, 6]], "page id=5|6"),
        ("live AND slug = %s", ["a"], "page live=1 slug=a"),
        ("NOT live AND slug = 'a'", [], "page live=0 slug=a"),
        (r"path LIKE %s ESCAPE '\'", ["0001%"], "page path^0001"),
        ("path BETWEEN %s AND %s", ["00010001", "0001ZZZZ"], "page path^0001"),
        ("alias_of_id IS NULL", [], "page alias_of_id0"),
        ("alias_of_id IS NOT NULL", [], "page alias_of_id1"),
    ],
)
def test_what_every_row_must_be_is_needed(condition: str, params: Any, expected: str) -> None:
    assert needs(f"{PAGE} WHERE {condition}", params) == [expected]


@pytest.mark.parametrize(
    ("condition", "params"),
    [
        ("(slug = %s OR live)", ["a"]),
        ("NOT (slug = %s)", ["a"]),
        ("NOT (slug = %s AND live)", ["a"]),
        ("slug <> %s", ["a"]),
        ("slug > %s", ["a"]),
        ("slug NOT IN (%s, %s)", ["a", "b"]),
        ("UPPER(slug) = %s", ["A"]),
        ("slug COLLATE NOCASE = %s", ["a"]),
        ("slug = LOWER(%s)", ["A"]),
        ("slug = %s || 'b'", ["a"]),
        ("CAST(slug AS VARCHAR(1)) = %s", ["a"]),
        ("CAST(live AS TEXT) = %s", ["true"]),
        ("COALESCE(slug, %s) = %s", ["a", "a"]),
        ("CASE WHEN live THEN slug ELSE title END = %s", ["a"]),
        ("(slug, title) IN ((%s, %s))", ["a", "b"]),
        ("depth BETWEEN %s AND %s", [1, 12]),
        ("slug BETWEEN %s AND %s", ["aa", "ab"]),
        ("depth = '02'", []),
        ("depth + 1 = %s", [2]),
        (r"slug LIKE %s ESCAPE '\'", ["a\\%"]),
        (r"slug LIKE %s ESCAPE '\'", ["a_b%"]),
        (r"slug LIKE %s ESCAPE '\'", ["%a%"]),
        ("slug LIKE %s ESCAPE '!'", ["a!%b%"]),
        ("slug GLOB %s", ["a*"]),
        ("slug IN (SELECT %s UNION SELECT title FROM wagtailcore_page)", ["a"]),
    ],
)
def test_what_is_not_said_of_every_row_is_not_taken_for_it(condition: str, params: Any) -> None:
    assert needs(f"{PAGE} WHERE {condition}", params)[0] == "page"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT slug FROM wagtailcore_page GROUP BY slug HAVING slug = 'a'",
        "SELECT COUNT(*) FILTER (WHERE slug = 'a') FROM wagtailcore_page",
        "SELECT slug = 'a' FROM wagtailcore_page",
        "SELECT ROW_NUMBER() OVER (PARTITION BY slug ORDER BY id) FROM wagtailcore_page",
        "SELECT DISTINCT ON (slug) * FROM wagtailcore_page ORDER BY slug = 'a'",
    ],
)
def test_what_chooses_among_the_answers_chooses_no_rows(sql: str) -> None:
    assert needs(sql, vendor="postgresql") == ["page"]


def test_a_number_that_stands_for_true_is_any_but_0() -> None:
    assert needs(f"{PAGE} WHERE depth AND live") == ["page depth1 live=1"]


def test_each_part_of_a_union_is_needed() -> None:
    sql = f"{PAGE} WHERE id = 1 UNION {PAGE} WHERE slug = 'a'"
    assert sorted(needs(sql)) == ["page id=1", "page slug=a"]


def test_a_row_that_need_not_be_there_says_nothing_of_the_one_that_is() -> None:
    sql = (
        f"{PAGE} LEFT OUTER JOIN {RESTRICTION} r ON wagtailcore_page.id = r.page_id "
        "WHERE r.id IS NULL"
    )
    found = needs(sql, rows={"wagtailcore_pageviewrestriction": [{"id": "1", "page_id": "7"}]})
    assert found[0] == "page"


def test_a_row_that_need_not_be_there_is_needed_as_the_other_one_says() -> None:
    sql = (
        f"{PAGE} LEFT OUTER JOIN {RESTRICTION} r ON wagtailcore_page.id = r.page_id "
        "WHERE wagtailcore_page.id = 7"
    )
    assert needs(sql) == ["page id=7", "pageviewrestriction page_id=7"]


def test_two_rows_that_a_third_one_is_joined_to_are_not_the_same() -> None:
    sql = (
        "SELECT * FROM wagtailcore_page a INNER JOIN wagtailcore_page d ON d.live "
        "LEFT JOIN wagtailcore_page b ON (b.slug = a.slug AND b.slug = d.slug) "
        "WHERE d.slug = 'x'"
    )
    assert needs(sql)[0] == "page"


@pytest.mark.parametrize("side", ["RIGHT", "FULL"])
def test_where_either_may_be_missing_neither_says_anything_of_the_other(side: str) -> None:
    sql = (
        f"{PAGE} {side} JOIN {RESTRICTION} r ON wagtailcore_page.id = r.page_id "
        "WHERE wagtailcore_page.alias_of_id IS NULL"
    )
    rows = {"wagtailcore_pageviewrestriction": [{"id": "1", "page_id": "7"}]}
    assert needs(sql, rows=rows, vendor="postgresql") == ["page", "pageviewrestriction"]


def test_two_tables_do_not_narrow_each_other_down() -> None:
    sql = (
        f"SELECT * FROM {RESTRICTION} r INNER JOIN wagtailcore_page p ON r.page_id = p.id "  # noqa: S608 -- nothing from outside
        "WHERE p.live"
    )
    rows = {
        "wagtailcore_pageviewrestriction": [{"id": "1", "page_id": "7"}],
        "wagtailcore_page": [{"id": "7"}],
    }
    assert needs(sql, rows=rows) == ["pageviewrestriction", "page id=7 live=1"]


def test_a_row_of_a_list_is_needed_only_for_those_that_are_looked_for_in_it() -> None:
    inner = "SELECT u.id FROM wagtailcore_page u WHERE u.live"
    assert needs(f"{PAGE} WHERE id = 5 AND NOT (wagtailcore_page.id IN ({inner}))") == [
        "page id=5",
        "page id=5 live=1",
    ]


@pytest.mark.parametrize(
    "inner",
    [
        "SELECT u.id FROM wagtailcore_page u LIMIT 3",
        "SELECT MAX(u.id) FROM wagtailcore_page u",
        "SELECT u.id FROM wagtailcore_page u GROUP BY u.id HAVING COUNT(*) > 1",
        "SELECT u.alias_of_id FROM wagtailcore_page u",
    ],
)
def test_a_list_whose_rows_depend_on_others_is_needed_whole(inner: str) -> None:
    found = needs(f"{PAGE} WHERE id = 5 AND NOT (wagtailcore_page.id IN ({inner}))")
    assert found == ["page id=5", "page"]


def test_an_alias_is_that_of_the_innermost_question() -> None:
    sql = (
        "SELECT * FROM wagtailcore_page u WHERE u.id = 5 AND EXISTS("
        "SELECT 1 FROM wagtailcore_page u WHERE u.slug = 'a')"
    )
    assert needs(sql) == ["page id=5", "page slug=a"]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM a_view_of_somebody",
        "SELECT 1; SELECT * FROM wagtailcore_page",
        "SELECT * FROM wagtailcore_page WHERE (",
        "FETCH 10 FROM a_cursor",
    ],
)
def test_what_cannot_be_read_may_depend_on_anything(sql: str) -> None:
    with pytest.raises(NotUnderstood):
        needs(sql, vendor="postgresql")


def test_a_database_that_compares_in_another_way_is_not_read() -> None:
    with pytest.raises(NotUnderstood):
        needs(PAGE, vendor="mysql")


def test_a_uuid_is_the_same_however_it_is_written() -> None:
    assert plain("0B5DA2C4-0000-4000-8000-0000000000AA") == "0b5da2c4000040008000" + 10 * "0" + "aa"
