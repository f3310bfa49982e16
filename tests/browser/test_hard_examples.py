"""Editions that are hard to lay out, by the rules of WCAG: on the screen, by keyboard, on paper."""

import json
import os
import re
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils import timezone

import pytest
from playwright.sync_api import Page as Window

from results.models import ResultsPage
from results.publishing import Publication
from tests.api.building import (
    ENGLISH,
    SWEDISH,
    Edition,
    block_id,
    item,
    make_body,
)
from tests.browser.looks import assert_it_looks_right

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG_WORD = "Barnrättighetskonventionstolkningsverksamhetsutredningsbetänkandet"
EMOJI = "👩🏽‍🏫"
RIGHT_TO_LEFT = "حقوق الطفل"

Body = list[dict[str, Any]]


def key_figure(number: int, value: str, words: dict[str, str], **others: str) -> dict[str, Any]:
    """A figure at the top of the page."""
    return item(
        "stat", number, **{"value": value, "label": words["label"], "highlight": "key", **others}
    )


def complete(words: dict[str, str], target: int) -> Body:
    """Every block, and key figures: the first one leads, the second is a part of it."""
    return [
        key_figure(100, "6558", words, highlight="lead", source=words["source"]),
        key_figure(101, "1100", words, part_of=block_id(100), note=words["share"]),
        *make_body(words, target),
    ]


def bare(words: dict[str, str], target: int) -> Body:
    """Blocks with nothing but what they need, or less, each of them twice in a row."""
    text = f"<p>{words['text']}</p>"
    figure = {"type": "stat", "value": {"value": "6558", "label": words["label"]}}
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("campaign", {"heading": words["campaign"], "text": text}),
        ("stats", {"stats": [figure]}),
        ("text", {"text": text}),
        ("stat", {"label": words["label"]}),
        ("chart", {"title": words["reports"]}),
        ("quote", {"quote": words["share"], "name": words["link"]}),
        ("image", {"decorative": True}),
        ("video", {"title": words["share"]}),
        ("helpline", {"name": words["link"], "telephone": "116 111"}),
        ("share", {"heading": words["share"], "channels": []}),
    ]
    return [
        item(kind, 100 + 2 * n + twin, **value)
        for n, (kind, value) in enumerate(kinds)
        for twin in (0, 1)
    ]


def long(words: dict[str, str], target: int) -> Body:
    """Long words, other scripts, and twelve key figures of extreme value."""
    hard = f"{LONG_WORD} {RIGHT_TO_LEFT} {EMOJI}"
    values = ("999999999999", "999999999999.9999", "-1382", "0", "1", "133000")
    units = ("SEK", "percentage_points")
    words = dict.fromkeys(words, hard)
    figures = [
        key_figure(100 + n, value, words, unit=unit, qualifier="at_least", source=hard)
        for n, (value, unit) in enumerate(product(values, units))
    ]
    return [*figures, *make_body(words, target)]


def with_notices(words: dict[str, str], target: int) -> Body:
    """What can have a content notice, open and closed."""
    able = {"campaign", "text", "quote", "image", "video"}
    found = [each for each in make_body(words, target) if each["type"] in able]
    return [
        item(each["type"], 100 * n + place, **each["value"], care=kind, care_text=text)
        for place, each in enumerate(found)
        for n, (kind, text) in enumerate([("notice", words["share"]), ("collapsed", "")], 1)
    ]


EXAMPLES = {"complete": complete, "bare": bare, "long": long, "notices": with_notices}

# WCAG 1.4.12, in so many words.
SPACING = """
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }
"""
# As readers' own style sheets come in: the page's policy says nothing of them.
ADOPT = """(rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
}"""
# Elements whose text sticks out of the figure, the link or the button that holds it.
CUT = """
() => [...document.querySelectorAll(".results-figure, .results-page a, .results-page button, h1, h2:not(.results-hidden)")]
    .filter(found => found.scrollWidth > found.clientWidth + 1 && found.clientWidth)
    .map(found => found.outerHTML.slice(0, 200))
"""


Show = Callable[[str, str], None]


@pytest.fixture
def show(every_block_of_three_years: Edition, page: Window) -> Show:
    """Opens an edition in this language with this body, between an earlier and a later one."""
    return partial(_show, every_block_of_three_years, page)


def _show(editions: Edition, window: Window, language: str, name: str) -> None:
    edition, words = (
        (editions.swedish, SWEDISH) if language == "sv" else (editions.english, ENGLISH)
    )
    body = EXAMPLES[name](words, editions.target.pk)
    points = [
        item("point", 300, figure=body[0]["id"], text=words["campaign"]),
        item("point", 301, text=LONG_WORD),
    ]
    # The guard would refuse what is not complete.
    ResultsPage.objects.filter(pk=edition.pk).update(
        body=json.dumps(body), main_points=json.dumps(points)
    )
    response = window.goto(edition.url)
    assert response
    assert response.status == 200


@pytest.mark.parametrize(
    ("language", "name"),
    [("sv", "complete"), ("en", "complete"), ("sv", "bare"), ("en", "long"), ("sv", "notices")],
)
def test_no_example_breaks_a_rule_or_is_cut(
    language: str, name: str, show: Show, page: Window
) -> None:
    """A window of 320 pixels is one of 1280 at 400 per cent; 640 is 200 per cent."""
    show(language, name)
    assert_it_looks_right(page, context="main")
    for width in (1280, 640, 320):
        page.set_viewport_size({"width": width, "height": 900})
        # What is closed is not laid out anew for another width.
        page.reload()
        assert not cut(page, width), width
    page.evaluate(ADOPT, SPACING)
    assert not cut(page, 320), "with wider spacing of text"


def cut(window: Window, width: int) -> list[str]:
    """What is cut, or that the page is wider than its window."""
    found: list[str] = window.evaluate(CUT)
    is_wider = window.evaluate("document.documentElement.scrollWidth") > width
    return [*found, *["the page"] * is_wider]


def test_the_system_s_own_colours_keep_surfaces_and_parts_apart(show: Show, page: Window) -> None:
    page.emulate_media(forced_colors="active")
    show("sv", "complete")
    borders: Any = page.eval_on_selector_all(
        ".results-band, .results-helpline, .results-leave",
        "all => all.map(found => getComputedStyle(found).borderTopStyle)",
    )
    assert borders == ["solid"] * 3
    fills: Any = page.evaluate(
        "[...document.querySelectorAll('.results-bar rect')].map(bar => getComputedStyle(bar).fill)"
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


def test_the_tab_key_reaches_everything_in_order_and_shows_where_it_is(
    show: Show, page: Window
) -> None:
    show("sv", "complete")
    operable: list[str] = page.evaluate(OPERABLE)
    reached = []
    for _press in range(len(operable) + 3):
        page.keyboard.press("Tab")
        found: Any = page.evaluate(FOCUSED)
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
def test_a_screen_reader_meets_the_page_as_written_down(
    language: str, show: Show, page: Window
) -> None:
    """The tree is kept in a file; REWRITE_EXPECTED=1 writes it anew."""
    # What a request would have done is left to it for a while, and these pages had none.
    Publication.objects.update(due_at=timezone.now())
    call_command("run_results", "--once")
    show(language, "complete")
    tree = page.locator("article").aria_snapshot() + "\n"
    # The size of a drawn document depends on who draws it.
    tree = re.sub(r"(PDF, )\d[\d.,]*", r"\1…", tree)
    kept = EXPECTED / f"edition-{language}.yaml"
    if os.environ.get("REWRITE_EXPECTED"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(tree)
    assert tree == kept.read_text()


SHOWN = "found => found.checkVisibility()"


def test_what_is_closed_on_the_screen_is_open_on_paper(show: Show, page: Window) -> None:
    show("sv", "notices")
    page.emulate_media(media="print")
    texts = page.locator(".results-care .results-text")
    assert texts.count() > 0
    assert all(text.evaluate(SHOWN) for text in texts.all())


def test_on_paper_navigation_is_left_out_addresses_are_written_out_and_no_figure_is_cut(
    show: Show, page: Window
) -> None:
    show("sv", "complete")
    page.emulate_media(media="print")
    for name in ("contents", "share", "leave", "ruler", "editions", "notes__back"):
        found = page.locator(f".results-{name}").first
        assert not found.evaluate(SHOWN), name
    assert page.locator(".results-notes__list").evaluate(SHOWN)
    for link in (
        ".results-text a[href^=http]",
        ".results-notes a[href^=http]",
        ".results-video__play",
    ):
        content = page.locator(link).first.evaluate(
            "found => getComputedStyle(found, '::after').content"
        )
        assert "http" in content, link
    breaks = page.eval_on_selector_all(
        ".results-figure", "all => all.map(found => getComputedStyle(found).breakInside)"
    )
    assert set(breaks) == {"avoid"}
