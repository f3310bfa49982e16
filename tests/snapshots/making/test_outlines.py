"""Rules of a process that holds no answers in its memory."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import pytest
from pytest_django import Settings

from results.snapshots.models import Snapshot
from results.snapshots.serving import outlines
from results.snapshots.serving.server import server
from tests.snapshots.conftest import begin_anew
from tests.snapshots.making.odd import SAYS, address, rename

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_memory(snapshots: None, settings: Settings) -> None:
    """Nothing is held but outlines."""
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_MEMORY": 0}
    begin_anew()


def known(client: Client) -> bytes:
    """The bytes of an answer that is stored, and whose outline the process has."""
    for says in ("made", "hit", "hit"):
        answer = client.get("/plain/")
        assert answer.headers[SAYS] == says
    return answer.content


def test_a_known_answer_costs_one_statement_for_the_bytes_that_are_asked_for(
    client: Client,
) -> None:
    for says in ("made", "hit"):
        assert client.get("/long/").headers[SAYS] == says

    with CaptureQueriesContext(connection) as asked:
        client.get("/long/", headers={"Accept-Encoding": "gzip"})

    (statement,) = [query["sql"] for query in asked]
    assert statement.startswith("SELECT gzip FROM results_snapshots_snapshot WHERE id = ")


def test_damage_is_noticed_in_an_answer_that_was_given_whole_before(client: Client) -> None:
    whole = known(client)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE results_snapshots_snapshot SET body = %s", [whole[:-1] + b"?"])

    answer = client.get("/plain/")

    assert (answer.headers[SAYS], answer.content) == ("made", whole)


def test_a_change_is_in_the_next_answer_of_one_that_is_known(client: Client) -> None:
    old = known(client)

    rename("Another title")

    answer = client.get("/plain/")
    assert answer.headers[SAYS] == "made"
    assert answer.content != old


def test_an_answer_made_by_another_process_takes_the_place_of_what_is_known(
    client: Client,
) -> None:
    old = known(client)
    mine = server()
    rename("Another title")
    server.cache_clear()
    new = client.get("/plain/").content

    stored, _source = mine.find(address("plain").key, "")

    assert stored is not None
    assert stored.encodings[""] == new != old


def test_what_is_known_ends_at_its_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    known(client)
    later = Snapshot.objects.get().valid_until + timedelta(seconds=1)

    monkeypatch.setattr(timezone, "now", lambda: later)

    assert client.get("/plain/").headers[SAYS] == "made"


def test_no_more_outlines_are_kept_than_there_is_room_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlines, "MOST", 2)
    for number in range(4):
        for _turn in range(2):
            assert client.get(f"/coloured/?colour={number}").status_code == 200

    assert len(server().outlines) == 2
