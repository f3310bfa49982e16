"""A published figure is corrected: asked why, published, read in both languages."""

from typing import Any

from django.urls import reverse

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from pytest_django import Settings

from results.models import ResultsPage
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, again, block
from tests.models.changing import in_english
from tests.translation.translating import target

from .conftest import speak
from .looks import assert_it_looks_right
from .test_editor import open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TIPS = block("stat", "tips", value="6558", label="granskade tips", unit="number")
SHARED = block(
    "stat", "shared", value="1100", label="olagliga", whole_value="6558", whole_label="tips"
)
TEXT = block("text", "text", heading="Hotline", text="<p>Under 2016 granskade vi 6 558 tips.</p>")


def published() -> ResultsPage:
    """An edition, example data, published in Swedish and English."""
    page: ResultsPage = ResultsPageFactory.create(
        content=[TEXT, block("stats", "stats", heading="Siffror", stats=[TIPS, SHARED])],
        title="Resultat 2016",
    )
    page.save_revision().publish()
    in_english(page)
    return again(page)


def assert_fits(window: Window) -> None:
    """Nothing sticks out at 320 pixels."""
    window.set_viewport_size({"width": 320, "height": 900})
    assert window.evaluate("document.documentElement.scrollWidth") <= 320
    window.set_viewport_size({"width": 1280, "height": 900})


def type_and_publish(window: Window, edition: ResultsPage, value: str) -> None:
    open_form(window, edition)
    window.fill("[name=body-1-value-stats-0-value-value]", value)
    window.locator("[name=action-publish]").evaluate("button => button.click()")


def test_a_correction_from_the_form_to_the_readers_of_both_languages_and_the_withdrawal(
    admin_page: Window, settings: Settings, complaints: list[str]
) -> None:
    # What Wagtail saves by itself must not meet the publishing.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    speak("en")
    edition = published()
    type_and_publish(admin_page, edition, "6500")
    admin_page.wait_for_url(f"**/admin/results/changes/{edition.pk}/")
    figure = admin_page.locator(".results-changes__figure")
    expect(figure.locator("del")).to_contain_text("558")
    expect(figure.locator("ins")).to_contain_text("500")
    expect(figure.locator(".results-changes__places")).to_contain_text("olagliga")
    expect(figure.locator(".results-changes__places")).to_contain_text("granskade vi 6 558 tips")
    assert_fits(admin_page)

    admin_page.get_by_role("link", name="Back to the draft").click()
    figure_field = admin_page.locator("[name=body-1-value-stats-0-value-value]")
    figure_field.wait_for()
    expect(figure_field).to_have_value("6500")
    admin_page.locator("[name=action-publish]").evaluate("button => button.click()")
    admin_page.get_by_role("button", name="Publish with these reasons").click()
    expect(
        admin_page.locator(".error-message", has_text="Say why the figure has changed.")
    ).to_be_visible()
    admin_page.get_by_label("Correction: we had it wrong").check()
    admin_page.get_by_label("Reason").fill("58 tips hade räknats två gånger.")
    admin_page.get_by_role("button", name="Publish with these reasons").click()
    expect(admin_page.locator(".messages .success")).to_be_visible()

    sync_languages(again(edition))
    admin_page.goto(edition.url)
    changed: Any = admin_page.locator(".results-figure__changed a").first
    expect(changed).to_contain_text("Rättad")
    expect(changed).to_contain_text("tidigare 6\u00a0558")
    assert_fits(admin_page)
    changed.click()
    expect(admin_page.locator(".results-changes li:target")).to_contain_text("räknats två gånger")

    admin_page.goto(target(edition).url)
    expect(admin_page.locator(".results-figure__changed").first).to_contain_text("earlier 6,558")
    assert_fits(admin_page)
    admin_page.get_by_role("link", name="The page as it was before").click()
    expect(admin_page.locator(".results-notice")).to_contain_text("This is the page as it was")
    expect(admin_page.locator("data[value='6558']").first).to_be_visible()
    assert_it_looks_right(admin_page, "main")

    admin_page.goto(reverse("wagtailadmin_pages:unpublish", args=[edition.pk]))
    admin_page.locator("main form button[type=submit]").click()
    admin_page.get_by_label("Reason").fill("Siffrorna var ett annat års.")
    assert_fits(admin_page)
    admin_page.get_by_role("button", name="Withdraw").click()
    expect(admin_page.locator(".messages .success").first).to_be_visible()
    for page, said in ((edition, "har dragits tillbaka"), (target(edition), "been withdrawn")):
        admin_page.goto(page.url)
        expect(admin_page.get_by_role("heading", level=1)).to_contain_text(said)
        expect(admin_page.locator("main")).to_contain_text("Siffrorna var ett annat års.")
        assert_it_looks_right(admin_page, "main")
    # The browser says of each page that it is gone.
    assert all("410" in said for said in complaints)
    complaints.clear()
