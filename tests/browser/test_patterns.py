"""Every block in every state, by the rules of WCAG, at every width and in every scheme."""

from typing import Any

import pytest
from playwright.sync_api import Page as Window

from results.pattern_library.examples import EXAMPLES
from tests.browser.looks import assert_it_looks_right
from tests.factories import home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# WCAG 1.4.12, in so many words.
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }
"""
# Elements whose text sticks out of the figure, the link or the button that holds it.
CUT = """
() => [...document.querySelectorAll(".results-figure, .results-page a, .results-page button, h1, h2:not(.results-hidden)")]
    .filter(found => found.scrollWidth > found.clientWidth + 1 && found.clientWidth)
    .map(found => found.outerHTML.slice(0, 200))
"""


def show(window: Window, language: str, name: str) -> None:
    home_page()
    response = window.goto(f"/admin/results/pattern-library/{language}/{name}/")
    assert response
    assert response.status == 200


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_pattern_breaks_a_rule_or_is_cut(language: str, name: str, admin_page: Window) -> None:
    """A window of 320 pixels is one of 1280 at 400 per cent; 640 is 200 per cent."""
    show(admin_page, language, name)
    assert_it_looks_right(admin_page, context="main")
    for width in (1280, 640, 320):
        admin_page.set_viewport_size({"width": width, "height": 900})
        # What is closed is not laid out anew for another width.
        admin_page.reload()
        assert not cut(admin_page, width), width
    admin_page.add_style_tag(content=SPACING)
    assert not cut(admin_page, 320), "with wider spacing of text"


def cut(window: Window, width: int) -> list[str]:
    """What is cut, or that the page is wider than its window."""
    found: list[str] = window.evaluate(CUT)
    is_wider = window.evaluate("document.documentElement.scrollWidth") > width
    return [*found, *["the page"] * is_wider]


def test_the_system_s_own_colours_keep_surfaces_and_parts_apart(admin_page: Window) -> None:
    admin_page.emulate_media(forced_colors="active")
    show(admin_page, "sv", "complete")
    borders: Any = admin_page.eval_on_selector_all(
        ".results-band, .results-helpline, .results-leave",
        "all => all.map(found => getComputedStyle(found).borderTopStyle)",
    )
    assert borders == ["solid"] * 3
    fills: Any = admin_page.evaluate(
        "[...document.querySelectorAll('.results-dots circle.on, .results-dots circle:not(.on)')]"
        ".map(dot => getComputedStyle(dot).fill)"
    )
    assert len(set(fills)) == 2


def test_nobody_but_staff_sees_the_patterns(page: Window, complaints: list[str]) -> None:
    home_page()
    page.goto("/admin/results/pattern-library/sv/complete/")
    assert "/admin/login/" in page.url
