"""An edition on the paper of a browser."""

from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.api.building import make_image
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block
from tests.models.test_care import index_with_help

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PIECES = 6
TEXT = "<p>" + "Ett tips granskas av två personer innan det går vidare. " * 8 + "</p>"


@pytest.fixture
def edition(page: Window) -> Window:
    """An edition of pieces with a picture each, and a link to a page of the same site."""
    image = make_image(size=(1200, 800))
    body = [
        block(
            "campaign",
            f"piece-{number}",
            heading=f"Insats {number}",
            text=TEXT,
            image={"image": image.pk, "alt_text": "Två personer vid ett bord"},
        )
        for number in range(PIECES)
    ]
    index = ResultsIndexPageFactory.create()
    link = block("link", "link", text="Mer om arbetet", page=index.pk)
    body.append(block("text", "text", heading="Mer", text=TEXT, links=[link]))
    edition = ResultsPageFactory.create(parent=index, content=body)
    page.goto(edition.url)
    return page


def test_pieces_follow_one_another_instead_of_each_beginning_a_page(edition: Window) -> None:
    printed = pikepdf.open(BytesIO(edition.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) < PIECES / 2 + 1


def test_each_page_has_its_number_at_its_foot(edition: Window) -> None:
    edition.evaluate("document.body.hidden = true")
    printed = pikepdf.open(BytesIO(edition.pdf(prefer_css_page_size=True)))
    shown = [str(each.operator) for each in pikepdf.parse_content_stream(printed.pages[0])]
    assert "Tj" in shown or "TJ" in shown


def test_paper_has_the_addresses_of_the_page_and_of_links_within_the_site(edition: Window) -> None:
    address = edition.locator(".results-printed")
    expect(address).to_be_hidden()
    edition.emulate_media(media="print")
    expect(address).to_have_text("http://localhost/results/2016/")
    link = edition.get_by_role("link", name="Mer om arbetet")
    written = link.evaluate("(element) => getComputedStyle(element, '::after').content")
    assert written == '" (http://localhost/results/)"'
    edition.goto("/results/")
    expect(address).to_have_text("http://localhost/results/")


def test_the_first_page_has_the_main_point_below_the_cover(page: Window) -> None:
    figure = block("stat", "tips", value="6558", label="granskade tips", highlight="lead")
    page.goto(
        ResultsPageFactory.create(
            parent=index_with_help(),
            introduction="Ett tips granskas av två personer innan det går vidare. " * 7,
            content=[block("stats", "stats", heading="Tips", stats=[figure])],
            main_points=[block("point", "point", figure=figure["id"], text="tips granskades.")],
        ).url
    )
    assert page.locator(".results-cover .results-arc").count() == 1
    first = PdfDocument(page.pdf(prefer_css_page_size=True))[0].get_textpage().get_text_bounded()
    assert "tips granskades." in first
