"""Whatever stands in a page, it can be printed; whatever it names, nothing else is read."""

from pathlib import Path

from django.utils import translation

from wagtail.blocks import CharBlock, RawHTMLBlock, StructBlock

import pytest

from results.blocks import ResultsStreamBlock
from results.pdf.making import STATIC, Fetcher, Refused, make_pdf
from tests.api.building import item, make_image
from tests.factories import block

from .conftest import Small, print_body
from .spoken import Spoken

pytestmark = pytest.mark.django_db

WORD = "Sexualbrottslagstiftningskommittébetänkande"


@pytest.mark.parametrize(
    "title",
    [
        (6 * WORD)[:255],
        "Resultat 😀 👩‍👩‍👧 النتائج <b>2016</b> & \u202e6102\u202c",
    ],
    ids=["long", "strange"],
)
def test_any_title_and_an_empty_body_are_printed(edition: Small, title: str) -> None:
    spoken = print_body(edition.swedish, [], title=title, introduction=title)

    assert str(spoken.pdf.docinfo.Title) == f"{title} – Results"
    assert len(spoken.document.find("H1")) == 1


def test_blocks_without_their_optional_parts_are_printed(edition: Small) -> None:
    body = [
        block("campaign", "a", heading="Heading"),
        block("text", "b", text="<h3>First</h3><p>Text</p>"),
        block("stats", "c", stats=[block("stat", "d", label="Nothing known")]),
        block("quote", "e", quote="Words"),
        block("image", "f"),
        block("video", "g"),
        item("helpline", 1, name="A helpline"),
        block("stat", "i", value="5", label="things"),
    ]

    spoken = print_body(edition.english, body)

    assert "Not stated" in spoken.text
    headings = [found.text.strip() for found in spoken.document.find("H2")]
    assert headings == ["Data and method", "Heading", "A helpline"]


def test_a_content_notice_stands_before_the_content_and_hides_nothing(edition: Small) -> None:
    body = [
        block("text", "t", heading="Heading", text="<p>Content</p>", care="collapsed"),
        item("quote", 1, quote="Words", name="Anna", care="notice", care_text="Of a trial."),
    ]

    text = print_body(edition.english, body).text

    with translation.override("en"):
        notice = edition.english.body[0].value.content_notice_text
    assert text.index("Heading") < text.index(notice) < text.index("Content")
    assert text.index("Of a trial.") < text.index("Words")


def test_a_link_with_bold_words_is_one_link(edition: Small) -> None:
    text = '<p><a href="https://ecpat.se/">ECPAT <b>in bold</b> words</a></p>'

    spoken = print_body(edition.swedish, [block("text", "t", heading="H", text=text)])

    found = [link for link in spoken.document.find("Link") if "bold" in link.text]
    assert len(found) == 1
    assert " ".join(found[0].text.split()) == "ECPAT in bold words (https://ecpat.se/)"
    assert len(found[0].annotations) == len(found[0].find("Link")) == 1


class Voice(StructBlock):
    words = CharBlock()
    html = RawHTMLBlock(required=False)


class SiteBody(ResultsStreamBlock):
    voice = Voice()


def test_nothing_is_read_but_pictures_of_the_page_and_static_files(edition: Small) -> None:
    image, other = make_image(), make_image()
    addresses = [
        f"http://testserver{each.get_rendition('width-50').url}" for each in (image, other)
    ]
    fetcher = Fetcher([image], "http://testserver/")
    assert fetcher.fetch(addresses[0]).read()
    for address in (
        addresses[1],
        f"http://testserver{image.file.url}",
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://ecpat.se/x.png",
        "data:image/png;base64,AAAA",
        "ftp://ecpat.se/",
        f"{STATIC}results/nothing.css",
        f"{STATIC}../cms/settings/base.py",
        f"{STATIC}%2e%2e/%2e%2e/cms/settings/base.py",
        f"{STATIC}/etc/passwd",
        "results/print.css",
        "",
    ):
        with pytest.raises(Refused):
            fetcher.fetch(address)


def test_a_block_of_a_site_is_printed_and_its_html_reads_no_file_and_no_network(
    edition: Small, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret")
    address, page = secret.as_uri(), edition.swedish
    html = (
        "<p>Ääni</p><button>Paina</button>"
        f'<a rel="attachment" href="{address}">file</a>'
        f'<img src="{address}" alt="A picture from elsewhere">'
        f'<link rel="attachment" href="{address}">'
        f'<style>@import url("{address}");</style>'
        f'<object data="{address}"></object>'
    )

    page.body = SiteBody().to_python([block("voice", "v", words="A voice", html=html)])
    spoken = Spoken(make_pdf(page))

    assert "/EmbeddedFiles" not in spoken.root.get("/Names", {})
    assert "A secret" not in spoken.text
    assert all(each in spoken.text for each in ("A voice", "Ääni", "A picture from elsewhere"))
