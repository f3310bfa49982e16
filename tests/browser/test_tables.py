"""A table as an editor fills it in, and as readers get it on a narrow screen."""

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from pytest_django import Settings

from tests.browser.conftest import speak
from tests.browser.test_editor import open_form
from tests.factories import ResultsPageFactory, again, block, home_page, table_block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDE: dict[str, Any] = {
    "caption": "Exempeldata: så gick det för tipsen, år för år",
    "columns": [
        {"type": "text", "heading": "År"},
        {"type": "number", "heading": "Granskade tips"},
        {"type": "number", "heading": "Bedömda som olagliga (%)"},
        {"type": "number", "heading": "Kostnad (tusen kr)"},
        {"type": "text", "heading": "Anmärkning"},
    ],
    "rows": [
        {"values": ["2014", "5120", "17.20", "1240.5", "Räknat för sig"]},
        {"values": ["2015", "6243", "15.90", "1300.0", ""]},
        {"values": ["2016", "6558", "16.77", None, "Preliminära uppgifter från hotline"]},
    ],
}


def test_an_editor_fills_in_a_table_and_reads_it_as_the_language_writes_it(
    admin_page: Window, settings: Settings
) -> None:
    # What Wagtail saves by itself must not meet the button.
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    speak("en")
    edition = ResultsPageFactory.create(live=False, content=[block("table", "t", table={})])
    edition.save_revision()
    open_form(admin_page, edition)
    admin_page.locator("[name=body-0-value-table-caption]").fill("Tips till Hotline")
    for number, (kind, heading) in enumerate([("Text", "År"), ("Numbers", "Tips")]):
        admin_page.locator("[data-append-column]").click()
        admin_page.get_by_role("button", name=kind, exact=True).last.click()
        admin_page.locator(f"[name=body-0-value-table-column-{number}-heading]").fill(heading)
    admin_page.locator("[name=body-0-value-table-cell-0-0]").fill("2016")
    cell = admin_page.locator("[name=body-0-value-table-cell-0-1]")
    cell.fill("6,558.50")
    admin_page.get_by_role("button", name="Save draft").first.click()
    expect(admin_page.locator(".messages .success")).to_be_visible()
    expect(cell).to_have_value("6558.50")
    table = again(edition).get_latest_revision_as_object().body[0].value["table"]
    assert list(table.shown_rows("sv")) == [["2016", "6\u00a0558,50"]]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_wide_table_scrolls_within_itself_by_keyboard(page: Window, language: str) -> None:
    parent = home_page(language)
    edition = ResultsPageFactory.create(
        parent__parent=parent,
        locale=parent.locale,
        content=[
            block("text", "text", heading="Hotline", text="<p>Exempeldata.</p>", links=[]),
            block("table", "t", table=WIDE, has_row_heads=True),
            table_block(),
        ],
    )
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(edition.url)
        across = page.evaluate("document.documentElement.scrollWidth")
        assert across <= width
        region = page.get_by_role("region", name=WIDE["caption"])
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        has_moved = region.evaluate("element => element.scrollLeft > 0")
        assert has_moved is (width == 320)
