"""Rules of the form in which a stored answer is given, by either kind of server."""

import gzip
from datetime import date
from typing import Any, ClassVar, NamedTuple
from urllib.parse import unquote

from django.core.asgi import get_asgi_application
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory

from wagtail.contrib.frontend_cache.backends import BaseBackend

import brotli
import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from pytest_django import Settings

from results.models import ResultsPage
from results.publishing import Publication
from results.snapshots.middleware import SnapshotMiddleware
from results.snapshots.models import Snapshot
from results.snapshots.purging import purge
from results.snapshots.wsgi import with_snapshots
from tests.factories import ResultsPageFactory
from tests.snapshots.conftest import begin_anew
from tests.snapshots.hosts import SAYS

pytestmark = pytest.mark.django_db(transaction=True)


Extra = dict[str, Any]
PLAIN: Extra = {}
COMPRESSED: tuple[Extra, ...] = ({"HTTP_ACCEPT_ENCODING": "gzip"}, {"HTTP_ACCEPT_ENCODING": "br"})


@pytest.fixture(params=[0, 1_000_000], ids=["table", "memory"])
def memory(request: pytest.FixtureRequest, settings: Settings) -> int:
    """How many bytes of answers a process may hold."""
    most: int = request.param
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_MEMORY": most}
    begin_anew()
    return most


@pytest.fixture
def url(memory: int, db: None, client: Client) -> str:
    """The address of a published edition whose answer is stored."""
    edition: ResultsPage = ResultsPageFactory.create()
    assert client.get(edition.url).headers[SAYS] == "made"
    return str(edition.url)


def test_the_card_of_a_figure_may_stand_in_a_frame_as_a_stored_answer_too(client: Client) -> None:
    edition: ResultsPage = ResultsPageFactory.create()
    figure = edition.body[1].value["stats"][0].id
    for says in ("made", "hit"):
        card = client.get(f"{edition.url}figures/{figure}/card/")
        assert card.headers[SAYS] == says
        assert "X-Frame-Options" not in card.headers
        assert "frame-ancestors *" in card.headers["Content-Security-Policy"]


def test_a_picture_that_is_drawn_on_demand_is_drawn_once(client: Client) -> None:
    edition: ResultsPage = ResultsPageFactory.create()
    figure = edition.body[1].value["stats"][0].id
    answers = [client.get(f"{edition.url}figures/{figure}/share-image/") for _ in range(2)]
    assert [each.headers[SAYS] for each in answers] == ["made", "hit"]
    assert answers[0].content == answers[1].content
    assert answers[1].headers["Content-Type"] == "image/png"
    assert "Content-Encoding" not in answers[1].headers


def test_it_is_compressed_as_the_reader_can_read_it(client: Client, url: str) -> None:
    plain = client.get(url)
    undo: Any = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    for accepted, encoding in (
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0, gzip", "gzip"),
        ("gzip; q=0", ""),
        ("deflate", ""),
    ):
        answer = client.get(url, HTTP_ACCEPT_ENCODING=accepted)

        assert answer.headers[SAYS] == "hit"
        assert answer.headers.get("Content-Encoding", "") == encoding, accepted
        assert undo[encoding](answer.content) == plain.content
        assert int(answer.headers["Content-Length"]) == len(answer.content)
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_an_address_with_other_letters_is_stored_by_either_way_in(
    memory: int, client: Client, rf: RequestFactory
) -> None:
    edition: ResultsPage = ResultsPageFactory.create(slug="år-中-2016")
    path = unquote(edition.url).encode().decode("latin-1")
    environ = {**rf.get("/").environ, "PATH_INFO": path}
    told: list[Any] = []

    made, hit = client.get(edition.url), client.get(edition.url)
    (body,) = with_snapshots(WSGIHandler())(environ, lambda *heads: told.extend(heads))

    assert [one.headers[SAYS] for one in (made, hit)] == ["made", "hit"]
    assert (SAYS, "hit") in told[1]
    assert made.content == hit.content == body


def test_who_has_it_already_gets_no_bytes(client: Client, url: str) -> None:
    tags = set()
    for extra in (PLAIN, *COMPRESSED):
        tag = client.get(url, **extra).headers["ETag"]
        tags.add(tag)
        assert tag.startswith('"'), "It is strong."
        for form in ("{tag}", "W/{tag}", '"other", {tag}', "*"):
            answer = client.get(url, HTTP_IF_NONE_MATCH=form.format(tag=tag), **extra)

            assert (answer.status_code, answer.content) == (304, b""), form
            assert answer.headers["ETag"] == tag
            assert "Content-Type" not in answer.headers

    assert len(tags) == 3
    other = client.get(url, HTTP_IF_NONE_MATCH='"something-else"')
    assert other.status_code == 200
    assert other.content


def test_head_gets_the_headers_without_the_body(
    client: Client, url: str, rf: RequestFactory
) -> None:
    assert client.head(url).headers == client.get(url).headers
    # The client of Django's tests would leave the body out.
    assert [*with_snapshots(WSGIHandler())(rf.head(url).environ, lambda *_head: None)] == [b""]


def test_headers_of_a_stored_answer_are_read_and_changed_like_others(
    memory: int, url: str, rf: RequestFactory
) -> None:
    response = SnapshotMiddleware(lambda _request: HttpResponse())(rf.get(url))
    assert response[SAYS] == "hit"
    assert response["content-type"] == "text/html; charset=utf-8"
    assert ("X-Other", "1") not in response.items()

    response["X-Other"] = "1"
    del response["etag"]

    names = [name for name, _value in response.items()]
    assert ("X-Other", "1") in response.items()
    assert "ETag" not in names
    assert names == list(response.headers)


def test_caches_in_front_are_told_what_the_site_says(
    client: Client, url: str, settings: Any
) -> None:
    assert client.get(url).headers["Cache-Control"] == "public, max-age=0, must-revalidate"

    settings.WAGTAIL_RESULTS = {
        "SNAPSHOTS": True,
        "SNAPSHOT_CACHE_CONTROL": "public, max-age=0, s-maxage=600, stale-while-revalidate=60",
        "SNAPSHOT_TAGS_HEADER": "Surrogate-Key",
    }
    page = ResultsPageFactory.create(
        parent=ResultsPage.objects.get().get_parent(),
        slug="2018",
        period_start=date(2018, 1, 1),
        period_end=date(2018, 12, 31),
    )

    answer = client.get(page.url)
    assert "stale-while-revalidate=60" in answer.headers["Cache-Control"]
    assert answer.headers["Surrogate-Key"] == f"results-site,page-{page.pk}"
    assert client.get(page.url).headers["Surrogate-Key"] == answer.headers["Surrogate-Key"]
    unchanged = client.get(page.url, HTTP_IF_NONE_MATCH=answer.headers["ETag"])
    assert unchanged.status_code == 304
    assert unchanged.headers["Surrogate-Key"] == answer.headers["Surrogate-Key"]


class Backend(BaseBackend):
    """A cache in front of the site, which remembers what it was told to forget."""

    purged: ClassVar[list[str]] = []

    def purge(self, url: str) -> None:
        """Forget the address."""
        self.purged.append(url)


def test_the_addresses_of_what_is_published_are_purged_from_caches_in_front(
    client: Client, url: str, settings: Any
) -> None:
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.Backend"}}
    Backend.purged.clear()
    page = ResultsPage.objects.get()

    page.title = "Another title"
    page.save_revision().publish()
    purge(Publication.objects.latest("pk"))

    in_api = f"http://localhost/api/v2/pages/{page.pk}/"
    assert {f"http://testserver{url}", f"http://localhost{url}", in_api} <= set(Backend.purged)

    Backend.purged.clear()
    page.delete()
    purge(Publication.objects.latest("pk"))
    assert in_api in Backend.purged


@pytest.fixture
def page(db: None) -> ResultsPage:
    """A published edition whose address is not in ASCII."""
    edition: ResultsPage = ResultsPageFactory.create(slug="år-2016")
    return edition


class Answer(NamedTuple):
    """What a visitor gets."""

    status: int
    headers: dict[str, str]
    body: bytes


# The library has no types.
_communicator: Any = ApplicationCommunicator


@async_to_sync
async def ask(path: str, scheme: str = "http") -> Answer:
    """Ask as a server does, which gives paths as text, and not as Django's client does."""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": scheme,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
        "server": ("testserver", 443 if scheme == "https" else 80),
        "client": ("127.0.0.1", 50_000),
    }
    server = _communicator(get_asgi_application(), scope)
    await server.send_input({"type": "http.request", "body": b""})
    start = await server.receive_output(10)
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    body, goes_on = b"", True
    while goes_on:
        part = await server.receive_output(10)
        body, goes_on = body + part.get("body", b""), part.get("more_body", False)
    await server.wait()
    return Answer(start["status"], headers, body)


def test_it_gives_what_is_stored_as_under_wsgi(client: Client, page: ResultsPage) -> None:
    path = unquote(page.url)
    assert "å" in path
    made, hit, other = ask(path), ask(path), client.get(page.url)

    assert [one.headers[SAYS] for one in (made, hit, other)] == ["made", "hit", "hit"]
    assert made.body == hit.body == other.content
    assert Snapshot.objects.filter(url=f"http://testserver{path}").count() == 1


def test_what_is_asked_by_https_is_another_answer(page: ResultsPage) -> None:
    path = unquote(page.url)

    answers = [ask(path, scheme).headers[SAYS] for scheme in ("https", "https", "http")]

    assert answers == ["made", "hit", "made"]
    found = Snapshot.objects.filter(url__endswith=path).values_list("url", flat=True)
    assert set(found) == {f"https://testserver{path}", f"http://testserver{path}"}


def test_a_path_that_nobody_has_is_not_found(page: ResultsPage) -> None:
    assert ask("/中/").status == 404
