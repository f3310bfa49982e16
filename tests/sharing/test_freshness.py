"""What others keep of an edition is new as soon as it is corrected."""

import re
from typing import Any

from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, as_stream, described
from tests.sharing.building import figure, fresh, group

pytestmark = pytest.mark.django_db(transaction=True)

IMAGE = re.compile(r'property="og:image" content="http://localhost([^"]+)"')
FRESH = re.compile(r"max-age=([1-9]\d*)")


class Cache:
    """A browser or a cache in front of the site, which does what `Cache-Control` and `ETag` say."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.kept: dict[str, tuple[str, str, bytes]] = {}

    def get(self, url: str) -> bytes:
        control, etag, body = self.kept.get(url, ("", "", b""))
        if FRESH.search(control):
            return body
        response: Any = self.client.get(url, headers={"if-none-match": etag} if etag else {})
        if response.status_code == 304:
            return body
        control, body = response.headers["Cache-Control"], b"".join(response)
        if "no-store" not in control:
            self.kept[url] = (control, response.headers["ETag"], body)
        return body


@pytest.fixture(params=[True, False], ids=["stored", "unstored"])
def cache(request: pytest.FixtureRequest, client: Client, settings: Settings) -> Cache:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": request.param, "UNCACHED_PER_MINUTE": 0}
    settings.ALLOWED_HOSTS = ["testserver"]
    return Cache(client)


def correct(page: ResultsPage) -> None:
    page = fresh(page)
    page.title = "Corrected"
    page.body = as_stream([group(figure("f", "7120", "reports"))])
    described(page).save_revision().publish()


def test_the_feed_tells_of_a_correction_at_once(cache: Cache) -> None:
    page = ResultsPageFactory.create()
    feed = f"{page.get_parent().url}feed/"
    assert cache.get(feed) == cache.get(feed)
    correct(page)
    assert b"Corrected" in cache.get(feed)


def image_of(page: ResultsPage, client: Client) -> str:
    found = IMAGE.search(client.get(page.url).text)
    assert found
    return found[1]


def test_the_picture_is_another_one_at_another_address_after_a_correction(
    cache: Cache, client: Client
) -> None:
    page = ResultsPageFactory.create()
    former, plain = image_of(page, client), f"{page.url}share-image/"
    before = cache.get(former)
    assert cache.get(plain) == before
    correct(page)
    now = image_of(page, client)
    after = cache.get(now)
    assert now != former
    assert after != before
    assert cache.get(plain) == after
    assert Cache(client).get(former) == after, "An old address has the current picture."


def test_a_picture_is_kept_by_its_own_address_alone(client: Client) -> None:
    page = ResultsPageFactory.create()
    own = client.get(image_of(page, client))
    assert own.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    made_up = client.get(f"{page.url}share-image/?v=anything")
    assert "no-store" in made_up.headers["Cache-Control"]


def test_pictures_are_stored_answers_where_they_are_of_today(
    client: Client, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": 0}
    page = ResultsPageFactory.create()
    own = image_of(page, client)
    urls = [own, f"{page.url}share-image/", f"{page.url}share-image/?v=1", f"{page.url}?v=1"]
    said = [[client.get(url).headers.get("X-Results-Snapshot") for url in urls] for _ in "12"]
    assert said == [["made", "made", None, None], ["hit", "hit", None, None]]
