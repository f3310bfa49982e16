"""Stored answers and webhooks are looked after in the admin, in the browser."""

from django.test import Client

import pytest
from playwright.sync_api import Page as Window
from pytest_django import Settings

from results.models import ResultsPage
from results.webhooks.models import Delivery, Endpoint
from tests.factories import ResultsPageFactory
from tests.snapshots.conftest import begin_anew

from .conftest import speak
from .looks import assert_it_looks_right

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


def test_the_screens_break_no_rule_of_axe(admin_page: Window, edition: ResultsPage) -> None:
    speak("sv")
    for address in (REPORT, f"{REPORT}?q=nowhere", f"{REPORT}clear/"):
        admin_page.goto(address)
        assert_it_looks_right(admin_page)


LOG = "/admin/reports/webhooks/"


@pytest.fixture
def endpoint(admin_page: Window) -> Endpoint:
    speak("en")
    return Endpoint.objects.create(
        name="Example data", url="https://receiver.example/hook", events=["edition.published"]
    )


def test_the_screens_of_webhooks_break_no_rule_of_axe(
    admin_page: Window, endpoint: Endpoint
) -> None:
    for state in ("dead", "pending", "delivered"):
        Delivery.objects.create(
            endpoint=endpoint,
            event_id="msg_1",
            type="edition.published",
            state=state,
            error="OSError: receiver.example is in a private network.",
        )
    for address in ("/admin/", LOG, "/admin/webhooks/", f"/admin/webhooks/edit/{endpoint.pk}/"):
        admin_page.goto(address)
        assert_it_looks_right(admin_page)
