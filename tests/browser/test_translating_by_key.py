"""A changed edition is confirmed and published by keyboard alone, from the page as it opens."""

from typing import Any

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser.conftest import speak
from tests.factories import ResultsPageFactory, block, home_page
from tests.translation.changing import publish, published_in_english
from tests.translation.translating import target

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHANGED = 10
MOST = 40


def sections(words: str) -> list[dict[str, Any]]:
    return [
        block("text", f"text {n}", heading=f"{words} {n}", text="<p>Text.</p>", links=[])
        for n in range(CHANGED)
    ]


@pytest.mark.parametrize(("language", "width"), [("sv", 390), ("en", 1366)])
def test_ten_changed_texts_take_forty_presses_beyond_typing(
    admin_page: Window, language: str, width: int
) -> None:
    home_page("en")
    speak(language)
    edition = ResultsPageFactory.create(content=sections("Heading"))
    published_in_english(edition)
    publish(edition, sections("Another heading"))
    admin_page.set_viewport_size({"width": width, "height": 844})
    admin_page.goto(f"/admin/pages/{target(edition).pk}/edit/")
    strings = admin_page.locator(".results-string")
    expect(strings).to_have_count(CHANGED)
    pressed = 0

    def press(key: str) -> None:
        nonlocal pressed
        admin_page.keyboard.press(key)
        pressed += 1

    press("Alt+ArrowDown")
    for n in range(CHANGED):
        expect(strings.nth(n).locator("[name=text]")).to_be_focused()
        admin_page.keyboard.type("New: ")
        press("Control+Enter")
        expect(strings.nth(n).locator("[data-results-undo]")).to_be_visible()
    publishing = admin_page.locator(".results-strings__back button").first
    while not publishing.evaluate("each => each === document.activeElement"):
        press("Tab")
    press("Enter")
    expect(admin_page.locator(".messages .success")).to_be_visible(timeout=30_000)
    assert "New: " in str(target(edition).body.raw_data[CHANGED - 1])
    assert pressed <= MOST
    admin_page.wait_for_load_state("networkidle")
