"""The time that it takes to read a document grows with its length, whatever it is made of."""

from __future__ import annotations

import contextlib
import gc
import time
import tracemalloc
from collections.abc import Callable

import pytest

from results.importing.document import Table
from results.importing.errors import ImportRefused
from results.importing.reading import read_document
from tests.importing.bad_documents import paragraph, word, workbook, zipped
from tests.importing.papers import plan, source
from tests.importing.printed import linked, printed, repeated

# Four times the length takes sixteen times as long where somebody counts everything for everything.
LONGER, SLOWER_AT_MOST = 4, 10
LEAST = 0.02  # seconds, below which a measurement says nothing
SENTENCE = "Vi svarade på 6558 samtal under året, och 98,6 procent av dem som ringde fick hjälp. "
BOX = "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'


def _many_styles(size: int) -> bytes:
    style = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'
    each = "".join(style.format(number, number + 1) for number in range(3_000 * size))
    return word(
        paragraph("x"),
        styles=f'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{each}</w:styles>',
    )


def _missing_words(size: int) -> bytes:
    each = "".join(BOX.format(paragraph(f"ord{number}")) for number in range(4_000 * size))
    return word(paragraph("x") + f"<w:p {MC}>{each}</w:p>")


FORMS: dict[str, Callable[[int], bytes]] = {
    "sentences.txt": lambda size: (SENTENCE * 10 + "\n\n").encode() * (110 * size),
    "sentences.md": lambda size: (SENTENCE * 10 + "\n\n").encode() * (110 * size),
    "sentences.html": lambda size: (
        f"<html><p>{'</p><p>'.join([SENTENCE * 10] * (110 * size))}</p>".encode()
    ),
    "sentences.docx": lambda size: word(paragraph(SENTENCE * 10) * (110 * size)),
    "mains.html": lambda size: b"<html>" + b"<main>a</main>" * (2_000 * size),
    "mains-within.html": lambda size: (
        b"<html>" + (b"<main>a" * 400 + b"</main>" * 400) * (5 * size)
    ),
    "figures.html": lambda size: (
        b"<html><p>" + b"<span>12</span><span>barn</span>" * (3_000 * size)
    ),
    "shares.html": lambda size: (
        b"<html>" + (b"<div class=share>x" * 450 + b"</div>" * 450) * (15 * size)
    ),
    "space-in-figure.html": lambda size: (
        b"<html><p><span>1<i></i>" + b" " * (25_000 * size) + b"!</span><span>a</span>"
    ),
    "space-in-pre.html": lambda size: b"<html><pre>a" + b" " * (75_000 * size) + b"b</pre>",
    "wide-table.html": lambda size: (
        b"<html><table><tr>" + b"<td>1" * (2_250 * size) + b"<tr><td>a<td>2" * (2_250 * size)
    ),
    "large-cells.html": lambda size: (
        b"<html><table>" + b"<tr><td rowspan=50 colspan=50>1" * (12_500 * size)
    ),
    "comments.html": lambda size: b"<!--a-->" * (10 * size) + b"<p>text",
    "hashes.txt": lambda size: b"# a" + b" " * (15_000 * size) + b"b",
    "tabs.txt": lambda size: b"a" + b"\t" * (15_000 * size) + b"b",
    "wide-table.txt": lambda size: b"a\t" * (2_250 * size) + b"a\n" + b"a\tb\n" * (2_250 * size),
    "pages.txt": lambda size: b"Text.\f" * (15_000 * size),
    "empty-lines.txt": lambda size: b"Text.\f" + b"\n" * (100_000 * size) + b"Text.",
    "title.md": lambda size: b"---\ntitle: a" + b" " * (15_000 * size) + b"b\n---\nText",
    "styles.docx": _many_styles,
    "missing.docx": _missing_words,
    "wide-tabs.docx": lambda size: word(
        f"<w:p><w:r>{'<w:t>a</w:t><w:tab/>' * (1_250 * size)}<w:t>b</w:t></w:r></w:p>"
        + "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>" * (1_250 * size)
    ),
    "space-in-note.docx": lambda size: word(
        f'<w:p><w:r><w:t xml:space="preserve">a{" " * (50_000 * size)}b</w:t></w:r></w:p>'
    ),
    "brackets.xlsx": lambda size: workbook(("Tips", 6558), number_format="[$" * (500 * size)),
    "number.pdf": lambda size: printed(
        f"<b>1{',' * (5_000 * size)}x1", "body { white-space: pre }"
    ),
    "fields.docx": lambda size: word(f"<w:p>{FIELD * (5_000 * size)}</w:p>"),
}


def seconds_for(content: bytes, name: str) -> float:
    """How long the processor is busy with it.

    Without the collector of garbage, whose work grows with all that the tests before have left.
    """
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        with contextlib.suppress(ImportRefused):
            read_document(content, name)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.soak
@pytest.mark.parametrize("name", FORMS)
def test_the_time_for_a_document_of_any_form_grows_with_its_length(name: str) -> None:
    short, long = FORMS[name](1), FORMS[name](LONGER)
    # What else the machine does can make a measurement worse, and never better.
    assert any(
        seconds_for(long, name) / max(seconds_for(short, name), LEAST) < SLOWER_AT_MOST
        for _measurement in range(3)
    )


@pytest.mark.parametrize("name", [name for name in FORMS if name.startswith("sentences")])
def test_a_long_document_of_ordinary_text_is_read_and_not_refused(name: str) -> None:
    assert len(read_document(FORMS[name](LONGER), name).parts) == 440


def test_a_document_has_at_most_1_200_000_characters_and_an_edition_400_000() -> None:
    line = 99 * "a" + "\n\n"
    read_document((12_121 * line + 21 * "a").encode(), "a.txt")
    with pytest.raises(ImportRefused, match="longer than 1,200,000 characters"):
        read_document((12_121 * line + 22 * "a").encode(), "a.txt")
    plan(source(4_040 * line + 40 * "a", "a.txt"))
    with pytest.raises(ImportRefused, match="longer than 400,000 characters"):
        plan(source(4_040 * line + 41 * "a", "a.txt"))


@pytest.mark.parametrize("repeated", ["1 av ", "nådde 12 (3) % ", "kasvoi 12:sta "])
def test_figures_without_an_end_of_a_sentence_are_looked_through_at_once(repeated: str) -> None:
    text = (repeated * 40_000)[:200_000]
    began = time.process_time()
    made = plan(source(text, "a.txt"), language="fi" if "sta" in repeated else "sv")
    # A second where nothing else is at work.
    assert time.process_time() - began < 10
    assert "the first 400 are offered" in str(made.notices)


@pytest.mark.soak
def test_nobody_waits_half_a_minute_for_the_densest_document() -> None:
    text = "1 2 3 4 5 6 7 8 9 10 % kr of 12 av 3 per cent 4,5 6.7 " * 7_400
    began = time.process_time()
    plan(source(text, "a.md"))
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", b"<html><table>" + b"<tr><td rowspan=50 colspan=50>1" * 5_000),
        ("a.txt", b"a\t" * 90 + b"a\n" + b"a\tb\n" * 20_000),
    ],
)
def test_few_words_do_not_become_millions_of_cells(name: str, content: bytes) -> None:
    document = read_document(content, name)
    tables = [part for part in document.parts if isinstance(part, Table)]
    assert sum(len(row) for table in tables for row in table.rows) < 1_000_000


def test_links_of_a_pdf_do_not_become_gigabytes() -> None:
    content = linked(repeated(printed("<p>Words"), 40), 300)
    assert len(content) < 100_000
    tracemalloc.start()
    read_document(content, "a.pdf")
    assert tracemalloc.get_traced_memory()[1] < 100_000_000
    tracemalloc.stop()


def test_main_parts_within_each_other_are_one() -> None:
    page = b"<html><h1>A</h1><p>Before</p>" + b"<main>" * 480 + b"Text"
    document = read_document(page, "a.html")
    assert [left.text for left in document.left_out] == ["Before"]


def test_texts_that_mammoth_reads_are_looked_through_whatever_they_are_called() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/{}" Target="{}"/></Relationships>'
    )
    whole = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>',
    }
    for name, kind in (
        ("_rels/.rels", "officeDocument"),
        ("word/_rels/document.xml.rels", "footnotes"),
    ):
        target = "word/a.dat" if kind == "officeDocument" else "a.dat"
        files = {**whole, name: relations.format(kind, target), "word/a.dat": "<!DOCTYPE a><a/>"}
        with pytest.raises(ImportRefused, match="no whole Word document"):
            read_document(zipped({**files}), "a.docx")
