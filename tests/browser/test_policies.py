"""Nothing that the site sends breaks its own policy, and no other host is told anything.

The watching is done by the fixtures of this folder.
"""

import re

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from results.models import ResultsPage
from tests.factories import ResultsPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ADMIN_SCREENS = [
    "/admin/",
    "/admin/account/",
    "/admin/documents/multiple/add/",
    "/admin/images/multiple/add/",
    "/admin/pages/usage/results/resultspage/",
    "/admin/reports/site-history/",
    "/admin/users/",
    "/admin/workflows/list/",
]


@pytest.fixture
def edition() -> ResultsPage:
    """A published edition with a revision."""
    edition: ResultsPage = ResultsPageFactory.create(title="Resultat 2016", content=[])
    edition.save_revision().publish()
    return edition


def test_screens_of_the_admin_keep_its_policy(edition: ResultsPage, admin_page: Window) -> None:
    for address in (
        *ADMIN_SCREENS,
        f"/admin/pages/{edition.get_parent().pk}/",
        f"/admin/pages/{edition.pk}/edit/",
        f"/admin/pages/{edition.pk}/history/",
    ):
        response = admin_page.goto(address)
        assert response
        assert response.status == 200, address
        admin_page.wait_for_load_state("networkidle")


def test_the_preview_shows_the_page_under_the_public_policy(
    edition: ResultsPage, admin_page: Window
) -> None:
    admin_page.goto(f"/admin/pages/{edition.pk}/edit/")
    preview = re.compile(r"/edit/preview/\?")
    with admin_page.expect_response(
        lambda response: bool(preview.search(response.url)) and response.request.method == "GET"
    ) as shown:
        admin_page.get_by_role("button", name=re.compile("förhandsgranskning", re.I)).first.click()

    assert "default-src 'none'" in shown.value.headers["content-security-policy"]
    shown_page = admin_page.frame_locator("iframe[src*='in_preview_panel']")
    expect(shown_page.get_by_role("heading", level=1)).to_have_text("Resultat 2016")
