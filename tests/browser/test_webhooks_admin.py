"""Webhooks are looked after in the admin, in the browser."""

import re

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from results.webhooks.models import Delivery, Endpoint
from tests.browser.conftest import speak
from tests.browser.looks import assert_it_looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOG = "/admin/reports/webhooks/"


@pytest.fixture
def endpoint(admin_page: Window) -> Endpoint:
    speak("en")
    return Endpoint.objects.create(
        name="Example data", url="https://receiver.example/hook", events=["edition.published"]
    )


def test_a_test_is_sent_and_sent_again_and_the_secret_changed(
    admin_page: Window, endpoint: Endpoint
) -> None:
    editor = f"/admin/webhooks/edit/{endpoint.pk}/"
    admin_page.goto(editor)
    expect(admin_page.get_by_label("An edition was published")).to_be_checked()
    admin_page.get_by_role("button", name="Send a test").click()
    expect(admin_page).to_have_url(re.compile(LOG))
    Delivery.objects.update(state="dead")
    admin_page.goto(f"{LOG}?state=dead")
    admin_page.get_by_role("button", name="Send again").click()
    expect(admin_page.get_by_text("It is sent again")).to_be_visible()
    assert Delivery.objects.get().state == "pending"
    admin_page.goto(editor)
    admin_page.get_by_role("button", name="Make a new secret").click()
    expect(admin_page.get_by_text("signs too, until")).to_be_visible()
    expect(admin_page.get_by_text(endpoint.secret)).to_have_count(0)


def test_the_screens_break_no_rule_of_axe(admin_page: Window, endpoint: Endpoint) -> None:
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
