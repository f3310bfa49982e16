"""The time that it takes to read a document grows with its length, whatever it is made of."""

import contextlib
import gc
import time
import tracemalloc

import pytest

from results.importing.document import Table
from results.importing.errors import ImportRefused
from results.importing.reading import read_document
from tests.importing.bad_documents import W, paragraph, word, workbook
from tests.importing.papers import plan, source
from tests.importing.printed import linked, printed, repeated

# Four times the length takes sixteen times as long where somebody counts everything for everything.
LONGER, SLOWER_AT_MOST = 4, 10
LEAST = 0.02  # seconds, below which a measurement says nothing
SENTENCE = "Vi svarade på 6558 samtal under året, och 98,6 procent av dem som ringde fick hjälp. "
BOX = "<mc:AlternateContent><mc:Choice>{}</mc:Choice></mc:AlternateContent>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLE = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'
PARAGRAPH = SENTENCE * 10

# What stands before, what is there so many times, numbered, and what stands behind.
FORMS: dict[str, tuple[str, str, int, str]] = {
    "sentences.txt": ("", f"{PARAGRAPH}\n\n", 110, ""),
    "sentences.html": ("<html>", f"<p>{PARAGRAPH}</p>", 110, ""),
    "sentences.docx": ("", paragraph(PARAGRAPH), 110, ""),
    "mains.html": ("<html>", "<main>a</main>", 2_000, ""),
    "mains-within.html": ("<html>", "<main>a" * 100 + "</main>" * 100, 20, ""),
    "figures.html": ("<html><p>", "<span>12</span><span>barn</span>", 3_000, ""),
    "shares.html": ("<html>", "<div class=share>x" * 140 + "</div>" * 140, 50, ""),
    "space-in-figure.html": ("<html><p><span>1<i></i>", " ", 25_000, "!</span><span>a</span>"),
    "space-in-pre.html": ("<html><pre>a", " ", 75_000, "b</pre>"),
    "large-cells.html": ("<html><table>", "<tr><td rowspan=50 colspan=50>1", 12_500, ""),
    "comments.html": ("", "<!--a-->", 10, "<p>text"),
    "hashes.txt": ("# a", " ", 15_000, "b"),
    "tabs.txt": ("a", "\t", 15_000, "b"),
    "pages.txt": ("", "Text.\f", 15_000, ""),
    "empty-lines.txt": ("Text.\f", "\n", 100_000, "Text."),
    "title.md": ("---\ntitle: a", " ", 15_000, "b\n---\nText"),
    "missing.docx": (f"<w:p {MC}>", BOX.format(paragraph("ord{}")), 4_000, "</w:p>"),
    "space-in-note.docx": ('<w:p><w:r><w:t xml:space="preserve">a', " ", 50_000, "b</w:t></w:r></w:p>"),
    "fields.docx": ("<w:p>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', 5_000, "</w:p>"),
    "styles.docx": ("", STYLE, 3_000, ""),
    "number.pdf": ("<b>1", ",", 5_000, "x1"),
    "brackets.xlsx": ("", "[$", 500, ""),
}  # fmt: skip


def made(name: str, size: int) -> bytes:
    """The document of that form, so many times as long."""
    before, again, times, behind = FORMS[name]
    middle = "".join(again.format(number, number + 1) for number in range(times * size))
    text = f"{before}{middle}{behind}"
    if name == "styles.docx":
        return word(paragraph("x"), styles=f'<w:styles xmlns:w="{W}">{text}</w:styles>')
    match name.partition(".")[2]:
        case "docx":
            return word(text)
        case "xlsx":
            return workbook(("Tips", 6558), number_format=text)
        case "pdf":
            return printed(text, "body { white-space: pre }")
    return text.encode()


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
    short, long = made(name, 1), made(name, LONGER)
    # What else the machine does can make a measurement worse, and never better.
    assert any(
        seconds_for(long, name) / max(seconds_for(short, name), LEAST) < SLOWER_AT_MOST
        for _measurement in range(3)
    )


@pytest.mark.parametrize("name", [name for name in FORMS if name.startswith("sentences")])
def test_a_long_document_of_ordinary_text_is_read_and_not_refused(name: str) -> None:
    assert len(read_document(made(name, LONGER), name).parts) == 440


def test_a_document_has_at_most_400_000_characters() -> None:
    line = 99 * "a" + "\n\n"
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
