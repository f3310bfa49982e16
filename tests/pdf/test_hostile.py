"""Whatever stands in a page, it can be printed; whatever it names, nothing else is read."""

import json
from pathlib import Path
from typing import Any

from django.test import override_settings
from django.utils import translation

from wagtail.blocks import CharBlock, RawHTMLBlock, StructBlock

import pytest
from weasyprint.layout import preferred

from results.blocks import CampaignBlock
from results.pdf.library import HTML
from results.pdf.making import STATIC, Fetcher, Refused
from results.pdf.pictures import PICTURES, Pictures
from results.pdf.printing import Print
from results.pdf.reading import PrintReading
from tests.api.building import item
from tests.factories import as_stream, block

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


def test_many_key_figures_are_measured_no_more_often_than_few(
    edition: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measured(count: int) -> int:
        stats = [
            block("stat", f"{n}", value=str(n + 1), label=WORD, highlight="key")
            for n in range(count)
        ]
        calls: list[None] = []

        def counted(*args: Any, **kwargs: Any) -> Any:
            calls.append(None)
            return split(*args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(preferred, "split_first_line", counted)
            print_body(edition.swedish, [block("stats", "s", heading="Key", stats=stats)])
        return len(calls)

    split = preferred.split_first_line
    assert measured(96) < 8 * measured(24)


def test_a_body_of_fifty_blocks_is_printed(edition: Small) -> None:
    stats = [
        block("stat", f"stat {n}", value=str(10**11 + n), label=WORD, source=f"Source {n}")
        for n in range(2)
    ]
    body = [
        block("campaign", f"{n}", heading=f"{n} {WORD}", text=f"<p>{WORD}</p>", stats=stats)
        for n in range(50)
    ]

    spoken = print_body(edition.swedish, body)

    assert len(spoken.document.find("H2")) == 52
    lines = [
        (line.text.split()[-1], str(line.below[0].below[0].annotations[0].Dest))
        for each in spoken.document.find("Sect")[:2]
        for line in each.find("LI")
        if line.below[0].below[0].tag == "Link"
    ]
    assert len(lines) == 51
    assert all(number == str(spoken.destinations[place]) for number, place in lines)
    assert spoken.text.count("100\u00a0000\u00a0000\u00a0001") == 100, "there, and in its note"


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
    # Of the campaign, of the text that has its heading within it, and of the helpline.
    assert [found.tag for found in spoken.document.find("H1", "H2", "H3")] == ["H1", *3 * ["H2"]]


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
    assert str(found[0].annotations[0].Contents) == "ECPAT in bold words (https://ecpat.se/)"


class Voice(StructBlock):
    words = CharBlock()
    html = RawHTMLBlock(required=False)


def test_a_block_of_a_site_is_printed_as_it_stands_on_the_screen(edition: Small) -> None:
    voice = Voice()
    voice.set_name("voice")
    value = voice.to_python({"words": "A voice", "html": '<p lang="fi">Ääni</p>'})

    html = Print(edition.swedish).block(voice, value, id="v", level=2)

    assert "A voice" in html
    assert '<p lang="fi">Ääni</p>' in html


def test_a_site_prints_a_block_of_its_own_by_its_own_template(
    edition: Small, tmp_path: Path, settings: Any
) -> None:
    folder = tmp_path / "results" / "pdf" / "blocks"
    folder.mkdir(parents=True)
    (folder / "voice.html").write_text("<p>Printed: {{ value.words }}</p>")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    voice = Voice()
    voice.set_name("voice")

    with override_settings(TEMPLATES=[engine]):
        html = Print(edition.swedish).block(voice, voice.to_python({"words": "<A>"}), level=2)

    assert html == "<p>Printed: &lt;A&gt;</p>"


def test_a_foreign_block_with_the_name_of_ours_does_not_get_our_template(edition: Small) -> None:
    foreign, ours = CharBlock(), CampaignBlock()
    foreign.set_name("quote")
    ours.set_name("work")

    assert Print(edition.swedish).block(foreign, "Words", level=2) == "Words"
    assert "campaign" in Print(edition.swedish).block(
        ours, ours.to_python({"heading": "H"}), id="x", level=2
    )


def test_nothing_is_read_but_pictures_of_the_page_and_static_files(edition: Small) -> None:
    fetcher = Fetcher(Pictures(PrintReading.of(edition.swedish)))
    for address in (
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://ecpat.se/x.png",
        "data:image/png;base64,AAAA",
        "ftp://ecpat.se/",
        f"{PICTURES}1",
        f"{STATIC}results/nothing.css",
        f"{STATIC}../cms/settings/base.py",
        f"{STATIC}%2e%2e/%2e%2e/cms/settings/base.py",
        f"{STATIC}/etc/passwd",
        "results/pdf.css",
        "",
    ):
        with pytest.raises(Refused):
            fetcher.fetch(address)


def test_what_a_site_writes_in_html_reads_no_file_and_no_network(
    edition: Small, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("A secret")
    html = "".join(
        (
            f'<a rel="attachment" href="{secret.as_uri()}">file</a>',
            f'<img src="{secret.as_uri()}" alt="A picture from elsewhere">',
            f'<link rel="attachment" href="{secret.as_uri()}">',
            f'<style>@import url("{secret.as_uri()}");</style>',
            f'<object data="{secret.as_uri()}"></object>',
        )
    )
    page = edition.swedish
    page.body = as_stream([block("text", "t", heading="H", text="<p>TEXT</p>")])
    document = Print(page)
    voice = Voice()
    value = voice.to_python({"words": "x", "html": html})
    document.parts.append(
        type(document.parts[0])("v", "", document.block(voice, value, id="v", level=2))
    )

    made = HTML(string=document.html(STATIC), url_fetcher=Fetcher(document.pictures)).write_pdf(
        pdf_variant="pdf/ua-1"
    )

    spoken = Spoken(made)
    assert "/EmbeddedFiles" not in spoken.root.get("/Names", {})
    assert "A secret" not in json.dumps(spoken.text)
    assert "A picture from elsewhere" in spoken.text
