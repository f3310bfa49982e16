"""What the chapters of a document are, and a document of some of them."""

import pytest

from results.importing.document import Document, Heading, Paragraph, Part, Run
from results.importing.planning.chapters import chapters_of, chosen_of
from results.importing.reading import read_document


def heading(level: int, text: str, page: int = 0) -> Part:
    return Heading(level, (Run(text),), page=page)


def paragraph(text: str, page: int = 0) -> Part:
    return Paragraph((Run(text),), page=page)


def listed(*parts: Part) -> list[tuple[str, int]]:
    return [(chapter.heading, chapter.level) for chapter in chapters_of(Document([*parts]))]


TITLE = heading(1, "The year")


def test_a_chapter_is_what_stands_below_the_highest_headings_but_the_title() -> None:
    chapters = [part for name in "AB" for part in (heading(2, name), paragraph("Words."))]
    assert listed(TITLE, *chapters) == [("A", 1), ("B", 1)]
    start = paragraph("In short.")
    assert listed(TITLE, start, *chapters) == [("", 1), ("A", 1), ("B", 1)]


def test_further_levels_are_listed_while_they_are_few() -> None:
    parts = [
        part
        for number in range(4)
        for part in (heading(1, "A"), heading(2, "B"), *[heading(3, "C")] * 20)
    ]
    assert listed(*parts) == [("A", 1), ("B", 2)] * 4


def test_a_document_with_one_chapter_or_without_headings_has_none() -> None:
    assert listed(paragraph("Words."), paragraph("More.")) == []
    assert listed(TITLE, paragraph("Words.")) == []


def test_notes_at_the_end_belong_to_the_chapter_of_their_page() -> None:
    parts = [
        TITLE,
        *(part for n in (1, 2, 3) for part in (heading(2, f"Of {n}", n), paragraph("Words.", n))),
        paragraph("Note", 2),
    ]
    assert [len(chapter.parts) for chapter in chapters_of(Document(parts))] == [2, 3, 2]


def test_of_chosen_chapters_all_is_kept_with_the_title_and_the_others_are_told() -> None:
    document = Document([TITLE, *(heading(2, name) for name in "ABC")])
    chosen = chosen_of(document, {0, 2})
    assert chosen.parts == [TITLE, heading(2, "A"), heading(2, "C")]
    assert [left.text for left in chosen.left_out] == ["B"]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_short_lines_of_a_text_begin_chapters_too(name: str) -> None:
    text = (
        "Our year\n\nIn short, a sentence.\n\nHotline\n\nIt was open.\n\nSchools\n\nThey were, too."
    )
    text = text if name == "a.txt" else text.replace("Hotline", "# Hotline").replace("Schools", "# Schools")  # fmt: skip
    names = [chapter.heading for chapter in chapters_of(read_document(text.encode(), name))]
    assert names[-2:] == ["Hotline", "Schools"]
