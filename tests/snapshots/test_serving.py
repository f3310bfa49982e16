"""Rules of what a visitor is given."""

from django.test import Client

import pytest

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from tests.factories import ResultsPageFactory, home_page

pytestmark = pytest.mark.django_db(transaction=True)

SAYS = "X-Results-Snapshot"


@pytest.fixture
def page(db: None) -> ResultsPage:
    """A published edition."""
    home_page("sv")
    edition: ResultsPage = ResultsPageFactory.create()
    return edition


def test_the_first_request_makes_the_answer_that_the_next_one_gets(
    client: Client, page: ResultsPage
) -> None:
    first = client.get(page.url)
    second = client.get(page.url)

    assert (first.headers[SAYS], second.headers[SAYS]) == ("made", "hit")
    assert first.content == second.content
    assert Snapshot.objects.filter(url__startswith="http://testserver").count() == 1


def test_a_published_change_is_in_the_next_answer(client: Client, page: ResultsPage) -> None:
    client.get(page.url)

    page.title = "Another title"
    page.save_revision().publish()

    answer = client.get(page.url)
    assert answer.headers[SAYS] == "made"
    assert "Another title" in answer.text


def test_a_draft_leaves_the_answer_as_it_is(client: Client, page: ResultsPage) -> None:
    client.get(page.url)

    page.title = "Another title"
    page.save_revision()

    answer = client.get(page.url)
    assert answer.headers[SAYS] == "hit"
    assert "Another title" not in answer.text
