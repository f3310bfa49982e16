"""What a visitor is given, files too, also while the database is away and after it was put back: nothing old."""

from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import Error, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.pdf import stored
from results.snapshots import change_signal
from results.snapshots.change_signal import announced, folder
from results.snapshots.models import CacheVersion, Snapshot
from results.snapshots.operations.verifying import sample, verify
from results.snapshots.serving import table
from results.snapshots.serving.rules import release
from results.snapshots.serving.server import Server, server
from results.snapshots.sql import fetch_one
from results.snapshots.wsgi import with_snapshots

from .changes.place import V2
from .hosts import ROOM, SAYS, away, elsewhere, key_of, rename, time_to_look
from .hosts import page as page

pytestmark = pytest.mark.django_db(transaction=True)


def found(process: Server, page: ResultsPage) -> tuple[bool, str]:
    """Whether the process has an answer for the page, and what it says of it."""
    stored, source = process.find(key_of(page))
    return stored is not None, source


def test_a_database_that_failed_is_asked_again_after_a_while_or_once_a_change_is_heard_of(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("results.snapshots.serving.server.LEAVE_ALONE", 60)
    process = server()

    for change in (partial(setattr, process, "_failed", float("-inf")), partial(rename, page)):
        with away():
            assert found(time_to_look(process), page) == (True, "offline")
        assert found(process, page) == (True, "offline"), "It is back, and not asked yet."
        change()
        assert found(process, page)[1] == "hit"
    assert "OperationalError: too many clients" in caplog.text


def test_a_connection_that_has_gone_is_made_anew_but_for_within_a_transaction(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        with pytest.raises(Error):
            fetch_one("SELECT nothing FROM nowhere", ())
        assert fetch_one("SELECT 1", ()) == (1,)
    connection.connection.close()
    monkeypatch.setattr(connection, "is_usable", lambda: False)

    assert found(time_to_look(server()), page) == (True, "hit")


def test_an_answer_with_parameters_is_given_by_whoever_holds_it_and_has_no_copy(
    client: Client, page: ResultsPage
) -> None:
    client.get(f"{V2}?limit=1")

    assert len(copies()) == 1
    with away():
        time_to_look(server())
        assert client.get(f"{V2}?limit=1").headers[SAYS] == "offline"


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
            stored, _source = process.find(key_of(page))
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
    late: Any = table.find(key_of(page))
    rename(page)
    client.get(page.url)
    Server(ROOM).hold(key_of(page), late)

    assert list(folder().glob("copies/*/*")) == copies() != []


def test_there_are_no_more_bytes_of_copies_than_a_process_may_hold(page: ResultsPage) -> None:
    (copy,) = copies()
    copy.unlink()

    assert found(Server(1), page) == (True, "hit")

    assert not copies()


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
        stored, _source = server().find(key_of(page))
    assert stored is not None
    assert b"Another title" in stored.encodings[""]


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


def test_a_changed_template_of_the_site_makes_another_release(
    settings: Settings, tmp_path: Path
) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path / "own"]}]
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "own").mkdir()
    # An editor's lock.
    (tmp_path / "own/.#page.html").symlink_to("nobody@nowhere")
    releases: list[str] = []
    for name in ("own/page.html", "own/page.html", "own/notes", "staticfiles.json"):
        (tmp_path / name).write_text("so long" * len(releases))
        release.cache_clear()
        releases.append(release())
    settings.WAGTAIL_RESULTS = {"RELEASE": "of the site"}
    release.cache_clear()
    assert release() == "of the site"
    release.cache_clear()
    assert releases[0] != releases[1] == releases[2] != releases[3]


def content(response: Any) -> bytes:
    return b"".join(response)


@pytest.fixture
def files(edition: ResultsPage) -> dict[str, bytes]:
    """The address of each kind of file, and what it begins with."""
    picture = get_image_model().objects.create(title="A picture", file=get_test_image_file())
    report = get_document_model().objects.create(
        title="Rapport", file=ContentFile(b"%PDF-report", "rapport.pdf")
    )
    stored.make(edition)
    return {
        picture.file.url: b"\x89PNG",
        picture.get_rendition("max-50x50").url: b"\x89PNG",
        report.url: b"%PDF-report",
        f"{edition.url}pdf/": b"%PDF-1.7",
    }


def test_a_public_file_costs_no_query_once_it_is_known(
    files: dict[str, bytes], client: Client, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.snapshots.serving.server.LOOK_AGAIN", 60)
    site = with_snapshots(WSGIHandler())
    for url, beginning in files.items():
        first = client.get(url)
        whole = content(first)
        assert (first.headers[SAYS], whole[: len(beginning)]) == ("made", beginning), url

        with CaptureQueriesContext(connection) as queries:
            again = client.get(url)
            assert (again.headers[SAYS], content(again)) == ("hit", whole), url
        assert not queries
        assert again.headers["Content-Length"] == str(len(whole))
        known = client.get(url, headers={"if-none-match": again.headers["ETag"]})
        assert known.status_code == 304
        assert client.head(url).headers["Content-Length"] == str(len(whole))
        given = [b"".join(site(ask(url).environ, lambda *_head: None)) for ask in (rf.get, rf.head)]
        assert given == [whole, b""]
    assert verify(sample(None))["different"] == []


def test_a_file_is_given_while_the_database_is_away(
    files: dict[str, bytes], client: Client
) -> None:
    for url in files:
        content(client.get(url))

    with away():
        time_to_look(server())
        for url, beginning in files.items():
            response = client.get(url)
            assert response.headers[SAYS] == "offline"
            assert content(response).startswith(beginning)


def test_what_becomes_private_is_given_no_more(files: dict[str, bytes], client: Client) -> None:
    for url in files:
        content(client.get(url))

    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, restriction_type="login")

    statuses = [client.get(url).status_code for url in list(files)[:3]]
    assert statuses == [403, 403, 302]


def test_a_file_that_is_gone_or_another_one_is_the_site_s_to_answer(
    files: dict[str, bytes], client: Client, media_folder: Path
) -> None:
    original = next(iter(files))
    content(client.get(original))
    path = media_folder / original.removeprefix("/media/")

    path.write_bytes(b"\x89PNG another")
    assert content(client.get(original)) == b"\x89PNG another"
    path.unlink()
    assert client.get(original).status_code == 404


def test_only_where_it_lies_is_stored(files: dict[str, bytes], client: Client) -> None:
    for url in files:
        content(client.get(url))

    assert {bytes(body) for body in Snapshot.objects.values_list("body", flat=True)} == {b""}
