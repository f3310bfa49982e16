"""A correction and a withdrawal, where they are made and where they are read: all of it fits."""

from django.urls import reverse

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from results.sync import sync_languages
from tests.models.changing import anew, edition, in_english, with_value

from .conftest import speak
from .looks import assert_it_looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def assert_fits(window: Window) -> None:
    """Nothing sticks out at 320 pixels."""
    window.set_viewport_size({"width": 320, "height": 900})
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    window.set_viewport_size({"width": 1280, "height": 900})


def test_a_correction_and_a_withdrawal_fit_where_they_are_made_and_read(
    admin_page: Window, complaints: list[str]
) -> None:
    speak("en")
    page = edition("6558")
    english = in_english(page)
    page.body = [with_value("6500")]
    page.save_revision()
    admin_page.goto(reverse("results_admin:changes", args=[page.pk]))
    assert_fits(admin_page)
    admin_page.get_by_label("Correction: we had it wrong").check()
    admin_page.get_by_label("Reason").fill("58 tips hade räknats två gånger.")
    admin_page.get_by_role("button", name="Publish with these reasons").click()
    expect(admin_page.locator(".messages .success")).to_be_visible()

    sync_languages(anew(page))
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
