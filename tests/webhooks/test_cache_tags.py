"""Caches in front drop what an event says may be old."""

from django.test import Client

import pytest
from pytest_django import Settings

from tests.factories import ResultsPageFactory

from .test_events import told


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("endpoint")
def test_every_stored_answer_that_may_be_old_has_one_of_the_tags(
    settings: Settings, client: Client
) -> None:
    wanted = {"SNAPSHOTS": True, "SNAPSHOT_TAGS_HEADER": "Cache-Tag"}
    settings.WAGTAIL_RESULTS = {**settings.WAGTAIL_RESULTS, **wanted}
    page = ResultsPageFactory.create()
    tags = set(told()[-1]["data"]["cache_tags"])
    addresses = [
        page.url,
        f"/api/v2/pages/{page.pk}/",
        f"/api/v3-preview/pages/{page.pk}/",
        "/api/v2/pages/",
        "/api/v3-preview/pages/",
        "/api/v3-preview/figures/",
        f"/api/v3-preview/figures/{page.pk}/{page.body[1].value['stats'][0].id}/",
        "/sitemap.xml",
    ]
    for address in addresses:
        made = client.get(address)
        assert tags & set(made["Cache-Tag"].split(",")), address
    assert client.get(addresses[1])["Cache-Tag"] == f"results-site,page-{page.pk}"
