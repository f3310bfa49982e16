"""Screens of the admin: they break no rule of axe, fit, keep their own policy, and tell no other host anything."""

import re

from django.urls import reverse

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from results.models import ResultsPage
from results.webhooks.models import Delivery, Endpoint
from tests.factories import ResultsPageFactory, again
from tests.models.changing import edition as changing
from tests.models.changing import in_english, with_value
from tests.syncing import sync_languages

from .conftest import speak
from .looks import assert_it_looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    for address in ("/admin/webhooks/", f"/admin/webhooks/edit/{endpoint.pk}/"):
        admin_page.goto(address)
        assert_it_looks_right(admin_page)


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
def published(db: None) -> ResultsPage:
    """A published edition with a revision."""
    page: ResultsPage = ResultsPageFactory.create(title="Resultat 2016", content=[])
    page.save_revision().publish()
    return page


def test_screens_of_the_admin_keep_its_policy(published: ResultsPage, admin_page: Window) -> None:
    for address in (
        *ADMIN_SCREENS,
        f"/admin/pages/{published.get_parent().pk}/",
        f"/admin/pages/{published.pk}/edit/",
        f"/admin/pages/{published.pk}/history/",
    ):
        response = admin_page.goto(address)
        assert response
        assert response.status == 200, address
        admin_page.wait_for_load_state("networkidle")


def test_the_preview_shows_the_page_under_the_public_policy(
    published: ResultsPage, admin_page: Window
) -> None:
    admin_page.goto(f"/admin/pages/{published.pk}/edit/")
    preview = re.compile(r"/edit/preview/\?")
    with admin_page.expect_response(
        lambda response: bool(preview.search(response.url)) and response.request.method == "GET"
    ) as shown:
        admin_page.get_by_role("button", name=re.compile("förhandsgranskning", re.I)).first.click()

    assert "default-src 'none'" in shown.value.headers["content-security-policy"]
    shown_page = admin_page.frame_locator("iframe[src*='in_preview_panel']")
    expect(shown_page.get_by_role("heading", level=1)).to_have_text("Resultat 2016")


def assert_fits(window: Window) -> None:
    """Nothing sticks out at 320 pixels."""
    window.set_viewport_size({"width": 320, "height": 900})
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    window.set_viewport_size({"width": 1280, "height": 900})


def test_a_correction_and_a_withdrawal_fit_where_they_are_made_and_read(
    admin_page: Window, complaints: list[str]
) -> None:
    speak("en")
    page = changing("6558")
    english = in_english(page)
    page.body = [with_value("6500")]
    page.save_revision()
    admin_page.goto(reverse("results_admin:changes", args=[page.pk]))
    assert_fits(admin_page)
    admin_page.get_by_label("Correction: we had it wrong").check()
    admin_page.get_by_label("Reason").fill("58 tips hade räknats två gånger.")
    admin_page.get_by_role("button", name="Publish with these reasons").click()
    expect(admin_page.locator(".messages .success")).to_be_visible()

    sync_languages(again(page))
    for each in (page, english):
        admin_page.goto(each.url)
        assert_fits(admin_page)
    admin_page.locator(".results-figure__changed a").first.click()
    expect(admin_page.locator(".results-changes li:target")).to_contain_text("räknats två gånger")
    admin_page.get_by_role("link", name="The page as it was before").click()
    expect(admin_page.locator("data[value='6558']").first).to_be_visible()
    assert_it_looks_right(admin_page, "main")

    admin_page.goto(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    admin_page.locator("main form button[type=submit]").click()
    admin_page.get_by_label("Reason").fill("Siffrorna var ett annat års.")
    assert_fits(admin_page)
    admin_page.get_by_role("button", name="Withdraw").click()
    expect(admin_page.locator(".messages .success").first).to_be_visible()
    for each in (page, english):
        admin_page.goto(each.url)
        expect(admin_page.locator("main")).to_contain_text("Siffrorna var ett annat års.")
        assert_it_looks_right(admin_page, "main")
    # The browser says of each page that it is gone.
    assert all("410" in said for said in complaints)
    complaints.clear()
