"""Rules of a database that is put back to what it was, under processes that go on."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Gate, Need, Snapshot
from results.snapshots.serving.server import server
from results.snapshots.watching import begin_generation
from results.snapshots.watching.sweeping import drop_snapshots

from .conftest import begin_anew
from .hosts import NOBODY, SAYS, away, copy_of, key_of, rename
from .hosts import no_copies as no_copies
from .hosts import page as page

pytestmark = pytest.mark.django_db(transaction=True)

TABLES: tuple[Any, ...] = (Gate, Snapshot, Need)


def backup() -> list[list[dict[str, Any]]]:
    """The rows of what is stored."""
    return [list(model.objects.values()) for model in TABLES]


def restore(state: list[list[dict[str, Any]]]) -> None:
    """Put them back, as no program does that Django hears of."""
    for model in reversed(TABLES):
        model.objects.all()._raw_delete("default")
    for model, rows in zip(TABLES, state, strict=True):
        model.objects.bulk_create([model(**row) for row in rows])


def test_no_copies_are_left_of_generations_that_are_still_to_come(
    client: Client, page: ResultsPage
) -> None:
    with transaction.atomic():
        drop_snapshots(Snapshot.objects.values_list("pk", flat=True))
    state = backup()
    for _time in range(3):
        begin_generation()
    client.get(page.url)
    assert copy_of(page) is not None

    restore(state)
    # As the migrations do that follow a restoration.
    begin_generation()

    assert copy_of(page) is None


@pytest.mark.parametrize("how_many", [1, 2, 3, 4])
def test_a_sweep_is_heard_of_whose_number_was_announced_before(
    how_many: int, client: Client, page: ResultsPage
) -> None:
    state = backup()
    for _time in range(how_many):
        begin_generation()
    client.get(page.url)
    client.get(page.url)

    restore(state)
    rename(page)

    assert "Another title" in client.get(page.url).text
    with away():
        stored, _source = server().find(key_of(page), "")
    assert stored is not None
    assert b"Another title" in stored.encodings[""]


def test_an_id_that_is_another_answer_s_by_now_is_not_believed(
    client: Client, page: ResultsPage
) -> None:
    client.get(page.url)
    held = server().memory.get(key_of(page))
    assert held is not None
    Snapshot.objects.filter(pk=held.id).update(key="f" * 48)
    Need.objects.filter(snapshot_id=held.id).delete()
    Gate.objects.update(epoch=F("epoch") - 1)
    server()._asked = float("-inf")
    server().find(NOBODY, "")

    rename(page)

    assert "Another title" in client.get(page.url).text


@pytest.mark.parametrize(("field", "value"), [("key", "f" * 48), ("etag", "another")])
def test_an_outline_of_an_id_that_is_another_answer_s_by_now_is_not_believed(
    field: str, value: str, client: Client, page: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_MEMORY": 0}
    begin_anew()
    for _time in range(2):
        assert client.get(page.url).headers[SAYS] == "hit"

    Snapshot.objects.filter(key=key_of(page)).update(**{field: value})
    found, _source = server().find(key_of(page), "")

    assert found is None or found.etag == value
