"""What a PDF says, and its structure as a program walks it that reads aloud (PDF/UA-1)."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage, ResultsPage
from results.pdf.making import make_pdf
from tests.api.building import ENGLISH, SWEDISH, block_id, make_edition, make_image
from tests.factories import block

from .conftest import Printed, Small, contents, print_body
from .spoken import Spoken

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    code: str = request.param
    return code


@pytest.fixture
def spoken(printed: dict[str, Printed], language: str) -> Spoken:
    return printed[language].spoken


def test_the_document_is_tagged_and_has_a_language_a_title_and_an_author(
    spoken: Spoken, language: str
) -> None:
    assert spoken.root.MarkInfo.Marked
    assert str(spoken.root.Lang) == language
    assert spoken.root.ViewerPreferences.DisplayDocTitle
    assert str(spoken.pdf.docinfo.Title) == "2016 – Results"
    assert str(spoken.pdf.docinfo.Author) == "Results"
    with spoken.pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "2016 – Results")


def test_nothing_in_the_style_sheet_or_the_page_is_unknown_to_the_printer(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MEDIA_ROOT = tmp_path
    page = ResultsPage.objects.get(pk=make_edition().swedish.pk)
    caplog.clear()
    make_pdf(page)
    said = [each.getMessage() for each in caplog.records if each.name.startswith("weasyprint")]
    assert said == []


def test_every_picture_is_described(spoken: Spoken) -> None:
    pictures = spoken.document.find("Figure")

    assert len(pictures) == 5
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


def test_the_only_table_is_that_of_the_body_and_its_head_is_one(spoken: Spoken) -> None:
    (table,) = spoken.document.find("Table")
    assert [len(row.find("TH", "TD")) for row in table.find("TR")] == [2, 2, 2, 2]
    assert len(table.find("TH")) == 5


def test_every_font_is_embedded(spoken: Spoken) -> None:
    fonts = [
        font.DescendantFonts[0].FontDescriptor
        for page in spoken.pdf.pages
        for font in page.Resources.Font.values()
    ]

    assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
    names = {str(font.FontName).partition("+")[2] for font in fonts}
    assert all(name.startswith("Results") for name in names), "no font of the system is needed"


def test_every_figure_is_written_as_its_language_writes_it(
    printed: dict[str, Printed], language: str
) -> None:
    figures = printed[language].figures

    assert len(figures) == 6
    text = " ".join(printed[language].spoken.text.split())
    assert [figure for figure in figures if " ".join(figure.split()) not in text] == []


def test_every_block_is_printed_but_the_call_to_share(spoken: Spoken, language: str) -> None:
    words = {"sv": SWEDISH, "en": ENGLISH}[language]

    for word in ("campaign", "link", "label", "illegal", "read", "report"):
        assert words[word] in spoken.text
    for said in ("#stoppanäthandeln", "Anna", "Bris", "116 111", "https://bris.se/"):
        assert said in spoken.text
    # The words of the call also name a film and a quotation, but no heading.
    assert words["share"] not in [found.text.strip() for found in spoken.document.find("H2")]


def test_addresses_of_links_are_written_out_once(spoken: Spoken) -> None:
    text = "".join(spoken.text.split())

    for address in (
        "https://ecpat.se/2016",
        "https://ecpat.se/?a=1&b=2",
        "https://youtu.be/abc",
        "info@ecpat.se",
        "+46859892000",
    ):
        assert address in text
    own = {"sv": "http://testserver/resultat/2016/", "en": "http://testserver/en/results/2016/"}
    assert all(address in text for address in own.values()), "its own, and the other language's"
    assert text.count("https://bris.se/") == 1, "a text that is its address is not said twice"


def test_a_figure_and_its_note_lead_to_each_other(printed: dict[str, Printed]) -> None:
    spoken = printed["sv"].spoken
    targets = {str(link.get("/Dest")) for link in spoken.annotations if "/Dest" in link}
    notes = [item for item in spoken.document.find("LI") if item.below[0].tag == "Lbl"]
    marks = [link for link in spoken.document.find("Link") if link.text.startswith("Källa ")]

    assert {"note-1", "note-2"} <= targets
    assert {f"figure-{block_id(number)}" for number in (2, 12, 13, 14)} <= targets
    assert targets <= set(spoken.destinations)
    assert [mark.text.strip() for mark in marks] == ["Källa 1", "Källa 1", "Källa 1", "Källa 2"]
    page = spoken.destinations[f"figure-{block_id(12)}"]
    assert f"Tillbaka till ”tips granskade” ({page})" in " ".join(notes[-2].text.split())


def test_the_contents_name_the_pages_on_which_the_parts_stand(printed: dict[str, Printed]) -> None:
    spoken = printed["sv"].spoken
    lines = [link.text.strip() for link in contents(spoken)]

    assert len(lines) == 4
    assert lines[0] == f"Stoppa näthandeln {spoken.destinations[f'block-{block_id(1)}']}"
    assert lines[-1].endswith(f" {spoken.destinations['results-notes']}")


def has_image(spoken: Spoken) -> bool:
    return any(
        item.get("/Subtype") == "/Image"
        for item in spoken.pdf.objects
        if hasattr(item, "keys") and "/Subtype" in item.keys()  # noqa: SIM118
    )


def image_block(image: Any, **fields: Any) -> list[dict[str, Any]]:
    return [block("image", "i", image=image.pk, **{"alt_text": "A classroom", **fields})]


@pytest.mark.parametrize("size", [(20_000, 10), (10, 20_000)])
def test_a_picture_of_any_shape_fits_its_page(edition: Small, size: tuple[int, int]) -> None:
    spoken = print_body(edition.swedish, image_block(make_image(size=size)))

    (picture,) = spoken.document.find("Figure")
    assert picture.alt == "A classroom"


@pytest.mark.parametrize("left", [None, 400])
def test_a_picture_that_is_missing_or_cut_off_is_told_in_words(
    edition: Small, media_folder: Path, left: int | None
) -> None:
    image = make_image()
    body = image_block(image)
    print_body(edition.swedish, body)
    for file in media_folder.glob("images/*"):
        file.unlink() if left is None else file.write_bytes(file.read_bytes()[:left])

    spoken = print_body(ResultsPage.objects.get(pk=edition.swedish.pk), body)

    assert "A classroom" in spoken.text
    assert not has_image(spoken)


def test_a_decorative_picture_is_shown_and_not_read_aloud(edition: Small) -> None:
    spoken = print_body(
        edition.swedish, image_block(make_image(), alt_text="", decorative=True, caption="Seen")
    )

    assert spoken.document.find("Figure") == []
    assert "Seen" in spoken.text
    assert has_image(spoken)


def test_pieces_follow_one_another_and_no_heading_is_left_behind(edition: Small) -> None:
    image = {"image": make_image(size=(1200, 800)).pk, "alt_text": "A classroom"}
    text = "<p>" + "Ett tips granskas av två personer innan det går vidare. " * 8 + "</p>"
    names = [f"Insats {number}" for number in range(12)]
    pieces = [block("campaign", name, heading=name, text=text, image=image) for name in names]
    spoken = print_body(edition.swedish, pieces)

    assert len(spoken.pdf.pages) < len(pieces) / 2
    document = spoken.document.find("H2", "P", "Figure")
    for heading, following in pairwise(document):
        if heading.text.strip() in names:
            assert heading.page == following.page, heading.text


def test_the_document_was_made_on_the_day_of_publication_or_does_not_say(edition: Small) -> None:
    dated = print_body(edition.swedish, [], publication_date=date(2017, 3, 14))
    assert str(dated.pdf.docinfo.CreationDate).startswith("D:20170314")
    undated = print_body(edition.english, [])
    assert "/CreationDate" not in undated.pdf.docinfo


def test_the_ways_to_help_stand_with_whole_addresses_before_all_else(edition: Small) -> None:
    ways = [
        block("helpline", "line", name="Jourlinjen", telephone="116 111"),
        block("link", "tip", text="Tipsa oss", page=edition.index.get_parent().pk),
    ]
    ResultsIndexPage.objects.filter(pk=edition.index.pk).update(
        ways_to_help=json.dumps(ways), content_notice="Resultaten handlar om brott."
    )
    spoken = Spoken(make_pdf(ResultsPage.objects.get(pk=edition.swedish.pk)))
    # Each as a reader hears it, before what the edition says itself.
    said = ("Resultaten handlar om brott.", "Jourlinjen 116 111", "Tipsa oss (http://testserver/)")
    text = " ".join(spoken.text.split())
    places = [text.index(each) for each in (*said, "The hotline")]
    assert places == sorted(places)
