"""Pages of a PDF and pictures of a document are shown in the review, to the person who uploaded it alone."""

from io import BytesIO

from django.urls import reverse

import pytest
from PIL import Image

from results.models import ResultsIndexPage
from tests.factories import AdminFactory
from tests.importing.drafting.embedded import cut_off, plain, tag
from tests.importing.printed import printed

from .importer import Importer

pytestmark = pytest.mark.django_db

PAGES = "<h1>Year</h1><p>We work.<h2>Hotline</h2><p style='break-before: page'>The hotline got 6558 tips."


def address_of(importer: Importer, number: int = 2) -> str:
    """Upload a PDF of two pages; the address of the picture of one of them."""
    review = importer.upload(content=printed(PAGES), name="a.pdf")["Location"]
    return f"{review}pages/{number}/"


def test_a_figure_of_a_pdf_shows_its_page_when_somebody_asks(importer: Importer) -> None:
    review = importer.review(content=printed(PAGES), name="a.pdf")
    (picture,) = review.html.select("#figure-0 details:not([open]) > img[loading=lazy]")
    assert picture["src"] == f"{review.address}pages/2/"
    assert picture["alt"] == "Page 2 of the document"
    assert not importer.review().html.select("#figure-0 img")


def test_the_picture_is_one_of_the_page_and_kept_by_nobody(importer: Importer) -> None:
    response = importer.browser.get(address_of(importer))
    assert response["Content-Type"] == "image/jpeg"
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    picture = Image.open(BytesIO(response.content))
    assert max(picture.size) == pytest.approx(1400, abs=2)
    # A line of text is on it.
    assert 0 < sum(picture.convert("L").histogram()[:64]) < 20_000


@pytest.mark.parametrize("number", [0, 3, 10**30])
def test_what_is_no_page_is_not_there(importer: Importer, number: int) -> None:
    assert importer.browser.get(address_of(importer, number)).status_code == 404


def test_a_text_has_no_pictures_of_its_pages(importer: Importer) -> None:
    address = f"{importer.review().address}pages/1/"
    assert importer.browser.get(address).status_code == 404


def test_the_page_of_another_person_is_not_there(importer: Importer) -> None:
    address = address_of(importer)
    response = Importer(importer.index).browser.get(address)
    assert response["Location"] == reverse("results_importing:upload", args=[importer.index.pk])


def test_a_section_shows_the_picture_that_it_takes_with_its_caption(
    index: ResultsIndexPage,
) -> None:
    importer = Importer(index, AdminFactory.create())
    figure = f"<figure>{tag(plain(640, 480, mode='LA'), 'A lake')}<figcaption>The lake. Photo: A. Ek</figcaption></figure>"
    page = f"<h1>Year</h1><p>We work.</p><h2>Lake</h2><p>It is deep.</p>{figure}<h2>More</h2>{tag(cut_off(), '')}"
    review = importer.review(content=page, name="a.html")
    shown = review.html.select("section figure")
    assert [figure.select("img")[0]["alt"] for figure in shown] == [
        "A lake",
        "A picture without a description",
    ]
    assert shown[0].select("figcaption")[0].get_text(" ", strip=True) == "The lake. Photo: A. Ek"
    pictures = [importer.browser.get(str(figure.select("img")[0]["src"])) for figure in shown]
    assert [response.status_code for response in pictures] == [200, 404]
    assert Image.open(BytesIO(pictures[0].content)).size == (400, 300)
    assert "no-store" in pictures[0]["Cache-Control"]
    assert importer.browser.get(f"{review.address}pictures/0/").status_code == 404
