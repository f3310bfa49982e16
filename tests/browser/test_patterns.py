"""Every block in every state, by the rules of WCAG, at every width and in every scheme."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as Window

from results.pattern_library.examples import EXAMPLES
from tests.factories import home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATTERNS = [(language, name) for language in ("sv", "en") for name in EXAMPLES]
EVERY_PATTERN = pytest.mark.parametrize(("language", "name"), PATTERNS)
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


def show(window: Window, language: str, name: str, width: int = 1280) -> None:
    home_page()
    window.set_viewport_size({"width": width, "height": 900})
    response = window.goto(f"/admin/results/pattern-library/{language}/{name}/")
    assert response
    assert response.status == 200


@EVERY_PATTERN
def test_no_pattern_breaks_a_rule_of_axe(language: str, name: str, admin_page: Window) -> None:
    show(admin_page, language, name)
    for width in (320, 1280):
        admin_page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            admin_page.emulate_media(color_scheme=scheme)
            found = Axe().run(admin_page, context="main")
            assert not found.response["violations"], (width, scheme, found.generate_report())


@EVERY_PATTERN
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_is_cut_or_sticks_out(
    width: int, language: str, name: str, admin_page: Window
) -> None:
    """A window of 320 pixels is one of 1280 at 400 per cent; 640 is 200 per cent."""
    show(admin_page, language, name, width)
    assert admin_page.evaluate("document.documentElement.scrollWidth") <= width
    assert not admin_page.evaluate(CUT)


@EVERY_PATTERN
def test_wider_spacing_of_text_cuts_nothing(language: str, name: str, admin_page: Window) -> None:
    show(admin_page, language, name, 320)
    admin_page.add_style_tag(content=SPACING)
    assert admin_page.evaluate("document.documentElement.scrollWidth") <= 320
    assert not admin_page.evaluate(CUT)


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
