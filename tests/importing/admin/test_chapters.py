"""Of a long document it is asked first which chapters the edition is made of."""

import pytest

from results.importing.models import Upload

from .importer import DOCUMENT, Importer, Review, draft_of, read, said
from .long_documents import long_pdf, long_text
from .test_reviewing import values

pytestmark = pytest.mark.django_db


def asked(importer: Importer, content: str | bytes = "", name: str = "a.md") -> str:
    """Upload a long document; the address where its chapters are asked for."""
    review = importer.upload(content=content or long_text(), name=name)["Location"]
    address: str = importer.browser.get(review)["Location"]
    assert address == f"{review}chapters/"
    return address


def rows(importer: Importer, address: str) -> list[str]:
    return [said(row) for row in read(importer.browser.get(address)).select("fieldset li")]


def ticked_in(response: object) -> list[str]:
    return [str(box["value"]) for box in read(response).select("[name=chapters][checked]")]


def ticked(importer: Importer, address: str) -> list[str]:
    return ticked_in(importer.browser.get(address))


def test_each_chapter_says_how_much_is_in_it(importer: Importer) -> None:
    assert rows(importer, asked(importer))[:2] == [
        "The beginning 2 words, 0 figures",
        "Chapter 1 4,270 words, 1 figure",
    ]
    pages = rows(importer, asked(importer, long_pdf(), "a.pdf"))
    assert pages[1] == "Chapter 1 from page 2, 1 page, 23 words, 1 figure"


def test_a_short_document_is_asked_nothing(importer: Importer) -> None:
    review = importer.review(content=DOCUMENT)
    assert not review.html.select("a[href$='/chapters/']")
    assert Upload.objects.get().chapters == []


def test_the_edition_is_made_of_the_chapters_that_are_chosen(importer: Importer) -> None:
    address = asked(importer)
    assert ticked(importer, address) == ["0", "1", "2", "3", "4"]
    response = importer.browser.post(address, {"chapters": ["2", "4"]})
    review = Review(importer, response["Location"])
    assert "2 of 5 chapters are taken" in review.said
    assert "Chapter 1 (You have not chosen this chapter.)" in review.said
    page = draft_of(review.make())
    assert page.title == "Example year"
    assert list(map(int, values(page))) == [6502, 6504]


def test_other_chapters_can_be_chosen_later(importer: Importer) -> None:
    address = asked(importer)
    review = importer.browser.post(address, {"chapters": "2"})["Location"]
    assert ticked(importer, address) == ["2"]
    assert read(importer.browser.get(review)).select(f"a[href='{address}']")
    importer.browser.post(address, {"chapters": ["1", "3"]})
    assert ticked(importer, address) == ["1", "3"]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"chapters": "99"},
        {"chapters": "-1"},
        {"chapters": ["1", "x"]},
        {"chapters": "9" * 5000},
    ],
)
def test_chapters_that_are_none_are_refused(importer: Importer, sent: dict[str, str]) -> None:
    address = asked(importer)
    html = read(importer.browser.post(address, sent))
    assert html.select("[role=alert]")
    assert Upload.objects.get().chosen is None


def test_of_more_than_makes_an_edition_nothing_is_ticked_and_fewer_are_asked_for(
    importer: Importer,
) -> None:
    address = asked(importer, long_text(words=90_000))
    assert ticked(importer, address) == []
    response = importer.browser.post(address, {"chapters": ["1", "2", "3", "4"]})
    assert "choose fewer chapters" in said(read(response))
    assert ticked_in(response) == ["1", "2", "3", "4"]
