"""An edition in the page of a host: what its style sheet says of bare elements, and without ours."""

import pytest
from playwright.sync_api import Page as Window

from results.models import ResultsIndexPage
from tests.factories import ResultsPageFactory, block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BARE = """
    * { box-sizing: content-box; letter-spacing: .1em; }
    p, ul, ol, dl, dd, h1, h2, h3, figure { margin: 0 0 3rem; padding: 1rem; }
    h1, h2, h3, dt { font: 900 3rem/2 fantasy; text-transform: uppercase; color: tomato; }
    main ul li { list-style: square; float: left; }
    main ul li::before { content: "» "; }
    a, main a:not(b) { color: hotpink; text-decoration: none; }
    img, svg { width: 50%; border: 4px solid; }
    section, article, nav, header, aside { display: block; background: papayawhip; padding: 2rem; }
    html body main section dl { display: inline; }
"""
STYLES = """() => [...document.querySelectorAll(
    ".results-page, .results-page *, .results-leave, .results-leave *"
)].flatMap((element) => ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part);
    // Where a thing stands on the whole page is for the host to say.
    const names = [...style].filter((name) => !/^(top|bottom|inset)/.test(name));
    return names.map((name) => `${name}: ${style.getPropertyValue(name)}`).join("; ");
}))"""


@pytest.fixture
def edition(page: Window) -> Window:
    """An edition with figures, an arc, a film and links, on an index page with a way out."""
    part = {"whole_value": "6558", "whole_label": "tips", "highlight": "key"}
    body = [
        block("stat", "all", value="6558", label="tips", highlight="lead", source="Statistik"),
        block("stat", "part", value="1100", label="olagliga", **part),
        block("text", "text", heading="Text", text="<p>Ett <b>ord</b>.</p><ul><li>Ett</li></ul>"),
        block("video", "film", title="Filmen", url="https://www.youtube.com/watch?v=aaaaaaaaaaa"),
        block("share", "share", heading="Dela", channels=["email"]),
    ]
    edition = ResultsPageFactory.create(content=body)
    ResultsIndexPage.objects.update(leave_url="https://example.org/")
    page.goto(edition.url)
    return page


def test_what_a_host_says_of_bare_elements_changes_nothing_on_the_page(edition: Window) -> None:
    before = edition.evaluate(STYLES)
    edition.evaluate(
        """(rules) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(rules);
            document.adoptedStyleSheets = [sheet];
        }""",
        BARE,
    )
    changed = {
        (one, other)
        for was, now in zip(before, edition.evaluate(STYLES), strict=True)
        for one, other in zip(was.split("; "), now.split("; "), strict=True)
        if one != other
    }
    assert changed == set()


def test_a_class_of_the_host_still_changes_what_it_names(edition: Window) -> None:
    edition.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(".results-cover__title { color: rgb(1, 2, 3); }");
            document.adoptedStyleSheets = [sheet];
        }"""
    )
    title = edition.locator(".results-cover__title")
    assert title.evaluate("(element) => getComputedStyle(element).color") == "rgb(1, 2, 3)"


def test_without_our_style_sheet_icons_and_drawings_have_their_size(edition: Window) -> None:
    edition.evaluate(
        "document.querySelectorAll('link[rel=stylesheet]').forEach((link) => { link.disabled = true; })"
    )
    sizes = edition.evaluate(
        """() => [...document.querySelectorAll(".results-arc, .results-icon, button svg, a svg")].map((drawing) => {
            const { width, height } = drawing.getBoundingClientRect();
            const filled = [...drawing.querySelectorAll("path")].some(
                (path) => getComputedStyle(path).fill === "rgb(0, 0, 0)"
            );
            return [drawing.getAttribute("class"), width, height, filled];
        })"""
    )
    assert len(sizes) > 1
    for name, width, height, _filled in sizes:
        assert width <= 600, (name, width)
        assert height <= 300, (name, height)
    (arc,) = [each for each in sizes if each[0] and "results-arc" in each[0]]
    assert not arc[3]
