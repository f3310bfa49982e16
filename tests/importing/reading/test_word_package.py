"""Every word that Word shows is in what was read, in whichever file of the package it lies."""

from __future__ import annotations

import pytest

from results.importing.document import words_of
from results.importing.reading import read_document
from tests.importing.bad_documents import W, paragraph, word, zipped
from tests.importing.reading.building import left_out, outline

OPEN_XML = "http://schemas.openxmlformats.org"
RELATIONS = f"{OPEN_XML}/package/2006/relationships"
CHUNK = "A file that was put into the document"
A = f'xmlns:a="{OPEN_XML}/drawingml/2006/main"'
C = f'xmlns:c="{OPEN_XML}/drawingml/2006/chart"'
MC = f'xmlns:mc="{OPEN_XML}/markup-compatibility/2006"'


def with_chunk(name: str, content: str | bytes) -> bytes:
    """A document whose text shows a file."""
    relations = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{OPEN_XML}/officeDocument/2006/relationships/aFChunk" Target="{name}"/></Relationships>'
    )
    body = f'<w:document xmlns:w="{W}"><w:body>{paragraph("Words.")}<w:altChunk/></w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": body,
            "word/_rels/document.xml.rels": relations,
            f"word/{name}": content,
        }
    )


WEB_ARCHIVE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    "<p>Zebra =C3=A5tta</p>\r\n--x--\r\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<html><script>no</script><p>Zebra <b>åtta</b></p></html>"),
        ("a.htm", "<p>Zebra</p>åtta"),
        ("a.xml", "<html><p>Zebra</p><p>åtta</p></html>"),
        ("a.txt", "Zebra\nåtta"),
        ("a.mht", WEB_ARCHIVE),
        ("a.docx", word(paragraph("Zebra") + paragraph("åtta"))),
    ],
)
def test_files_that_the_text_shows_are_told(name: str, content: str | bytes) -> None:
    document = read_document(with_chunk(name, content), "a.docx")
    assert left_out(document) == [("Zebra åtta", CHUNK)]
    assert document.notices == []


@pytest.mark.parametrize(
    "content",
    [b"{\\rtf1 Zebra}", b"%PDF-1.7", b"PK\x03\x04 broken", b"a\0b", with_chunk("a.txt", "x")],
)
def test_a_file_that_cannot_be_read_is_said_to_be_there(content: bytes) -> None:
    document = read_document(with_chunk("a.dat", content), "a.docx")
    assert outline(document) == [("line", "Words.")] or outline(document) == [("p", "Words.")]
    (notice,) = document.notices
    assert "could not be read" in str(notice)


def test_comments_are_told_each_by_itself() -> None:
    each = "".join(f'<w:comment w:id="{n}">{paragraph("Kontrollera")}</w:comment>' for n in "12")
    reference = '<w:p><w:r><w:t>Words.</w:t><w:commentReference w:id="1"/></w:r></w:p>'
    document = read_document(
        word(reference, comments=f'<w:comments xmlns:w="{W}">{each}</w:comments>'), "a.docx"
    )
    assert outline(document) == [("p", "Words.")]
    assert left_out(document) == [("Kontrollera", "A comment of a reviewer")] * 2


def test_notes_that_nothing_refers_to_are_told() -> None:
    for kind in ("footnote", "endnote"):
        note = f'<w:{kind}s xmlns:w="{W}"><w:{kind} w:id="1">{paragraph("Lost")}</w:{kind}></w:{kind}s>'
        document = read_document(word(paragraph("Words."), "", **{f"{kind}s": note}), "a.docx")
        assert [text for text, _reason in left_out(document)] == ["Lost"]


def test_a_header_does_not_stand_for_words_of_the_text() -> None:
    box = f"<w:p {MC}><w:r><w:t>Words.</w:t></w:r><mc:AlternateContent><mc:Choice>{paragraph('Lost')}</mc:Choice></mc:AlternateContent></w:p>"
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Lost")}</w:hdr>'
    document = read_document(word(box, "", header1=header), "a.docx")
    assert words_of(document)["Lost"] == 2


def test_what_only_new_programs_show_is_told() -> None:
    box = (
        f"<w:p {MC}><w:r><w:t>Words.</w:t></w:r><mc:AlternateContent><mc:Choice>{paragraph('New one')}"
        f"</mc:Choice><mc:Fallback>{paragraph('Old one')}</mc:Fallback></mc:AlternateContent></w:p>"
    )
    read = words_of(read_document(word(box), "a.docx"))
    assert (read["New"], read["Old"], read["one"]) == (1, 1, 1)


def test_the_names_in_a_chart_are_told_and_letters_drawn_along_a_line() -> None:
    chart = (
        f"<c:chartSpace {C} {A}><c:title><a:p><a:r><a:t>Calls</a:t></a:r></a:p></c:title><c:cat>"
        "<c:strCache><c:pt><c:v>Girls</c:v></c:pt><c:pt><c:v>Boys</c:v></c:pt></c:strCache></c:cat>"
        "<c:val><c:numCache><c:pt><c:v>98.6</c:v></c:pt></c:numCache></c:val></c:chartSpace>"
    )
    header = f'<w:hdr xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="DRAFT"/></w:hdr>'
    content = word(paragraph("Words."), "", header1=header, **{"charts/other": chart})
    assert left_out(read_document(content, "a.docx")) == [
        ("DRAFT", "The head of the pages"),
        ("Calls Girls Boys", "The words in a chart or diagram"),
    ]


def test_words_are_known_whatever_the_prefixes_of_a_file_are() -> None:
    comments = paragraph("Lost").replace("w:", "n:")
    content = word(
        paragraph("Words."),
        "",
        comments=f'<n:comments xmlns:n="{W}"><n:comment n:id="1">{comments}</n:comment></n:comments>',
    )
    assert left_out(read_document(content, "a.docx")) == [("Lost", "A comment of a reviewer")]


@pytest.mark.parametrize("number", ["x", "-1", "0", "", "1" * 5000, "999999999"])
def test_a_cell_over_a_number_of_columns_that_is_none_is_over_one(number: str) -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{number}"/></w:tcPr>{paragraph("a")}</w:tc>'
    row = f"<w:tr>{cell}<w:tc>{paragraph('b')}</w:tc></w:tr>"
    document = read_document(word(f"<w:tbl>{row * 2}</w:tbl>"), "a.docx")
    assert outline(document) == [("table", False, "", ("a", "b"), ("a", "b"))]


@pytest.mark.parametrize("sign", ['w:char="zz"', 'w:char=""', "", 'w:font="a"'])
def test_a_sign_without_a_number_is_left_out(sign: str) -> None:
    text = f"<w:p><w:r><w:t>Words</w:t><w:sym {sign}/><w:t> after.</w:t></w:r></w:p>"
    assert outline(read_document(word(text), "a.docx")) == [("p", "Words after.")]
