"""The page and the card of a figure as a visitor sees and uses them."""

import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect

from tests.browser.looks import assert_it_looks_right
from tests.figure_pages.building import edition, url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Ärenden om misstänkt överförmyndarverksamhet " * 3


def test_a_long_figure_with_a_long_label_fits_every_width(
    page: Window, complaints: list[str]
) -> None:
    figure = {"name": "tips", "value": "999999999999.1234", "label": LONG + "x" * 20}
    made = edition({**figure, "unit": "SEK", "note": LONG, "source": LONG})
    for below in ("", "card/"):
        page.goto(url(made, below))
        assert_it_looks_right(page, to_readers=True)
    assert not complaints


def test_a_text_is_copied_and_says_so(page: Window) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    made = edition()
    page.goto(url(made))
    page.get_by_role("button", name="BibTeX").click()
    copied = page.locator(".results-copy", has_text="BibTeX")
    expect(copied.get_by_role("status")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == copied.locator("pre").text_content()
