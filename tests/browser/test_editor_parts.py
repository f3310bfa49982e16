"""What an editor sees of indicators, main points and tables while composing."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from pytest_django import Settings

from results.models import Indicator, ResultsPage
from tests.factories import (
    IndicatorFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    again,
    block,
    table_block,
)

from .conftest import speak
from .test_editor import autosave, open_form

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def editions(indicator: Indicator, /, **stat: Any) -> ResultsPage:
    """A published 2015 with a figure of the indicator, and a draft of 2016 with one without."""
    index = ResultsIndexPageFactory.create()
    last = block("stat", "s", value="5900", label="", unit="percent", indicator=indicator.pk)
    ResultsPageFactory.create(parent=index, year=2015, content=[last])
    now = block("stat", "s", **{"value": "6558", "label": "", "unit": "number"} | stat)
    draft: ResultsPage = ResultsPageFactory.create(parent=index, live=False, content=[now])
    draft.save_revision()
    return draft


def test_choosing_an_indicator_gives_the_figure_its_unit_name_and_last_periods_value(
    admin_page: Window,
) -> None:
    indicator = IndicatorFactory.create(name="granskade tips", unit="percent")
    draft = editions(indicator)
    open_form(admin_page, draft)
    admin_page.locator("[aria-controls=block_group-body-0-value-settings]").click()
    admin_page.get_by_role("button", name="Välj en indikator").click()
    with autosave(admin_page, "body-0-value-indicator", str(indicator.pk)):
        admin_page.get_by_role("link", name="granskade tips").click()

    hint = admin_page.locator(".results-figure-preview", has_text="2015")
    expect(hint).to_have_text("2015: 5\u00a0900\u00a0% granskade tips")
    expect(admin_page.locator("[name=body-0-value-unit]")).to_have_value("percent")
    label = admin_page.locator("[name=body-0-value-label]")
    expect(label).to_have_attribute("placeholder", "granskade tips")
    saved = ResultsPage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert saved.body[0].value["indicator"].name == "granskade tips"
    # More than ten times that value is asked about while it is typed.
    for typed, mark in (("65580", "--error"), ("6558", "preview$")):
        admin_page.fill("[name=body-0-value-value]", typed)
        expect(hint).to_have_class(re.compile(mark))


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


def test_a_wide_table_scrolls_within_itself_by_keyboard(page: Window) -> None:
    wide = block("table", "t", table=WIDE, has_row_heads=True)
    edition = ResultsPageFactory.create(content=[wide, table_block()])
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(edition.url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        region = page.get_by_role("region", name=WIDE["caption"])
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(300)
        assert region.evaluate("element => element.scrollLeft > 0") is (width == 320)
