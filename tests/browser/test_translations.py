"""A source changes; its translation is brought up to date, and nothing that is typed is lost."""

from typing import Any

from django.utils import timezone

from wagtail.models import Page

import pytest
from playwright.sync_api import BrowserContext, expect
from playwright.sync_api import Page as Window

from tests.browser.looks import assert_it_looks_right
from tests.translation.changing import body_with, publish, published_in_english, stat
from tests.translation.translating import in_english, say, submit, target

NOTHING_BEHIND_THE_MENU = """() => {
  const menu = document.querySelector(".sidebar-nav-toggle--mobile")?.getBoundingClientRect();
  const lines = document.createRange();
  lines.selectNodeContents(document.querySelector(".messages li"));
  return menu && !document.getAnimations().length && [...lines.getClientRects()].every(
    (each) => each.left >= menu.right || each.top >= menu.bottom || each.bottom <= menu.top
  );
}"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_change_is_seen_compared_confirmed_and_published(
    admin_page: Window, edition: Any
) -> None:
    published_in_english(edition)
    publish(edition, body_with(label="reports examined"), introduction="What we did.")
    english = target(edition)

    admin_page.goto(f"/admin/pages/{english.pk}/edit/?editor=1")
    banner = admin_page.locator(".messages .warning")
    expect(banner).to_contain_text("2 to review")
    heading = admin_page.locator("h3", has_text="Swedish to English")
    expect(heading.first).to_be_attached()
    expect(heading.first).to_be_hidden()
    # On a telephone the menu's button lies on none of its lines.
    admin_page.set_viewport_size({"width": 320, "height": 844})
    admin_page.wait_for_function(NOTHING_BEHIND_THE_MENU)
    admin_page.set_viewport_size({"width": 1280, "height": 900})
    banner.get_by_role("link", name="All texts on one screen").click()

    strings = admin_page.locator(".results-string")
    expect(strings).to_have_count(2)
    expect(strings.first.locator("ins")).to_have_text("did")
    expect(strings.first.locator("del")).to_have_text("do")
    field = strings.first.get_by_label("English", exact=True)
    expect(field).to_have_value(in_english("What we do."))
    field.fill("What we have done.")
    # By keyboard alone: the button is the next stop, and then the next text.
    admin_page.keyboard.press("Tab")
    admin_page.keyboard.press("Enter")
    expect(strings.first.get_by_role("status")).to_have_text("Saved")
    expect(strings.nth(1).get_by_label("English", exact=True)).to_be_focused()
    admin_page.keyboard.press("Alt+Enter")
    expect(strings.nth(1).get_by_role("status")).to_have_text("Saved")
    admin_page.reload()
    expect(strings).to_have_count(0)

    undo = admin_page.get_by_role("button", name="Undo: ")
    expect(undo).to_have_count(2)
    undo.first.press("Enter")
    expect(strings).to_have_count(1)
    strings.first.get_by_role("button", name="Still right").press("Enter")
    expect(strings.first.get_by_role("status")).to_have_text("Saved")

    admin_page.get_by_role("link", name="To the translation editor").click()
    expect(admin_page.locator(".messages .warning")).to_have_count(0)
    admin_page.get_by_role("button", name="Publish in English").click()
    expect(admin_page.get_by_role("heading", level=1)).to_contain_text("Texts")
    expect(admin_page.locator(".messages .success")).to_be_visible()
    english = target(edition)
    assert english.introduction == "What we have done."
    assert stat(english)["label"] == in_english("reports reviewed")
    assert english.last_published_at <= timezone.now()


def test_an_edition_is_translated_by_keyboard_alone_on_a_telephone(
    admin_page: Window, edition: Any
) -> None:
    translation = submit(edition)
    admin_page.set_viewport_size({"width": 390, "height": 844})
    admin_page.goto(f"/admin/results/translations/{translation.pk}/strings/")
    strings = admin_page.locator(".results-string")
    number = strings.count()
    assert number == translation.source.stringsegment_set.count()
    assert_it_looks_right(admin_page)
    admin_page.set_viewport_size({"width": 390, "height": 844})
    admin_page.keyboard.press("Alt+ArrowDown")
    for index in range(number):
        string = strings.nth(index)
        expect(string.locator("[name=text]")).to_be_focused()
        # What nobody has to write is copied; a word is typed in front of it.
        admin_page.keyboard.press("Alt+c")
        admin_page.keyboard.press("Control+Enter")
        expect(string.get_by_role("status")).not_to_be_empty()
        expect(string.locator("[data-results-undo]")).to_be_visible()
    admin_page.locator(".results-strings__back button").first.press("Enter")
    expect(admin_page.locator(".messages .success")).to_be_visible()
    assert target(edition).live


def test_marks_lie_behind_the_words_of_the_field(admin_page: Window, edition: Any) -> None:
    translation = published_in_english(edition)
    publish(edition, introduction="12 of them, & more.")
    say(translation, "introduction", "12 of us, & more.")
    for width in (390, 1366):
        admin_page.set_viewport_size({"width": width, "height": 900})
        admin_page.goto(f"/admin/results/translations/{translation.pk}/strings/?doubt=all&q=12")
        string = admin_page.locator(".results-string").first
        field, marked = string.locator("[name=text]"), string.locator("[data-results-marked]")
        field.focus()
        expect(marked.locator("mark")).to_have_text(["12"])
        field.fill(40 * "All of the 12 & their friends. " + "\n\n")
        expect(marked.locator("mark")).to_have_count(40)
        field.press("End")
        admin_page.keyboard.type("x")
        # What stands before the word that is typed keeps its marks.
        expect(marked.locator("mark")).to_have_count(40)
        assert marked.text_content() == field.input_value()
        sizes = "each => [each.scrollHeight, each.clientHeight, each.clientWidth]"
        assert field.evaluate(sizes) == marked.evaluate(sizes)
        style = "each => ['font', 'padding', 'letterSpacing', 'wordSpacing', 'lineHeight'].map(name => getComputedStyle(each)[name])"
        assert field.evaluate(style) == marked.evaluate(style)
        field.fill("12 of us, & more.")


def test_the_page_stands_beside_its_texts_and_follows_them(
    admin_page: Window, edition: Any
) -> None:
    translation = published_in_english(edition)
    publish(edition, body_with(label="reports examined"), introduction="What we did.")
    asked: list[str] = []
    admin_page.on("request", lambda request: asked.append(request.url))
    address = f"/admin/results/translations/{translation.pk}/strings/"
    admin_page.goto(address)
    button = admin_page.get_by_role("button", name="The page beside the texts")
    expect(button).to_have_attribute("aria-expanded", "false")
    assert not [each for each in asked if "/preview/" in each]
    button.press("Enter")
    shown = admin_page.frame_locator("iframe[title='The page in English']")
    expect(shown.locator("body")).to_contain_text(in_english("What we do."))

    strings = admin_page.locator(".results-string")
    field = strings.nth(1).locator("[name=text]")
    field.focus()
    here = shown.locator("[data-results-here]")
    expect(here).to_contain_text(in_english("reports reviewed"))
    expect(here).to_be_in_viewport()
    assert_it_looks_right(admin_page)
    admin_page.set_viewport_size({"width": 390, "height": 844})
    field.blur()
    field.focus()
    admin_page.wait_for_function(
        """() => document.activeElement.getBoundingClientRect().bottom
            <= document.querySelector(".results-strings__page").getBoundingClientRect().top"""
    )
    field.fill("reports that were examined")
    field.press("Control+Enter")
    expect(shown.locator("body")).to_contain_text("reports that were examined", timeout=20_000)

    admin_page.reload()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(shown.locator("body")).to_contain_text("reports that were examined")
    admin_page.get_by_role("button", name="Close").press("Enter")
    expect(button).to_be_focused()
    expect(shown.locator("body")).to_be_hidden()
    admin_page.reload()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_suggestion_is_taken_by_a_key(admin_page: Window, edition: Any) -> None:
    translation = published_in_english(edition)
    publish(edition, introduction="What we do, and why.")
    admin_page.goto(f"/admin/results/translations/{translation.pk}/strings/")
    field = admin_page.locator(".results-string").first.locator("[name=text]")
    field.fill("Something else.")
    admin_page.locator("[data-results-suggestions] li").first.wait_for()
    admin_page.keyboard.press("Alt+1")
    expect(field).to_have_value(in_english("What we do."))
    admin_page.keyboard.press("Control+z")
    expect(field).to_have_value("Something else.")


def test_the_screens_break_no_rule_of_axe_and_nothing_sticks_out(
    admin_page: Window, edition: Any
) -> None:
    translation = published_in_english(edition)
    say(translation, "title", "2017")
    publish(edition, body_with(label="reports examined"))
    for address in (
        f"/admin/results/translations/{translation.pk}/strings/",
        "/admin/reports/results-languages/",
    ):
        admin_page.goto(address)
        assert_it_looks_right(admin_page)


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
    typed.filter(has_text="Since when?").get_by_role("button", name="Discard").click()
    expect(typed).to_have_count(1)
    assert_it_looks_right(admin_page)
    complaints.clear()
