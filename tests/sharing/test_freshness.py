"""What others keep of an edition is new as soon as it is corrected."""

import re

from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, as_stream, described
from tests.sharing.building import figure, fresh, group

pytestmark = pytest.mark.django_db(transaction=True)

IMAGE = re.compile(r'property="og:image" content="http://localhost([^"]+)"')


def image_of(page: ResultsPage, client: Client) -> str:
    found = IMAGE.search(client.get(page.url).text)
    assert found
    return found[1]


@pytest.mark.parametrize("is_stored", [True, False])
def test_the_picture_is_another_one_at_another_address_after_a_correction(
    is_stored: bool, client: Client, settings: Settings
) -> None:
    def picture(url: str) -> bytes:
        return b"".join(client.get(url))

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": is_stored, "UNCACHED_PER_MINUTE": 0}
    page = ResultsPageFactory.create()
    former, plain = image_of(page, client), f"{page.url}share-image/"
    before = picture(former)
    assert picture(plain) == before
    corrected = fresh(page)
    corrected.body = as_stream([group(figure("f", "7120", "reports"))])
    described(corrected).save_revision().publish()
    now = image_of(page, client)
    after = picture(now)
    assert now != former
    assert after != before
    assert picture(plain) == after
    assert picture(former) == after, "An old address has the current picture."


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
