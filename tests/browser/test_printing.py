"""An edition on the paper of a browser."""

from io import BytesIO

import pikepdf
import pytest
from playwright.sync_api import Page as Window
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block
from tests.models.test_care import index_with_help

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(page: Window) -> Window:
    """An edition with a link to a page of the same site."""
    index = ResultsIndexPageFactory.create()
    link = block("link", "link", text="Mer om arbetet", page=index.pk)
    text = block("text", "text", heading="Mer", text="<p>Text.</p>", links=[link])
    edition = ResultsPageFactory.create(parent=index, content=[text])
    page.goto(edition.url)
    return page


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
