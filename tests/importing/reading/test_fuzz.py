"""Whatever the bytes: a document, or a refusal in one clear sentence, and nothing else."""

import contextlib
import re
import socket
import subprocess
from collections import Counter

from django.utils import translation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.importing.decoding import decode
from results.importing.document import Table, count_words, texts_of, words
from results.importing.errors import ImportRefused
from results.importing.keeping import packed
from results.importing.planning import plan_document
from results.importing.reading import apart, read_document
from results.importing.reading.apart import SMALL, read_apart
from results.importing.reading.pdf_layout import laid_out
from results.importing.reading.pdf_pages import Page, Word
from tests.importing.bad_documents import (
    BadDocument,
    bad_documents,
    with_rows,
    with_sheet,
    word,
    workbook,
)
from tests.importing.texts import words_of
from tests.quantities.strategies import unhurried

from .test_long_documents import made

STARTS = [
    b"", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"%PDF-", b"<!DOCTYPE html>", b"<svg",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"GIF89a", b"---\ntitle: a\n---\n",
]  # fmt: skip
NAMES = (
    st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.xlsx", "a.doc", "a", ""]) | st.text()
)
# Pieces of which people, and programs, make text.
SIGNS = [
    "\n", "\n\n", "\n", " ", "   ", "\t", "\f", "- ", "* ", "• ", "o ", "– ", "1. ", "2) ", "(3) ", "0. ", "a) ", "(b) ",
    "====", "----", "\n---\n", "___", "|", "|---|", ">> ", " <<", "> ", "# ", "## ", "Sida 3 (5)", "12", "-",
    "\u00ad", "\u00a0", "\u2028", "\r\n", "\x0b", "\x85", "\x00", ".", ":", "[a](b)", "![a](b)", "```", "<b>",
    "</div>", "&nbsp;", "~~", "**", "_", ".....", "…", "<!--", "://", "data:image/png;base64,AAAA",
]  # fmt: skip
WORDS = st.sampled_from(["ett", "Två", "6558", "98,6 %", "år", "upp", "X", "m2", "long" * 20])
TEXTS = st.lists(st.sampled_from(SIGNS) | WORDS | st.text(max_size=9), max_size=60).map("".join)
TAGS = sorted(
    words(
        "p div span b i a ul ol li dl dt dd table tr td th caption thead tbody blockquote "
        "figure figcaption h1 h2 h6 pre sup br img form label button nav header footer main "
        "article aside section svg script title iframe video input select option body html "
        "template sub details summary"
    )
)
ATTRIBUTES = [
    "", " hidden", " class='cookie menu'", " href='#a'", " href='javascript:x'", " href=/b", " role=main",
    " role=heading aria-level=9", " colspan=9 rowspan=0", " rowspan=70", " style='display:none'",
    " style=font-weight:bold", " src='data:image/png;base64,AAAA' alt=alt", " src=a.png", " id='", ' class="MsoTitle"',
]  # fmt: skip


@st.composite
def tag_soups(draw: st.DrawFn) -> str:
    """Tags, attributes and words in any order."""
    piece = st.one_of(
        st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.builds("</{}>".format, st.sampled_from(TAGS)),
        WORDS,
        st.sampled_from(SIGNS),
    )
    return "".join(draw(st.lists(piece, max_size=60)))


def _read(content: bytes, name: str) -> None:
    with contextlib.suppress(ImportRefused):
        read_document(content, name)


@unhurried
@given(st.sampled_from(STARTS), st.binary(max_size=400), NAMES)
def test_any_bytes_are_read_or_refused(start: bytes, rest: bytes, name: str) -> None:
    _read(start + rest, name)


@unhurried
@given(TEXTS)
def test_plain_text_keeps_its_words(text: str) -> None:
    content = text.replace("\0", "").encode(errors="replace")
    with contextlib.suppress(ImportRefused):
        read = read_document(content, "a.txt")
        assert words_of(read) == count_words([decode(content).text])
        assert count_words(plan_document(read, "sv", 2016).words()) == words_of(read)


LEAVES = [
    "<w:t>ett</w:t>", "<w:t>6558</w:t>", "<w:tab/>", "<w:br/>", '<w:br w:type="page"/>', "<w:sdt/>", "<w:pict/>",
    "<w:r><w:t>Två ord</w:t></w:r>", "<w:p><w:r><w:t>Två ord</w:t></w:r></w:p>", "<w:drawing/>", "<w:cr/>",
    '<w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr>', "<w:del><w:r><w:t>nej</w:t></w:r></w:del>", "<w:noBreakHyphen/>",
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', '<w:footnoteReference w:id="9"/>', "<w:unknown/>",
    '<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>',
    '<w:instrText> HYPERLINK "x" </w:instrText>', '<w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr>',
    '<w:tcPr><w:gridSpan w:val="x"/></w:tcPr>', '<w:sym w:char="zz"/>', '<w:bookmarkStart w:name="b"/>',
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', '<w:commentReference w:id="1"/>',
]  # fmt: skip
ELEMENTS = [
    "w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:hyperlink", "w:fldSimple", "w:ins", "w:del", "w:smartTag",
    "w:sdtContent", "w:sdt", "w:moveFrom", "w:body", "w:drawing", "w:pict",
]  # fmt: skip
XML = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(ELEMENTS),
        st.lists(inner, min_size=1, max_size=5).map("".join),
    ),
    max_leaves=30,
)


CELLS = [
    '<row r="2" hidden="1">{}</row>', "<row>{}</row>", '<c t="s"><v>{}</v></c>', '<c r="C9" s="1"><v>{}</v></c>', "<c>{}</c>",
    '<c t="str"><f>A1</f><v>{}</v></c>', '<c t="inlineStr"><is><t>{}</t></is></c>', '<c t="d"><v>{}</v></c>', '<c t="b">{}</c>',
    "{}", "<mergeCells>{}</mergeCells>", '<hyperlinks><hyperlink ref="A1"/>{}</hyperlinks>', "6558", "1e999", "-0.5", "NaN", "ett", "",
]  # fmt: skip


DAMAGED = {
    "damaged.docx": word("<w:p><w:r><w:t>Two words</w:t></w:r></w:p>" * 5, styles="<a/>"),
    "damaged.xlsx": workbook(("Two words", 6558), (0.5, None)),
}


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    """Workbooks with pieces of XML within each other as their rows."""
    rows = ""
    for pieces in draw(
        st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=4), max_size=6)
    ):
        row = "1"
        for piece in pieces:
            row = piece.format(row)
        rows += row
    return with_rows(rows)


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """An archive with other bytes in some places, whose end may be missing."""
    data = bytearray(DAMAGED[name])
    for _change in range(draw(st.integers(0, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: len(data) - draw(st.integers(0, 80))])


# What a file may hold, whose name says no more than its format.
HELD = {
    "text.md": TEXTS.map(lambda text: text.encode(errors="replace")),
    "tags.html": tag_soups().map(str.encode),
    "elements.docx": XML.map(word),
    "cells.xlsx": sheets(),
    **{name: damaged(name) for name in DAMAGED},
}


@pytest.mark.parametrize("name", HELD)
@unhurried
@given(data=st.data())
def test_whatever_a_file_holds_is_read_or_refused(name: str, data: st.DataObject) -> None:
    _read(data.draw(HELD[name]), name)


@st.composite
def pages_of_words(draw: st.DrawFn) -> Page:
    """Lines of a name and numbers, more or less below each other, in one or more sizes, and drawn lines."""
    page = Page(1, 600, 800)
    count, base = draw(st.integers(1, 5)), 780.0
    odd = draw(st.integers(0, 2))
    for _line in range(draw(st.integers(2, 12))):
        base -= draw(st.sampled_from([14, 14, 14, 14, 3, 30]))
        size = draw(st.sampled_from([9] * 9 + [26]))
        for column in range(count):
            # Not of two letters: a line of those is a word whose letters are set apart.
            text = draw(
                st.sampled_from(["ett", "Två", "98,6 %", "long" * 20])
                if column == 0
                else st.sampled_from(["12", "6558", "2016", "–", "åren", ""])
            )
            left = 20 + 90 * column + draw(st.sampled_from([0, 0, 0, 5, 40])) * (odd > 1)
            width = draw(st.sampled_from([8, 20, 60])) if odd else 20
            if text:
                page.words.append(Word(text, left, left + width, base, size))
    for left in draw(st.lists(st.sampled_from([105, 195]), max_size=2)):
        page.uprights.append((left, base, draw(st.sampled_from([base + 40, 790.0]))))
    return page


@unhurried
@given(pages_of_words())
def test_no_word_of_a_pdf_is_lost_wherever_it_stands(page: Page) -> None:
    read: Counter[str] = Counter()
    for piece in laid_out(page.words, page):
        texts = texts_of(piece) if isinstance(piece, Table) else [row.text for row in piece.rows]
        read += count_words(texts)
    assert read == count_words(word.text for word in page.words)


BAD = bad_documents()


@pytest.mark.parametrize("bad", BAD, ids=[bad.name for bad in BAD])
def test_a_bad_document_is_refused_with_its_reason_and_what_to_do_instead(
    bad: BadDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = bad.content
    with monkeypatch.context() as outside, pytest.raises(ImportRefused) as refused:
        outside.setattr(socket.socket, "connect", _must_not_be_called)
        outside.setattr("builtins.open", _must_not_be_called)
        # What takes too much is ended in a process of its own.
        read = read_apart if bad.code == "costly_pdf" else read_document
        read(content, bad.name)
    assert refused.value.code == bad.code
    assert refused.value.field == "document"
    sentences = re.findall(r"[^.]+\.", re.sub(r"\(\.\w+\)", "", str(refused.value)))
    assert len(sentences) == 2


def _must_not_be_called(*_args: object, **_kwargs: object) -> None:
    raise AssertionError("something outside of the document was opened")


# Each of its stars may begin or end what is set in italics.
SLOW = b"*a " * 250_000
HEADED = '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>Head</w:t></w:r></w:p></w:hdr>'
DOCUMENTS = {
    "a.docx": word("<w:p><w:r><w:t>Words.</w:t></w:r></w:p>" * 500, header1=HEADED),
    # Formulas without a value, which a sentence names.
    "b.xlsx": with_sheet(lambda xml: xml.replace("<v>6558</v>", "<f>1+1</f>")),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_read_apart_is_what_is_read_here_in_the_language_of_its_person(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SMALL", 0)
    with translation.override("sv"):
        here = read_document(DOCUMENTS[name], name, "sv")
        assert packed(read_apart(DOCUMENTS[name], name, "sv")) == packed(here)


def test_what_is_refused_apart_is_refused_with_the_same_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(apart, "SMALL", 0)
    (bad,) = [each for each in bad_documents() if each.name == "digits.xlsx"]
    with translation.override("sv"):
        with pytest.raises(ImportRefused) as here:
            read_document(bad.content, bad.name)
        with pytest.raises(ImportRefused) as there:
            read_apart(bad.content, bad.name)
        assert str(there.value) == str(here.value)
    assert there.value.code == here.value.code


@pytest.mark.parametrize(
    ("bound", "content"),
    [("SECONDS", SLOW), ("MOST_SECONDS", SLOW), ("MEMORY", made("sentences.html", 160))],
)
def test_what_takes_too_much_time_or_memory_is_ended_and_refused(
    bound: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, bound, 120_000_000 if bound == "MEMORY" else 2)
    with pytest.raises(ImportRefused) as refused:
        read_apart(content, "a.html" if bound == "MEMORY" else "a.md")
    assert refused.value.code == "costly"
    assert str(refused.value) == (
        "The document takes more time or memory than a document should. Copy its text into a new "
        "document, and import that."
    )


def test_what_is_small_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    assert read_apart(b"a" * SMALL, "a.md").parts
    with pytest.raises(TypeError):
        read_apart(b"a" * (SMALL + 1), "a.md")
    # An archive counts as large as what it unpacks to.
    content = word(" " * (2 * SMALL))
    assert len(content) < SMALL
    with pytest.raises(TypeError):
        read_apart(content, "a.docx")
