"""The stored answers are looked after in the admin, in the browser."""

from django.test import Client

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from tests.browser.conftest import speak
from tests.browser.looks import assert_it_looks_right
from tests.factories import ResultsPageFactory
from tests.snapshots.conftest import begin_anew

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORT = "/admin/reports/snapshots/"


@pytest.fixture
def edition(admin_page: Window, settings: Settings) -> ResultsPage:
    """A published edition with a long address, whose answers are stored."""
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True}
    begin_anew()
    page: ResultsPage = ResultsPageFactory.create(slug="what-we-have-done-in-the-year-2016")
    for address in (page.url, page.get_parent().url, "/sitemap.xml"):
        Client().get(address)
    speak("en")
    return page


def test_what_is_stored_is_found_and_cleared(admin_page: Window, edition: ResultsPage) -> None:
    admin_page.goto(f"{REPORT}?q=year-2016")
    row = admin_page.get_by_role("row").filter(has_text="http://testserver")
    expect(row).to_have_count(1)

    admin_page.get_by_role("link", name="Clear all").click()
    admin_page.get_by_role("button", name="Yes, clear all").click()
    expect(admin_page.get_by_text("were cleared")).to_be_visible()
    assert not Snapshot.objects.filter(url__startswith="http://testserver").exists()


def test_the_screens_break_no_rule_of_axe(admin_page: Window, edition: ResultsPage) -> None:
    speak("sv")
    for address in (REPORT, f"{REPORT}?q=nowhere", f"{REPORT}clear/"):
        admin_page.goto(address)
        assert_it_looks_right(admin_page)
