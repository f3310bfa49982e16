"""Rules of the form in which a stored answer is given, by either kind of server."""

import gzip
from typing import Any, ClassVar
from urllib.parse import unquote

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import AsyncClient, Client, RequestFactory

from wagtail.contrib.frontend_cache.backends import BaseBackend

import brotli
import pytest
from asgiref.sync import async_to_sync
from pytest_django import Settings

from results.models import ResultsPage
from results.publishing import Publication
from results.snapshots.middleware import SnapshotMiddleware
from results.snapshots.models import Snapshot
from results.snapshots.operations import purge
from results.snapshots.wsgi import with_snapshots
from tests.factories import ResultsPageFactory
from tests.routes import V3
from tests.snapshots.changes.place import V2
from tests.snapshots.conftest import SAYS, begin_anew

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_who_has_it_already_gets_no_bytes(client: Client, url: str) -> None:
    tags = set()
    for encoding in ("identity", "gzip", "br"):
        extra: Any = {"HTTP_ACCEPT_ENCODING": encoding}
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
    client: Client, url: str, settings: Settings
) -> None:
    assert client.get(url).headers["Cache-Control"] == "public, max-age=0, must-revalidate"

    said = "public, max-age=0, s-maxage=600, stale-while-revalidate=60"
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_CACHE_CONTROL": said}
    other = ResultsPageFactory.create(parent=ResultsPage.objects.get().get_parent(), year=2018)
    assert client.get(other.url).headers["Cache-Control"] == said


def test_everything_that_a_front_end_asks_for_is_stored_with_an_etag_and_tags(
    client: Client, settings: Any
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_TAGS_HEADER": "Cache-Tag"}
    edition: ResultsPage = ResultsPageFactory.create()
    index, figure = edition.get_parent(), edition.body[1].value["stats"][0].id
    own, lists = f"results-site,page-{edition.pk}", "results-site,results-lists"
    asked = {
        f"{V3}?type=results.ResultsPage": lists,
        f"{V3}?type=results.ResultsIndexPage&child_of={index.get_parent().pk}": lists,
        f"{V3}find/?html_path={edition.url}": own,
        f"{V2}find/?html_path={edition.url}": own,
        f"{V3}{index.pk}/": f"results-site,page-{index.pk}",
        edition.url: own,
        f"{edition.url}figures/{figure}/card/": own,
    }
    for url, tags in asked.items():
        answers = [client.get(url, HTTP_ACCEPT_ENCODING="br") for _time in range(2)]
        assert [each.headers[SAYS] for each in answers] == ["made", "hit"], url
        assert {each.headers["Cache-Tag"] for each in answers} == {tags}, url
        again = client.get(url, headers={"if-none-match": answers[1].headers["ETag"]})
        assert (again.status_code, again.headers["Cache-Tag"]) == (304, tags)
    card = answers[1].headers
    assert "X-Frame-Options" not in card, "It may stand in a frame."
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    nowhere = [client.get(f"{V3}find/?html_path=/nowhere/") for _time in range(2)]
    assert [(each.status_code, each.headers[SAYS]) for each in nowhere] == [
        (404, "made"),
        (404, "hit"),
    ]


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


@async_to_sync
async def ask(path: str, scheme: str = "http") -> Any:
    """Ask as a server does, which gives paths as text; Django's client has bytes in them."""
    server = ("testserver", "443" if scheme == "https" else "80")
    return await AsyncClient().request(path=path, scheme=scheme, server=server)


def test_every_way_in_gives_what_another_has_stored(
    memory: int, client: Client, rf: RequestFactory
) -> None:
    edition: ResultsPage = ResultsPageFactory.create(slug="år-中-2016")
    path, told = unquote(edition.url), list[Any]()
    environ = {**rf.get("/").environ, "PATH_INFO": path.encode().decode("latin-1")}

    answers = [ask(path), ask(path), client.get(edition.url)]
    (body,) = with_snapshots(WSGIHandler())(environ, lambda *heads: told.extend(heads))

    assert [one.headers[SAYS] for one in answers] == ["made", "hit", "hit"]
    assert (SAYS, "hit") in told[1]
    assert {one.content for one in answers} == {body}
    assert [ask(path, "https").headers[SAYS] for _time in range(2)] == ["made", "hit"]
    found = Snapshot.objects.filter(url__endswith=path).values_list("url", flat=True)
    assert sorted(found) == [f"http://testserver{path}", f"https://testserver{path}"]
    assert ask("/中/").status_code == 404
