"""What a visitor prints: everything to read, nothing to click."""

import pytest
from playwright.sync_api import Page as Window

from tests.factories import home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SHOWN = "found => found.checkVisibility()"


@pytest.fixture
def printed(admin_page: Window) -> Window:
    home_page()
    admin_page.goto("/admin/results/pattern-library/sv/content-notices/")
    admin_page.emulate_media(media="print")
    return admin_page


def test_what_is_closed_on_the_screen_is_open_on_paper(printed: Window) -> None:
    texts = printed.locator(".results-content-notice .results-text")
    assert texts.count() > 0
    assert all(text.evaluate(SHOWN) for text in texts.all())


def test_navigation_and_sharing_are_left_out(admin_page: Window) -> None:
    home_page()
    admin_page.goto("/admin/results/pattern-library/sv/complete/")
    admin_page.emulate_media(media="print")
    for name in ("contents", "share", "leave", "ruler", "editions", "notes__back"):
        found = admin_page.locator(f".results-{name}").first
        assert not found.evaluate(SHOWN), name
    assert admin_page.locator(".results-notes__list").evaluate(SHOWN)


def test_the_address_of_a_link_is_written_out(admin_page: Window) -> None:
    home_page()
    admin_page.goto("/admin/results/pattern-library/sv/complete/")
    admin_page.emulate_media(media="print")
    for link in (
        ".results-text a[href^=http]",
        ".results-notes a[href^=http]",
        ".results-video__play",
    ):
        content = admin_page.locator(link).first.evaluate(
            "found => getComputedStyle(found, '::after').content"
        )
        assert "http" in content, link


def test_no_figure_is_cut_in_two(printed: Window) -> None:
    breaks = printed.eval_on_selector_all(
        ".results-figure", "all => all.map(found => getComputedStyle(found).breakInside)"
    )
    assert set(breaks) == {"avoid"}
