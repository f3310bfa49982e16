"""Rules of what is looked up to know what an answer depends on."""

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page, PageViewRestriction

import pytest

from results.models import ResultsPage
from results.snapshots.making import make
from results.snapshots.models import Gate, Snapshot, Sweep
from results.snapshots.models import Need as StoredNeed
from results.snapshots.serving.addresses import Address
from results.snapshots.statements.needs import EQUAL, PREFIX, Condition, Need
from results.snapshots.statements.selects import reading_of
from results.snapshots.statements.tables import tables
from results.snapshots.watching import recording
from results.snapshots.watching.images import MOST_ROWS
from results.snapshots.watching.looks import (
    MOST_KNOWN,
    Known,
    Looked,
    Statement,
    known_in,
    look_up,
    portions,
)
from tests.factories import ResultsPageFactory, home_page

if TYPE_CHECKING:
    from results.snapshots.statements.narrowing import Rows

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(db: None) -> ResultsPage:
    """A published edition."""
    home_page("sv")
    edition: ResultsPage = ResultsPageFactory.create()
    return edition


def looks(page: ResultsPage) -> int:
    """How many statements look up what the queries of the page's answer stand on."""
    with CaptureQueriesContext(connection) as queries:
        assert make(Address("http", "testserver", page.url)).stored
    # Nothing but a look has it.
    return sum("LIMIT 301" in query["sql"] for query in queries)


def test_what_was_looked_up_once_is_known_until_something_changes(page: ResultsPage) -> None:
    assert looks(page) > 0
    assert looks(page) == 0

    page.title = "Another title"
    page.save_revision().publish()

    assert looks(page) > 0


def test_nothing_is_known_while_a_change_waits_to_be_swept(page: ResultsPage) -> None:
    looks(page)
    assert looks(page) == 0

    Sweep.objects.create(bumps=False)

    assert looks(page) > 0


def test_what_is_known_of_a_row_does_not_outlive_it(client: Client, page: ResultsPage) -> None:
    client.get(page.url)
    Snapshot.objects.all().delete()
    client.get(page.url)

    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )

    answer = client.get(page.url)
    assert "X-Results-Snapshot" not in answer.headers
    assert 'type="password"' in answer.text


def test_no_more_is_known_than_a_process_can_hold() -> None:
    epoch = Gate.objects.values_list("epoch", flat=True).first() or 0
    numbers = range(MOST_KNOWN + 1)
    rows: dict[Need, Rows] = {Need(str(number), ()): [] for number in numbers}
    needs: dict[Statement, list[Need]] = {(str(number), ()): [] for number in numbers}

    for full in (Known(rows=rows), Known(needs=needs)):
        known = known_in(epoch)
        known.rows, known.needs = full.rows, full.needs

        assert known_in(epoch) == Known()


def test_a_statement_is_read_once_until_something_changes(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(sql: str, *others: Any) -> Any:
        read.append(sql)
        return (yield from reading_of(sql, *others))

    monkeypatch.setattr(recording, "reading_of", reading)
    address = Address("http", "testserver", page.url)
    needs = []
    for _turn in range(2):
        read.clear()
        assert make(address).stored
        needs.append(set(StoredNeed.objects.values_list("key", "rest")))

    # A statement that asks by the clock is another one each time.
    assert not [sql for sql in read if "expire_at" not in sql]
    assert needs[0] == needs[1] != set()


def test_a_statement_with_a_parameter_that_has_no_hash_is_read_each_time() -> None:
    known = Known()
    for _turn in range(2):
        noted = recording.Recording(known)
        noted.take("SELECT title FROM wagtailcore_page WHERE title = %s", [{}], "sqlite")
        assert [need.table for need in noted.needs] == ["wagtailcore_page"]

    assert not known.needs


def pages(*conditions: Condition) -> Need:
    return Need(Page._meta.db_table, conditions)


def slugs(need: Need) -> list[str] | None:
    """The slugs of the pages that are looked up for the need."""
    rows = look_up(connection, tables()[need.table], [need])[need]
    return None if rows is None else sorted(str(row["slug"]) for row in rows)


def test_needs_of_one_table_are_looked_up_by_one_statement(page: ResultsPage) -> None:
    needs = [
        pages(Condition("slug", EQUAL, ("2016",))),
        pages(Condition("depth", EQUAL, ("1", "2"))),
        pages(Condition("slug", EQUAL, ())),
    ]

    with CaptureQueriesContext(connection) as queries:
        found = look_up(connection, tables()[Page._meta.db_table], needs)

    assert len(queries) == 1
    upper = Page.objects.filter(depth__lte=2).count()
    assert [len(found[need] or ()) for need in needs] == [1, upper, 0]


def test_what_begins_alike_is_found_among_more_rows_than_are_looked_at(page: ResultsPage) -> None:
    index = page.get_parent()
    many = [
        Page(
            title=str(number),
            slug=f"many-{number}",
            path=f"99990001{number:04}",
            depth=page.depth,
            url_path=f"/many-{number}/",
            content_type=page.content_type,
            locale=page.locale,
        )
        for number in range(MOST_ROWS + 1)
    ]
    Page.objects.bulk_create(many)
    at_depth = Condition("depth", EQUAL, (str(page.depth),))

    assert slugs(pages(at_depth)) is None
    assert slugs(pages(at_depth, Condition("path", PREFIX, (index.path,)))) == [page.slug]


def test_more_needs_than_a_statement_takes_are_looked_up_by_several(page: ResultsPage) -> None:
    needs = [pages(Condition("slug", EQUAL, (str(number),))) for number in range(1500, 2100)]

    found = look_up(connection, tables()[Page._meta.db_table], needs)

    assert [need.conditions[0].values for need in needs if found[need]] == [("2016",)]


def test_no_statement_has_more_parameters_than_the_database_takes() -> None:
    needs = [pages(Condition("id", EQUAL, ("1", "2", "3"))) for _number in range(5)]

    assert [len(some) for some in portions(needs, 7)] == [2, 2, 1]
    assert [len(some) for some in portions(needs, 2)] == [1] * 5
    assert [len(some) for some in portions(needs, None)] == [5]


def test_signs_of_a_pattern_are_looked_up_as_they_are(page: ResultsPage) -> None:
    for start in ("20_6", "%", "\\"):
        assert slugs(pages(Condition("slug", PREFIX, (start,)))) == []
    assert slugs(pages(Condition("slug", PREFIX, ("201",)))) == ["2016"]


def test_a_column_that_a_table_lacks_is_taken_to_hold() -> None:
    row = Looked({"id": 0}, [7])

    assert dict(row) == {"id": "7"}
    assert Condition("nothing", EQUAL, ("x",)).holds(row)
