"""The structure of a PDF, as a program walks it that reads aloud (PDF/UA-1)."""

from itertools import pairwise

import pytest

from .conftest import Printed
from .spoken import Spoken

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    code: str = request.param
    return code


@pytest.fixture
def spoken(printed: dict[str, Printed], language: str) -> Spoken:
    return printed[language].spoken


def test_the_document_says_that_it_is_tagged_and_by_which_standard(spoken: Spoken) -> None:
    assert spoken.root.MarkInfo.Marked
    with spoken.pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_the_document_has_a_language_a_title_and_an_author(spoken: Spoken, language: str) -> None:
    assert str(spoken.root.Lang) == language
    assert spoken.root.ViewerPreferences.DisplayDocTitle
    assert str(spoken.pdf.docinfo.Title) == "2016 – Results"
    assert str(spoken.pdf.docinfo.Author) == "Results"
    with spoken.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == "2016 – Results"


def test_headings_begin_with_the_title_and_skip_no_level(spoken: Spoken) -> None:
    levels = [int(found.tag[1]) for found in spoken.document.find("H1", "H2", "H3", "H4")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_is_described(spoken: Spoken) -> None:
    pictures = spoken.document.find("Figure")

    assert len(pictures) == 3
    assert all(picture.alt for picture in pictures)


def test_what_is_shown_is_read_aloud_or_marked_as_no_content(spoken: Spoken) -> None:
    said = {mark for page in spoken.shown for mark in page}

    assert "" not in said
    for number, page in enumerate(spoken.shown, 1):
        assert f"{number} ({len(spoken.shown)})" in page[None], "a page number is no content"


def test_every_link_is_a_link_of_the_structure_and_says_where_it_leads(spoken: Spoken) -> None:
    links = spoken.document.find("Link")
    held = [each for link in links for each in link.annotations]

    assert {each.objgen for each in held} == {each.objgen for each in spoken.annotations}
    assert len(held) == len(links)
    assert all(link.text.strip() for link in links)
    assert all(str(each.Contents).strip() for each in held)


def test_lists_hold_items_and_items_hold_a_label_and_a_body(spoken: Spoken) -> None:
    lists = spoken.document.find("L")

    assert len(lists) > 5
    assert {below.tag for each in lists for below in each.below} == {"LI"}
    items = [item for each in lists for item in each.below]
    assert {below.tag for item in items for below in item.below} <= {"Lbl", "LBody"}


def test_there_is_no_table_for_the_layout(spoken: Spoken) -> None:
    assert not spoken.document.find("Table", "TR", "TD")


def test_the_outline_lists_the_headings(spoken: Spoken) -> None:
    with spoken.pdf.open_outline() as outline:
        (title,) = outline.root
        below = [item.title for item in title.children]

    assert title.title == "2016"
    assert below == [_plain(found.text) for found in spoken.document.find("H2")]


def test_a_part_in_another_language_says_so(spoken: Spoken, language: str) -> None:
    other = {"sv": "en", "en": "sv"}[language]

    (part,) = [each for each in spoken.document.walk() if each.language == other]

    assert part.text.strip() == "2016"


def test_every_font_is_embedded(spoken: Spoken) -> None:
    fonts = [
        font.DescendantFonts[0].FontDescriptor
        for page in spoken.pdf.pages
        for font in page.Resources.Font.values()
    ]

    assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
    names = {str(font.FontName).partition("+")[2] for font in fonts}
    assert all(name.startswith("Results") for name in names), "no font of the system is needed"


def _plain(text: str) -> str:
    return " ".join(text.split())
