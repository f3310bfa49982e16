"""An edition is composed by importing a document, in the browser."""

import re

import pytest
from playwright.sync_api import Dialog, FilePayload, Locator, expect
from playwright.sync_api import Page as Window

from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, home_page
from tests.importing.admin.importer import DOCUMENT
from tests.importing.printed import printed

from .conftest import speak
from .looks import assert_it_looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def index(admin_page: Window) -> ResultsIndexPage:
    """An English index page, and an administrator who reads English."""
    index: ResultsIndexPage = ResultsIndexPageFactory.create(parent=home_page("en"))
    speak("en")
    return index


def document(content: str = DOCUMENT, name: str = "results.txt") -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content.encode()}


def upload(window: Window, index: ResultsIndexPage, **options: str) -> None:
    """Choose a document and its year, and send them."""
    window.goto(f"/admin/results/import/{index.pk}/")
    window.set_input_files("[name=document]", document(**options))
    window.fill("[name=year]", "2018")
    window.locator("form[data-results-import] button[type=submit]").click()


def review(window: Window, index: ResultsIndexPage, **options: str) -> None:
    upload(window, index, **options)
    expect(window.locator("#figure-0")).to_be_visible()


def opened(window: Window, figure: str) -> Locator:
    """A figure whose fields are shown."""
    found = window.locator(f"#{figure}")
    found.locator("> details > summary").press("Enter")
    expect(found.locator("[name$=-value]")).to_be_visible()
    return found


def test_a_figure_says_while_it_is_mended_how_it_is_understood(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    review(admin_page, index)
    figure = opened(admin_page, "figure-0")
    figure.get_by_label("Precision", exact=True).select_option("over")
    expect(figure.get_by_role("status")).to_have_text("= over\u00a06,558 tips")
    expect(figure.get_by_role("checkbox")).to_have_accessible_name("over\u00a06,558 tips")
    figure.get_by_label("Figure", exact=True).fill("six")
    expect(figure.locator(".results-figure-preview--error")).to_be_visible()


def test_what_is_wrong_has_the_focus_and_is_not_hidden_by_the_buttons(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    review(admin_page, index)
    wrong = opened(admin_page, "figure-1").get_by_label("Figure", exact=True)
    wrong.fill("six")
    admin_page.get_by_role("button", name="Create the draft").click()
    expect(wrong).to_be_focused()
    expect(wrong).to_have_accessible_description(re.compile("number"))
    # The browser scrolls after it has given the focus.
    admin_page.wait_for_function(
        """() => {
          const buttons = document.querySelector(".results-import__actions");
          const field = document.activeElement.getBoundingClientRect();
          return field.top >= 0 && field.bottom <= buttons.getBoundingClientRect().top;
        }"""
    )
    wrong.fill("1150")
    expect(admin_page.locator("#figure-1 .error-message")).to_have_count(0)
    expect(wrong).not_to_have_attribute("aria-invalid", "true")


def test_whoever_leaves_before_a_decision_is_kept_is_asked(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    review(admin_page, index)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    admin_page.on("dialog", stay)
    opened(admin_page, "figure-0").get_by_label("What is counted").fill("reports")
    admin_page.locator("a[href='/admin/']").first.click(no_wait_after=True)
    expect(admin_page.locator("[data-results-import-kept]")).to_have_text("Saved.")
    assert asked == ["beforeunload"]


LOOK = """Results of the year

We work for children.

Hotline

The hotline got 6558 tips, and 12 of 20 stayed. Perhaps two of them came from abroad.

Schools

We taught pupils, and 87 of 112 stayed, in 14 schools.
"""


def test_figures_are_found_decided_on_by_key_and_at_once_and_kept(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    review(admin_page, index, content=LOOK)
    left = admin_page.locator("[data-left]")
    ticked = admin_page.locator("[name^=figure][name$=-wanted]:checked")
    expect(left).to_have_text("3")
    expect(ticked).to_have_count(2)
    admin_page.get_by_label("Number or word").fill("schools")
    expect(admin_page.locator(".results-import__figure:visible")).to_have_count(2)
    admin_page.get_by_role("button", name="Include those shown").click()
    expect(ticked).to_have_count(3)
    expect(left).to_have_text("2")
    admin_page.get_by_role("button", name="Undo").click()
    expect(left).to_have_text("3")
    expect(ticked).to_have_count(2)
    admin_page.get_by_label("Number or word").fill("6 558 tips")
    expect(admin_page.locator(".results-import__figure:visible")).to_have_count(2)
    admin_page.get_by_label("Number or word").fill("")

    admin_page.evaluate("document.activeElement.blur()")
    admin_page.keyboard.press("Alt+ArrowDown")
    first = admin_page.locator("li[data-pile=look]").first
    expect(first.locator("[name$=-wanted]")).to_be_focused()
    admin_page.keyboard.press("Space")
    expect(left).to_have_text("2")
    admin_page.keyboard.press("Alt+ArrowDown")
    second = admin_page.locator("li[data-pile=look]").nth(1)
    expect(second.locator("[name$=-wanted]")).to_be_focused()
    admin_page.keyboard.press("Space")
    opened(admin_page, str(second.get_attribute("id")))
    second.get_by_label("Role").select_option("goal")
    expect(second.locator("[name$=-wanted]")).not_to_be_checked()
    expect(left).to_have_text("1")
    admin_page.locator("li[data-pile=look]").nth(2).get_by_label("Checked").check()
    admin_page.keyboard.press("Alt+ArrowDown")
    expect(admin_page.get_by_role("button", name="Create the draft")).to_be_focused()

    expect(admin_page.locator("[data-results-import-kept]")).to_have_text("Saved.")
    admin_page.reload()
    expect(left).to_have_text("0")
    expect(ticked).to_have_count(3)


def test_the_page_as_it_will_look_stands_beside_what_is_decided(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    admin_page.set_viewport_size({"width": 1366, "height": 900})
    review(admin_page, index)
    page = admin_page.frame_locator("[data-results-import-page]")
    expect(page.get_by_role("heading", name="Results of the year")).to_be_visible()
    figure = opened(admin_page, "figure-0")
    figure.get_by_label("What is counted").fill("reports read")
    expect(page.get_by_text("reports read").first).to_be_visible()
    # Nothing in it leads away, and no key goes through it.
    page.get_by_role("link").first.evaluate("link => link.click()")
    figure.get_by_label("What is counted").fill("reports seen")
    expect(admin_page.locator("[data-results-import-kept]")).to_have_text("Saved.")
    expect(page.get_by_text("reports seen").first).to_be_visible()
    assert admin_page.locator("iframe[data-results-import-page]").get_attribute("tabindex") == "-1"


def test_two_clicks_send_the_review_once(admin_page: Window, index: ResultsIndexPage) -> None:
    review(admin_page, index)
    sent: list[str] = []
    admin_page.on(
        "request",
        lambda request: sent.append(request.method) if "/import/" in request.url else None,
    )
    admin_page.get_by_role("button", name="Create the draft").dblclick()
    expect(admin_page.get_by_text("Draft created from “results.txt”.")).to_be_visible()
    assert sent.count("POST") == 1
    assert DocumentImport.objects.count() == 1


def test_not_to_import_is_asked_for_and_sends_none_of_the_figures(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    review(admin_page, index)
    admin_page.once("dialog", lambda dialog: dialog.dismiss())
    admin_page.get_by_role("button", name="Do not import").click()
    expect(admin_page.locator("#figure-0")).to_be_visible()
    admin_page.once("dialog", lambda dialog: dialog.accept())
    with admin_page.expect_request(lambda request: request.method == "POST") as sent:
        admin_page.get_by_role("button", name="Do not import").click()
    expect(admin_page.get_by_text("The document was not imported.")).to_be_visible()
    assert "figure-0" not in (sent.value.post_data or "")
    assert not ResultsPage.objects.exists()


def test_the_screens_break_no_rule_of_axe(admin_page: Window, index: ResultsIndexPage) -> None:
    speak("sv")
    edition = ResultsPageFactory.create(parent=index, year=2018, live=False)
    upload(admin_page, index)
    expect(admin_page.locator(".error-message")).to_be_visible()
    assert_it_looks_right(admin_page)

    edition.delete()
    review(admin_page, index)
    assert_it_looks_right(admin_page)

    admin_page.locator("[name=doubtful-0-wanted]").check()
    opened(admin_page, "doubtful-0").locator("[name$=-value]").fill("x")
    assert_it_looks_right(admin_page)
    admin_page.locator(".results-import__actions button").first.click()
    expect(admin_page.locator(".help-critical a")).to_have_count(1)
    assert_it_looks_right(admin_page)


def test_a_pdf_shows_the_page_of_a_figure_by_keyboard(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    pages = (
        "<h1>Year</h1><p>We work.<h2 style='break-before: page'>Hotline</h2><p>It got 6558 tips."
    )
    payload: FilePayload = {
        "name": "a.pdf", "mimeType": "application/pdf", "buffer": printed(pages),
    }  # fmt: skip
    admin_page.goto(f"/admin/results/import/{index.pk}/")
    admin_page.set_input_files("[name=document]", payload)
    admin_page.get_by_label("Year").focus()
    admin_page.keyboard.press("Enter")
    picture = opened(admin_page, "figure-0").get_by_alt_text("Page 2 of the document")
    assert not picture.evaluate("image => image.complete")
    admin_page.get_by_text("Show the page").first.press("Enter")
    expect(picture).to_be_visible()
    admin_page.wait_for_function("image => image.naturalWidth > 900", arg=picture.element_handle())
