"""Rules of what a visitor is given."""

from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot

pytestmark = pytest.mark.django_db(transaction=True)

SAYS = "X-Results-Snapshot"


def test_the_first_request_makes_the_answer_that_the_next_one_gets(
    client: Client, edition: ResultsPage
) -> None:
    first = client.get(edition.url)
    second = client.get(edition.url)

    assert (first.headers[SAYS], second.headers[SAYS]) == ("made", "hit")
    assert first.content == second.content
    assert Snapshot.objects.filter(url__startswith="http://testserver").count() == 1


def test_an_address_that_was_refused_is_stored_once_it_is_published(
    client: Client, edition: ResultsPage
) -> None:
    edition.unpublish()
    assert client.get(edition.url).status_code == 410

    edition.save_revision().publish()

    assert client.get(edition.url).headers[SAYS] == "made"


def test_a_process_that_builds_the_site_watches_what_others_have_stored(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    client.get(edition.url)
    settings.WAGTAIL_RESULTS, settings.DEBUG = {}, True

    edition.title = "Another title"
    edition.save_revision().publish()
    assert SAYS not in client.get(edition.url).headers

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True}
    answer = client.get(edition.url)
    assert answer.headers[SAYS] == "made"
    assert "Another title" in answer.text
