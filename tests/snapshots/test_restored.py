"""Rules of a database that is put back to what it was, under processes that go on."""

from typing import Any

from django.test import Client

import pytest

from results.models import ResultsPage
from results.snapshots.models import CacheVersion, Snapshot
from results.snapshots.serving.server import server

from .hosts import away, key_of, rename
from .hosts import page as page

pytestmark = pytest.mark.django_db(transaction=True)

TABLES: tuple[Any, ...] = (CacheVersion, Snapshot)


@pytest.mark.parametrize("how_many", [1, 2])
def test_no_answer_of_a_later_state_is_given_after_a_restoration(
    how_many: int, client: Client, page: ResultsPage
) -> None:
    state = [list(model.objects.values()) for model in TABLES]
    for number in range(how_many):
        page.title = f"Never happened {number}"
        page.save_revision().publish()
        client.get(page.url)
    ResultsPage.objects.filter(pk=page.pk).update(title="Restored")
    for model, rows in zip(TABLES, state, strict=True):
        model.objects.all().delete()
        model.objects.bulk_create([model(**row) for row in rows])

    for _change in range(how_many):
        rename(page)

    assert "Another title" in client.get(page.url).text
    with away():
        stored, _source = server().find(key_of(page), "")
    assert stored is not None
    assert b"Another title" in stored.encodings[""]
