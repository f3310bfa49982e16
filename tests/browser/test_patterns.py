"""Every block in every state, by the rules of WCAG: on the screen, by keyboard, on paper."""

import os
from pathlib import Path
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


EXPECTED = Path(__file__).parent / "expected"
# Everything in the page that can be operated and is there, in the order of the source.
OPERABLE = """
() => [...document.querySelectorAll("a[href], button, summary, [tabindex='0']")]
    .filter(found => found.checkVisibility() && !found.closest("wagtail-userbar"))
    .map(found => found.outerHTML)
"""
FOCUSED = """
() => {
    const found = document.activeElement;
    const outline = getComputedStyle(found);
    return [found.outerHTML, outline.outlineStyle, parseFloat(outline.outlineWidth), found.tagName];
}
"""


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(admin_page: Window) -> None:
    show(admin_page, "sv", "complete")
    operable: list[str] = admin_page.evaluate(OPERABLE)
    reached = []
    for _press in range(len(operable) + 3):
        admin_page.keyboard.press("Tab")
        found: Any = admin_page.evaluate(FOCUSED)
        html, style, width, tag = found
        if tag in {"BODY", "WAGTAIL-USERBAR"}:
            continue
        assert style != "none", html
        assert width >= 2, html
        reached.append(html)
        if len(reached) == len(operable):
            break
    assert "skip-link" in reached[0]
    assert sorted(reached) == sorted(operable)
    assert reached == operable


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_screen_reader_meets_the_page_as_written_down(language: str, admin_page: Window) -> None:
    """The tree is kept in a file; REWRITE_EXPECTED=1 writes it anew."""
    show(admin_page, language, "complete")
    tree = admin_page.locator("article").aria_snapshot() + "\n"
    kept = EXPECTED / f"edition-{language}.yaml"
    if os.environ.get("REWRITE_EXPECTED"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(tree)
    assert tree == kept.read_text()


SHOWN = "found => found.checkVisibility()"


def print_pattern(window: Window, name: str) -> None:
    show(window, "sv", name)
    window.emulate_media(media="print")


def test_what_is_closed_on_the_screen_is_open_on_paper(admin_page: Window) -> None:
    print_pattern(admin_page, "content-notices")
    texts = admin_page.locator(".results-care .results-text")
    assert texts.count() > 0
    assert all(text.evaluate(SHOWN) for text in texts.all())


def test_on_paper_navigation_is_left_out_addresses_are_written_out_and_no_figure_is_cut(
    admin_page: Window,
) -> None:
    print_pattern(admin_page, "complete")
    for name in ("contents", "share", "leave", "ruler", "editions", "notes__back"):
        found = admin_page.locator(f".results-{name}").first
        assert not found.evaluate(SHOWN), name
    assert admin_page.locator(".results-notes__list").evaluate(SHOWN)
    for link in (
        ".results-text a[href^=http]",
        ".results-notes a[href^=http]",
        ".results-video__play",
    ):
        content = admin_page.locator(link).first.evaluate(
            "found => getComputedStyle(found, '::after').content"
        )
        assert "http" in content, link
    breaks = admin_page.eval_on_selector_all(
        ".results-figure", "all => all.map(found => getComputedStyle(found).breakInside)"
    )
    assert set(breaks) == {"avoid"}
