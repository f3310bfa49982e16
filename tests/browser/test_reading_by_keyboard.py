"""What somebody meets who does not see the page or does not use a mouse."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Window

from tests.factories import home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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


@pytest.fixture
def pattern(admin_page: Window) -> Window:
    home_page()
    admin_page.goto("/admin/results/pattern-library/sv/complete/")
    return admin_page


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(pattern: Window) -> None:
    operable: list[str] = pattern.evaluate(OPERABLE)
    reached = []
    for _press in range(len(operable) + 3):
        pattern.keyboard.press("Tab")
        found: Any = pattern.evaluate(FOCUSED)
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
    home_page()
    admin_page.goto(f"/admin/results/pattern-library/{language}/complete/")
    tree = admin_page.locator("article").aria_snapshot() + "\n"
    kept = EXPECTED / f"edition-{language}.yaml"
    if os.environ.get("REWRITE_EXPECTED"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(tree)
    assert tree == kept.read_text()
