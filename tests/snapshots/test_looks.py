"""Rules of what is looked up to know what an answer depends on."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from wagtail.models import PageViewRestriction

import pytest

from results.models import ResultsPage
from results.snapshots.making import make
from results.snapshots.models import Gate, Snapshot, Sweep
from results.snapshots.serving.addresses import Address
from results.snapshots.statements.needs import Need
from results.snapshots.watching.looks import MOST_NEEDS, known_in
from tests.factories import ResultsPageFactory, home_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(db: None) -> ResultsPage:
    """A published edition."""
    home_page("sv")
    edition: ResultsPage = ResultsPageFactory.create()
    return edition


def looks(page: ResultsPage) -> int:
    """How many rows, or lists of rows, are looked up for the page's answer."""
    with CaptureQueriesContext(connection) as queries:
        assert make(Address("http", "testserver", page.url)).stored
    # Nothing but a look ends so.
    return sum(query["sql"].endswith("LIMIT 301") for query in queries)


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
    known = known_in(epoch)
    known.update({Need(str(number), ()): [] for number in range(MOST_NEEDS + 1)})

    assert known_in(epoch) == {}
