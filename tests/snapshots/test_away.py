"""Rules of what is given while the database is away: nothing that this host knows to be old."""

from django.test import Client

from wagtail.models import PageViewRestriction

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Sweep
from results.snapshots.operations.tidying import tidy
from results.snapshots.serving import table
from results.snapshots.serving.copies import drop_all_copies
from results.snapshots.serving.server import Server, server

from .conftest import begin_anew
from .hosts import (
    NOBODY,
    ROOM,
    after_first,
    away,
    copy_of,
    elsewhere,
    key_of,
    killed_before_it_tells,
    rename,
)
from .hosts import no_copies as no_copies
from .hosts import other as other
from .hosts import page as page

pytestmark = pytest.mark.django_db(transaction=True)


def test_memory_gives_what_nothing_has_been_heard_of_since(page: ResultsPage) -> None:
    server().find(key_of(page), "")
    drop_all_copies()
    # It is time to ask for changes again.
    server()._asked = float("-inf")

    with away():
        stored, source = server().find(key_of(page), "")

    assert stored is not None
    assert source == "offline"


def test_memory_does_not_give_what_was_announced_to_be_old(page: ResultsPage) -> None:
    server().find(key_of(page), "")
    rename(page)

    with away():
        stored, _source = server().find(key_of(page), "")

    assert stored is None


def test_memory_does_not_give_a_page_that_is_private_by_now(page: ResultsPage) -> None:
    server().find(key_of(page), "")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    with away():
        stored, _source = server().find(key_of(page), "")

    assert stored is None


def test_what_a_change_left_alone_is_given_from_the_disk(
    page: ResultsPage, other: ResultsPage
) -> None:
    server().find(key_of(other), "")
    rename(page)

    with away():
        stored, _source = server().find(key_of(other), "")

    assert stored is not None


def test_what_another_host_has_swept_is_not_hidden_by_what_is_swept_here(
    client: Client, page: ResultsPage, other: ResultsPage
) -> None:
    with elsewhere():
        rename(page)
    # An editor's: no visitor has come in between.
    other.unpublish()

    client.get("/of-nobody/")

    assert copy_of(page) is None


def test_what_a_process_did_not_live_to_tell_is_made_up_for_by_the_next_one(
    page: ResultsPage, other: ResultsPage
) -> None:
    with killed_before_it_tells():
        rename(page)
    assert not Sweep.objects.exists()

    other.unpublish()

    assert copy_of(page) is None


def test_copies_made_after_another_host_s_sweep_are_kept_by_the_next_process(
    page: ResultsPage, other: ResultsPage
) -> None:
    one, two = Server(ROOM), Server(ROOM)
    for process in (one, two):
        process.find(key_of(page), "")
    with elsewhere():
        rename(other)
    for process in (one, two):
        process._asked = float("-inf")

    one.find(key_of(page), "")
    two.find(NOBODY, "")

    assert copy_of(page) is not None


@pytest.mark.parametrize("way", ["find", "is_good"])
def test_no_copy_is_left_of_what_another_thread_has_heard_of(
    way: str, page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = Server(ROOM)
    if way == "is_good":
        mine.find(key_of(page), "")
        held = mine.memory.get(key_of(page))
        assert held is not None
        held.epoch = -9
    drop_all_copies()

    def meanwhile() -> None:
        rename(page)
        mine.find(NOBODY, "")

    after_first(way, meanwhile, monkeypatch)
    mine.find(key_of(page), "")

    assert copy_of(page) is None


def test_who_writes_while_another_host_s_sweep_is_heard_of_leaves_no_copy(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_all_copies()
    writer, listener = Server(ROOM), Server(ROOM)
    listener.find(NOBODY, "")

    def meanwhile() -> None:
        with elsewhere():
            rename(page)
        listener._asked = float("-inf")
        listener.find(NOBODY, "")

    after_first("find", meanwhile, monkeypatch)
    writer.find(key_of(page), "")

    assert copy_of(page) is None


def test_who_writes_while_too_many_rows_are_removed_leaves_no_copy(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    drop_all_copies()
    mine = Server(ROOM)
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_ROWS": 0}
    after_first("find", tidy, monkeypatch)

    mine.find(key_of(page), "")

    assert table.find(key_of(page)) is None
    assert copy_of(page) is None


def test_a_process_that_has_just_begun_gives_copies(page: ResultsPage) -> None:
    begin_anew()

    with away():
        stored, source = server().find(key_of(page), "")

    assert stored is not None
    assert source == "offline"
