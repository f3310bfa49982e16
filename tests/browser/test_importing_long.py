"""A long document in the browser: it is waited for, its chapters are chosen, and it is reviewed, by keyboard."""

import pytest
from playwright.sync_api import FilePayload, expect
from playwright.sync_api import Page as Window

from results.importing.models import Upload
from results.importing.waiting import read_due
from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Heartbeat
from tests.browser.conftest import speak
from tests.browser.looks import assert_it_looks_right
from tests.factories import ResultsIndexPageFactory, home_page
from tests.importing.admin.long_documents import PAGES, long_pdf

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def index(admin_page: Window) -> ResultsIndexPage:
    """An English index page, and an administrator who reads English."""
    index: ResultsIndexPage = ResultsIndexPageFactory.create(parent=home_page("en"))
    speak("en")
    Heartbeat.beat()
    return index


def upload(window: Window, index: ResultsIndexPage) -> None:
    """Choose a PDF of many pages, and send it by key."""
    window.goto(f"/admin/results/import/{index.pk}/")
    payload: FilePayload = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": long_pdf()}
    window.set_input_files("[name=document]", payload)
    window.get_by_label("Year" if window.locator("html[lang=en]").count() else "År").focus()
    window.keyboard.press("Enter")
    expect(window.get_by_role("progressbar")).to_be_visible()


def test_a_long_document_is_waited_for_chosen_from_and_reviewed_by_keyboard(
    admin_page: Window, index: ResultsIndexPage
) -> None:
    upload(admin_page, index)
    Upload.objects.update(done=12, total=PAGES)
    expect(admin_page.get_by_text(f"12 of {PAGES} pages")).to_be_visible()
    read_due()

    admin_page.get_by_role("button", name="Take none").press("Enter")
    expect(admin_page.get_by_role("checkbox", checked=True)).to_have_count(0)
    admin_page.get_by_role("checkbox", name="Chapter 1 from").press("Space")
    admin_page.keyboard.press("Tab")
    admin_page.keyboard.press("Space")
    expect(admin_page.get_by_text("Taken: 2")).to_be_visible()
    admin_page.get_by_role("button", name="Go on with these chapters").press("Enter")

    expect(admin_page.get_by_text(f"2 of {PAGES} chapters are taken.")).to_be_visible()
    expect(admin_page.locator(".results-import__figure")).to_have_count(2)
    picture = admin_page.get_by_alt_text("Page 2 of the document")
    assert not picture.evaluate("image => image.complete")
    admin_page.get_by_text("Show the page").first.press("Enter")
    expect(picture).to_be_visible()
    admin_page.wait_for_function("image => image.naturalWidth > 900", arg=picture.element_handle())
    admin_page.get_by_role("link", name="Choose chapters").press("Enter")
    expect(admin_page.get_by_role("checkbox", checked=True)).to_have_count(2)
    admin_page.get_by_role("button", name="Go on with these chapters").press("Enter")
    admin_page.get_by_role("button", name="Make the draft").press("Enter")
    expect(admin_page.get_by_text("Draft made of “a.pdf”.")).to_be_visible()
    assert ResultsPage.objects.get().title == "Example year"


@pytest.mark.parametrize("language", ["en", "sv"])
def test_the_screens_of_a_long_document_break_no_rule_of_axe(
    admin_page: Window, index: ResultsIndexPage, language: str
) -> None:
    speak(language)
    upload(admin_page, index)
    assert_it_looks_right(admin_page)
    Upload.objects.update(state="refused", refusal="It could not be read: example data.")
    expect(admin_page.locator(".help-critical")).to_be_visible()
    assert_it_looks_right(admin_page)
    Upload.objects.update(state="waiting")
    read_due()
    admin_page.reload()
    expect(admin_page.get_by_role("checkbox").first).to_be_visible()
    assert_it_looks_right(admin_page)
