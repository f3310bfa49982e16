"""What synchronisation costs: one changed number on a long edition."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from results.models import ResultsPage
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, block, home_page

from .translating import submit, target, translate

pytestmark = pytest.mark.django_db

CAMPAIGNS, STATS = 15, 5
MOST = 150


def long_body(first: str = "100") -> list[dict[str, Any]]:
    """An edition of many campaigns, each with a text, a link and figures."""
    return [
        block(
            "campaign",
            f"campaign-{number}",
            heading=f"Campaign {number}",
            text=f"<p>What campaign {number} did.</p><p>And how it went.</p>",
            links=[
                block("link", f"link-{number}", text=f"More on {number}", url="https://ecpat.se/")
            ],
            stats=[
                block(
                    "stat",
                    f"stat-{number}-{each}",
                    value=first if number == each == 0 else str(100 + each),
                    label=f"things counted, {number} and {each}",
                    unit="number",
                )
                for each in range(STATS)
            ],
        )
        for number in range(CAMPAIGNS)
    ]


def test_the_sync_of_one_number_stays_within_its_queries() -> None:
    home_page("en")
    page = ResultsPageFactory.create(content=long_body())
    translation = submit(page)
    translate(translation)
    translation.save_target()
    page = ResultsPage.objects.get(pk=page.pk)
    page.body = long_body("7001")
    page.save_revision().publish()
    page = ResultsPage.objects.get(pk=page.pk)

    with CaptureQueriesContext(connection) as queries:
        sync_languages(page)

    raw = target(page).body.raw_data[0]["value"]["stats"][0]
    assert raw.get("value", raw)["value"] == "7001"
    assert len(queries) <= MOST
