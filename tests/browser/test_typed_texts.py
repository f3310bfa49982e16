"""What a translator types is checked at once, kept, confirmed and published by keyboard alone."""

from typing import Any

from wagtail.models import Page

import pytest
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as Window

from tests.factories import ResultsPageFactory, block, home_page
from tests.translation.changing import body_with, publish, published_in_english
from tests.translation.translating import target

from .conftest import speak
from .looks import assert_it_looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_is_checked_at_once_and_outlives_the_window(
    admin_page: Window, edition: Any
) -> None:
    translation = published_in_english(edition)
    publish(edition, body_with(label="12 reports examined"))
    address = f"/admin/results/translations/{translation.pk}/strings/"
    admin_page.goto(address)
    string = admin_page.locator(".results-string")
    string.locator("[name=text]").fill("13 reports examined")
    notes = string.locator("[data-results-notes]")
    expect(notes).to_have_text("12 has become 13 in the translation.")
    marks = string.locator(".results-string__fault")
    expect(marks).to_have_text(["12", "13"])
    admin_page.goto(address)
    expect(string.locator("[name=text]")).to_have_value("13 reports examined")
    expect(string.get_by_role("status")).to_have_text("Typed before, and not saved yet")
    string.locator("[name=text]").fill("12 reports examined")
    expect(notes).to_be_empty()
    string.locator("[name=text]").press("Control+Enter")
    expect(string.get_by_role("status")).to_have_text("Saved")
    string.get_by_role("button", name="Undo").click()
    expect(string.locator(".results-string__doubt")).not_to_have_count(0)


def test_nothing_typed_is_lost_with_the_source_the_session_or_the_page(
    admin_page: Window, edition: Any, context: BrowserContext, complaints: list[str]
) -> None:
    translation = published_in_english(edition)
    admin_page.goto(f"/admin/results/translations/{translation.pk}/strings/?doubt=all")
    heading = admin_page.locator("h2", has_text="Introduction")
    string = admin_page.locator(".results-string").filter(has=heading)
    field = string.locator("[name=text]")
    field.fill("Typed for long")
    publish(edition, introduction="What we did.")
    field.press("Control+Enter")
    expect(string.locator("[data-results-notes]")).to_contain_text("The source has changed")
    admin_page.reload()
    expect(field).to_have_value("Typed for long")

    question, state = string.locator("[name=question]"), string.locator("[data-results-state]")
    string.get_by_text("Ask the author").click()
    question.fill("Which of them?")
    string.get_by_role("button", name="Ask", exact=True).click()
    expect(string.get_by_text("Which of them?")).to_be_visible()

    cookies: Any = context.cookies()
    context.clear_cookies()
    field.press("Control+Enter")
    expect(state).to_contain_text("you are signed out")
    question.fill("Since when?")
    string.get_by_role("button", name="Ask", exact=True).click()
    kept = f"results-string:{translation.pk}:"
    admin_page.wait_for_function(
        f"Object.keys(localStorage).filter(each => each.startsWith('{kept}')).length === 2"
    )
    context.add_cookies(cookies)

    Page.objects.get(pk=edition.pk).delete()
    admin_page.reload()
    typed = admin_page.locator("[data-results-typed] li")
    expect(typed).to_have_count(2)
    expect(typed.filter(has_text="Typed for long")).to_have_count(1)
    typed.filter(has_text="Since when?").get_by_role("button", name="Throw away").click()
    expect(typed).to_have_count(1)
    assert_it_looks_right(admin_page)
    complaints.clear()


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
