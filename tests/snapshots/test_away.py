"""Rules of what is given while the database is away: nothing that this host knows to be old."""

from pathlib import Path

from django.test import Client

import pytest

from results.models import ResultsPage
from results.snapshots import change_signal
from results.snapshots.change_signal import announced, folder
from results.snapshots.serving.server import Server, server

from .hosts import ROOM, away, elsewhere, key_of, rename, time_to_look
from .hosts import page as page

pytestmark = pytest.mark.django_db(transaction=True)


def found(process: Server, page: ResultsPage) -> tuple[bool, str]:
    """Whether the process has an answer for the page, and what it says of it."""
    stored, source = process.find(key_of(page), "")
    return stored is not None, source


def test_memory_gives_what_nothing_has_been_heard_of_since(page: ResultsPage) -> None:
    assert found(server(), page) == (True, "hit")

    with away():
        assert found(time_to_look(server()), page) == (True, "offline")
        # The database is not asked again at once.
        assert found(server(), page) == (True, "offline")


def test_nothing_is_given_that_was_announced_to_be_old(page: ResultsPage) -> None:
    begun = server()
    found(begun, page)
    rename(page)

    with away():
        for process in (begun, Server(ROOM)):
            assert found(process, page) == (False, "offline")


def test_a_process_that_has_just_begun_gives_what_another_has_held(page: ResultsPage) -> None:
    with away():
        assert found(Server(ROOM), page) == (True, "offline")


def test_a_change_of_another_host_ends_what_this_one_gives_once_it_is_heard_of(
    page: ResultsPage,
) -> None:
    one, two = Server(ROOM), Server(ROOM)
    for process in (one, two):
        found(process, page)
    with elsewhere():
        rename(page)

    assert found(time_to_look(one), page) == (False, "hit")

    with away():
        for process in (one, time_to_look(two), Server(ROOM)):
            assert found(process, page) == (False, "offline")


def test_what_was_rendered_since_another_host_s_change_is_given(
    client: Client, page: ResultsPage
) -> None:
    found(server(), page)
    with elsewhere():
        rename(page)
    time_to_look(server())
    client.get(page.url)

    with away():
        for process in (server(), Server(ROOM)):
            stored, _source = process.find(key_of(page), "")
            assert stored is not None
            assert b"Another title" in stored.encodings[""]


def test_nothing_gets_valid_again_when_a_change_is_announced_late(
    client: Client, page: ResultsPage
) -> None:
    late: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(change_signal, "announce", late.append)
        rename(page)
    time_to_look(server())
    client.get(page.url)
    assert found(server(), page) == (True, "hit")

    ResultsPage.objects.filter(pk=page.pk).update(title="A third title")
    change_signal.announce(late[-1])

    assert found(server(), page) == (False, "hit")


def copies() -> list[Path]:
    """The copies of the version that was announced last."""
    return list(folder().glob(f"copies/{announced()}/*"))


def test_a_damaged_copy_is_none(page: ResultsPage) -> None:
    (copy,) = copies()
    copy.write_bytes(copy.read_bytes()[:-1] + b"!")

    with away():
        assert found(Server(ROOM), page) == (False, "offline")


def test_copies_of_earlier_versions_are_removed(client: Client, page: ResultsPage) -> None:
    rename(page)
    client.get(page.url)

    assert list(folder().glob("copies/*/*")) == copies()


def test_there_are_no_more_bytes_of_copies_than_a_process_may_hold(page: ResultsPage) -> None:
    (copy,) = copies()
    copy.unlink()

    assert found(Server(1), page) == (True, "hit")

    assert not copies()
