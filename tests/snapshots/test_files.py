"""Files are given as they lie on the disk, by what is stored of their answers."""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

import pytest

from results.models import ResultsPage
from results.pdf import stored
from results.snapshots.models import Snapshot
from results.snapshots.operations.verifying import sample, verify
from results.snapshots.serving.server import server
from results.snapshots.wsgi import with_snapshots
from tests.snapshots.hosts import SAYS, away, time_to_look

pytestmark = pytest.mark.django_db(transaction=True)


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
