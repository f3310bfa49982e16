"""How an editor keeps a main point that is offered."""

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser.test_editor import autosave, open_form
from tests.factories import ResultsPageFactory, again, block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_offered_sentence_is_a_main_point_once_an_editor_keeps_it(admin_page: Window) -> None:
    figures = [
        block("stat", name, value=value, label=name, unit="number", highlight="key")
        for name, value in (("tips", "6558"), ("delningar", "1382"))
    ]
    edition = ResultsPageFactory.create(live=False, content=figures)
    edition.save_revision()
    open_form(admin_page, edition)
    offers = admin_page.locator(".results-offers li")
    ask = admin_page.get_by_role("button", name="Föreslå utifrån siffrorna")
    ask.click()
    expect(offers).to_have_count(2)
    expect(offers.first).to_contain_text("6\u00a0558 tips.")

    with autosave(admin_page, "main_points-0-value-text", "tips."):
        offers.first.get_by_role("button", name="Behåll").click()
    expect(offers).to_have_count(1)
    expect(admin_page.locator("[name=main_points-0-value-text]")).to_have_value("tips.")
    figure = admin_page.locator("[name=main_points-0-value-figure] + select option:checked")
    expect(figure).to_have_text("6558 tips")
    kept = again(edition).get_latest_revision_as_object().main_points
    assert [(point.value["figure"], point.value["text"]) for point in kept] == [
        (figures[0]["id"], "tips.")
    ]

    ask.click()
    expect(offers).to_have_count(1)
    expect(offers.first).to_contain_text("1\u00a0382 delningar.")
