"""Markdown: CommonMark with tables, the notes at its head, and HTML within it."""

from __future__ import annotations

import base64

import pytest

from results.importing.document import Paragraph, Run
from tests.importing.bad_documents import picture
from tests.importing.reading.building import left_out, outline, read


def markdown(text: str) -> list[object]:
    return outline(read(text, "a.markdown"))


def test_the_signs_of_markdown_are_what_they_are() -> None:
    assert markdown(
        "# A\n\nB\nC\n\n- D\n  - E\n\n1. F\n2. G\n\n> H\n\n| I | 2019 |\n|---|---|\n| J | 1 |\n\nK\n---\n~~L~~ *M*"
    ) == [
        ("h1", "A"), ("p", "B C"), ("ul", "D", "E"), ("ol", "F", "G"), ("quote", "H"),
        ("table", True, "", ("I", "2019"), ("J", "1")), ("h2", "K"), ("p", "L M"),
    ]  # fmt: skip


def test_links_keep_their_addresses_and_bad_ones_their_words() -> None:
    document = read("# x\n\nSee [a](/b), <https://c.example> and [d](javascript:e).", "a.md")
    assert document.parts[1] == Paragraph(
        (
            Run("See "),
            Run("a", "/b"),
            Run(", "),
            Run("https://c.example", "https://c.example"),
            Run(" and d."),
        )
    )


def test_a_link_between_arrows_is_no_quotation() -> None:
    assert markdown("# x\n\n>> Läs mer <<")[1] == ("p", ">> Läs mer <<")


def test_html_within_it_is_read_and_its_scripts_are_not() -> None:
    assert markdown("# x\n\n<div>A <b>B</b></div>\n\n<script>c</script>\n\nD<br>E")[1:] == [
        ("p", "A B"),
        ("p", "D\nE"),
    ]


def test_pictures_within_it_are_kept_and_others_left_out() -> None:
    content = picture()
    data = base64.b64encode(content).decode()
    document = read(f"# x\n\n![Noise](data:image/png;base64,{data})\n\n![B](b.png)", "a.md")
    assert outline(document)[1:] == [("picture", len(content), "Noise")]
    assert left_out(document) == [("B b.png", "A picture that is not within the document")]


def test_notes_at_the_head_are_left_out_but_for_the_title() -> None:
    document = read('---\ntitle: "Results 2016"\ntags: a\n---\nWords.', "a.md")
    assert outline(document) == [("h1", "Results 2016"), ("p", "Words.")]
    assert [text for text, _reason in left_out(document)] == ["title: tags: a"]


def test_a_document_with_a_heading_keeps_it() -> None:
    document = read("---\ntitle: Other\n---\n# Results", "a.md")
    assert outline(document) == [("h1", "Results")]
    assert [text for text, _reason in left_out(document)] == ["title: Other"]


def test_a_line_between_rules_is_no_notes() -> None:
    assert markdown("---\n\nWords here.\n\n---\n\nMore.") == [("p", "Words here."), ("p", "More.")]


@pytest.mark.parametrize(
    "text", ["2016. Films", "- 2016. Films", "1. 2016. Films", "> 2016. Films"]
)
def test_a_year_at_the_start_of_a_line_is_no_number_of_a_list(text: str) -> None:
    assert "2016. Films" in str(markdown(text))
