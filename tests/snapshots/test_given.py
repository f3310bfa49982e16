"""What a visitor is given, files too, also while the database is away and after it was put back: nothing old."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import Error, OperationalError, connection, transaction
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
from results.snapshots import versions
from results.snapshots.addresses import Address
from results.snapshots.front import Server, server
from results.snapshots.models import CacheVersion, Snapshot
from results.snapshots.rules import release
from results.snapshots.versions import fetch_one
from results.snapshots.wsgi import with_snapshots
from tests.snapshots.conftest import SAYS, rename, time_to_look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(client: Client, edition: ResultsPage) -> ResultsPage:
    """A published edition that somebody has read."""
    client.get(edition.url)
    return edition


@contextmanager
def elsewhere() -> Iterator[None]:
    """What changes within the block is changed by another host."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(versions, "announce", lambda: None)
        yield


@contextmanager
def away() -> Iterator[None]:
    """The database takes no more connections within the block."""

    def refuse(*_args: object) -> None:
        raise OperationalError("too many clients")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(versions, "_fetch_one", refuse)
        yield


def key_of(page: ResultsPage) -> str:
    """What its answer is stored by."""
    return Address("http", "testserver", page.url).key


def given(page: ResultsPage) -> bytes:
    stored = server().find(key_of(page))
    assert stored is not None
    return stored.encodings[""]


def has(process: Server, page: ResultsPage) -> bool:
    return process.find(key_of(page)) is not None


def test_while_the_database_is_away_memory_answers_and_it_is_asked_again_after_a_while(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("results.snapshots.front.LEAVE_ALONE", 60)
    process = server()
    with away():
        assert has(time_to_look(process), page)
        assert "OperationalError: too many clients" in caplog.text
    with elsewhere():
        rename(page)
    assert has(process, page), "It is back, and not asked yet."

    process._failed = float("-inf")

    assert not has(process, page)


def test_a_connection_that_has_gone_is_made_anew_but_for_within_a_transaction(
    page: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction.atomic():
        with pytest.raises(Error):
            fetch_one("SELECT nothing FROM nowhere", ())
        assert fetch_one("SELECT 1", ()) == (1,)
    connection.connection.close()
    monkeypatch.setattr(connection, "is_usable", lambda: False)

    assert has(time_to_look(server()), page)


def test_nothing_is_given_that_was_announced_to_be_old(page: ResultsPage) -> None:
    process = server()
    has(process, page)
    rename(page)

    with away():
        assert not has(process, page)


def test_a_change_of_another_host_ends_what_this_one_gives_until_it_is_rendered_anew(
    client: Client, page: ResultsPage
) -> None:
    process = server()
    has(process, page)
    with elsewhere():
        rename(page)
    assert not has(time_to_look(process), page)

    with away():
        assert not has(process, page)

    process._failed = float("-inf")
    client.get(page.url)
    with away():
        assert b"Another title" in given(page)


@pytest.mark.parametrize("how_many", [1, 2])
def test_no_answer_of_a_later_state_is_given_after_a_restoration(
    how_many: int, client: Client, page: ResultsPage
) -> None:
    tables: tuple[Any, ...] = (CacheVersion, Snapshot)
    state = [list(model.objects.values()) for model in tables]
    for number in range(how_many):
        page.title = f"Never happened {number}"
        page.save_revision().publish()
        client.get(page.url)
    ResultsPage.objects.filter(pk=page.pk).update(title="Restored")
    for model, rows in zip(tables, state, strict=True):
        model.objects.all().delete()
        model.objects.bulk_create([model(**row) for row in rows])

    for _change in range(how_many):
        rename(page)

    assert "Another title" in client.get(page.url).text
    with away():
        assert b"Another title" in given(page)


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


def test_a_public_file_that_is_known_costs_no_query_and_is_given_while_the_database_is_away(
    files: dict[str, bytes], client: Client, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.snapshots.front.LOOK_AGAIN", 60)
    site = with_snapshots(WSGIHandler())
    for url, beginning in files.items():
        first = client.get(url)
        whole = first.content
        assert (first.headers[SAYS], whole[: len(beginning)]) == ("made", beginning), url

        with CaptureQueriesContext(connection) as queries:
            again = client.get(url)
            assert (again.headers[SAYS], again.content) == ("hit", whole), url
        assert not queries
        assert again.headers["Content-Length"] == str(len(whole))
        known = client.get(url, headers={"if-none-match": again.headers["ETag"]})
        assert known.status_code == 304
        assert client.head(url).headers["Content-Length"] == str(len(whole))
        by_wsgi = [
            b"".join(site(ask(url).environ, lambda *_head: None)) for ask in (rf.get, rf.head)
        ]
        assert by_wsgi == [whole, b""]
        with away():
            time_to_look(server())._failed = float("-inf")
            beside = client.get(url)
            assert (beside.headers[SAYS], beside.content) == ("hit", whole)


def test_what_becomes_private_is_given_no_more(files: dict[str, bytes], client: Client) -> None:
    for url in files:
        client.get(url)

    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, restriction_type="login")

    statuses = [client.get(url).status_code for url in list(files)[:3]]
    assert statuses == [403, 403, 302]


def test_a_file_that_is_too_large_to_be_stored_is_the_site_s_to_answer(
    files: dict[str, bytes], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.snapshots.storing.LARGEST", 20)
    for url, beginning in files.items():
        answer = client.get(url)
        whole = answer.getvalue()
        assert (SAYS in answer.headers, whole[: len(beginning)]) == (len(whole) <= 20, beginning)


def test_that_a_file_is_missing_is_not_held_since_one_is_made_without_a_change(
    client: Client, edition: ResultsPage
) -> None:
    for _time in range(2):
        answer = client.get("/media/images/nowhere.max-50x50.png")
        assert (answer.status_code, SAYS in answer.headers) == (404, False)
