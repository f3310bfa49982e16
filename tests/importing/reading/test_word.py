"""Word documents: every word that Word shows, what their styles mean, and what lies beside their text."""

import io
from typing import Any

import pytest
from docx import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from results.importing.document import Document, Paragraph, Picture, Run
from results.importing.reading import read_document
from tests.importing.bad_documents import OPEN_XML, W, paragraph, word
from tests.importing.printed import picture
from tests.importing.reading.building import left_out, outline
from tests.importing.texts import words_of

MC = f'xmlns:mc="{OPEN_XML}/markup-compatibility/2006"'


def read(made: Any) -> Document:
    """Save and read a document that python-docx made."""
    stream = io.BytesIO()
    made.save(stream)
    return read_document(stream.getvalue(), "a.docx")


def document_of(xml: str, **others: str) -> Document:
    return read_document(word(xml, "", **others), "a.docx")


def body(xml: str, **others: str) -> list[object]:
    return outline(document_of(xml, **others))


def styles(*named: tuple[str, str, str]) -> str:
    each = (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>{more}</w:style>'
        for style_id, name, more in named
    )
    return f'<w:styles xmlns:w="{W}">{"".join(each)}</w:styles>'


def styled(style_id: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def test_headings_lists_and_quotes_are_known_by_their_styles() -> None:
    made = WordDocument()
    made.add_heading("A", 1)
    made.add_paragraph("B")
    made.add_paragraph().add_run("Bold").bold = True
    made.add_heading("C", 2)
    for style in ("List Bullet", "List Bullet 2", "List Number", "Quote", "Intense Quote"):
        made.add_paragraph(style, style=style)
    assert outline(read(made)) == [
        ("h1", "A"), ("p", "B"), ("line", "Bold"), ("h2", "C"), ("ul", "List Bullet", "List Bullet 2"), ("ol", "List Number"),
        ("quote", "Quote", "Intense Quote"),
    ]  # fmt: skip


def test_a_title_is_above_all_headings() -> None:
    made = WordDocument()
    made.add_heading("Title", 0)
    made.add_paragraph("Subtitle", style="Subtitle")
    made.add_heading("One", 1)
    assert outline(read(made)) == [("h1", "Title"), ("p", "Subtitle"), ("h2", "One")]


@pytest.mark.parametrize(
    ("name", "more", "kind"),
    [
        ("Rubrik 1", "", "h1"),
        ("Rubrik", "", "h1"),
        ("Citat", "", "quote"),
        ("Our own", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>', "h2"),
        ("Our own", '<w:basedOn w:val="h"/>', "h3"),
        ("Our own", '<w:basedOn w:val="h"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "p"),
        ("Our own", '<w:basedOn w:val="own"/>', "p"),
        ("It's &quot;odd&quot;", '<w:basedOn w:val="h"/>', "p"),
    ],
)
def test_styles_of_other_names_mean_what_they_are_made_from(
    name: str, more: str, kind: str
) -> None:
    known = styles(("own", name, more), ("h", "heading 3", ""))
    assert body(styled("own", "Text.") + styled("h", "x"), styles=known)[0] == (kind, "Text.")


def test_without_styles_of_headings_short_lines_may_be_some() -> None:
    assert body(paragraph("Våra resultat") + paragraph("Vi gjorde det.")) == [
        ("line", "Våra resultat"),
        ("p", "Vi gjorde det."),
    ]


def test_a_table_is_one_and_a_tab_is_a_space() -> None:
    made = WordDocument()
    table = made.add_table(rows=2, cols=2)
    for number, text in enumerate(("Vad", "2020", "Besök", "12")):
        table.cell(number // 2, number % 2).text = text
    made.add_paragraph("Lån\t\t12.")
    assert outline(read(made)) == [
        ("table", True, "", ("Vad", "2020"), ("Besök", "12")),
        ("p", "Lån 12."),
    ]


def test_a_picture_has_its_description_and_drawings_that_no_browser_shows_are_left_out() -> None:
    content = picture()
    made = WordDocument()
    made.add_picture(io.BytesIO(content))
    made.inline_shapes[0]._inline.docPr.set("descr", "Noise")
    document = read(made)
    assert outline(document) == [("picture", len(content), "Noise")]
    for part in made.part.package.iter_parts():
        if str(part.partname).endswith(".png"):
            part._blob = b"\x01\0\0\0 as EMF begins" + bytes(200)
    assert left_out(read(made)) == [("Noise", "A picture that cannot be read")]


def test_headers_and_footers_are_left_out_once_with_their_reason() -> None:
    made = WordDocument()
    made.add_paragraph("Words.")
    made.sections[0].header.paragraphs[0].text = "Our head"
    made.add_section().header.is_linked_to_previous = False
    made.sections[1].header.paragraphs[0].text = "Our head"
    made.sections[0].footer.paragraphs[0].text = "Sida 1"
    assert left_out(read(made)) == [
        ("Our head", "The page headers"),
        ("Sida 1", "The page footers"),
    ]


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("<w:r><w:t>Kept</w:t></w:r><w:del><w:r><w:delText>Gone</w:delText></w:r></w:del><w:ins><w:r><w:t> too.</w:t></w:r></w:ins>", "Kept too."),
        ('<w:r><w:t>Tabell </w:t></w:r><w:fldSimple w:instr="SEQ"><w:r><w:t>3.</w:t></w:r></w:fldSimple>', "Tabell 3."),
    ],
    ids=["changes", "field"],
)  # fmt: skip
def test_a_paragraph_has_the_words_that_word_shows(xml: str, words: str) -> None:
    assert body(f"<w:p>{xml}</w:p>") == [("p", words)]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    xml = f"""<w:p {MC} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>One.</w:t></w:r><w:r><mc:AlternateContent>
      <mc:Choice Requires="wps"><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}
      </v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""
    document = document_of(xml)
    assert outline(document) == [("p", "One."), ("p", "In a box.")]
    assert document.left_out == []


MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>Lost</m:t></m:r></m:oMath>'
NEW = f"<mc:AlternateContent><mc:Choice>{paragraph('Lost')}</mc:Choice><mc:Fallback>{paragraph('Old')}</mc:Fallback></mc:AlternateContent>"


@pytest.mark.parametrize(
    ("beside", "other"), [(MATH, ""), (NEW, ""), ("", "footnote"), ("", "endnote")]
)
def test_words_that_have_no_place_in_the_text_are_told(beside: str, other: str) -> None:
    note = f'<w:{other}s xmlns:w="{W}"><w:{other} w:id="1">{paragraph("Lost")}</w:{other}></w:{other}s>'
    xml = f"<w:p {MC}><w:r><w:t>Words.</w:t></w:r>{beside}</w:p>"
    document = document_of(xml, **({f"{other}s": note} if other else {}))
    assert [text for text, _reason in left_out(document)] == ["Lost"]


def test_notes_are_items_at_the_end() -> None:
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    xml = '<w:p><w:r><w:t>6558</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t> tips.</w:t></w:r></w:p>'
    assert body(xml, footnotes=note) == [("p", "6558[1] tips."), ("ol", "The note.")]


def test_a_link_keeps_its_address_and_a_list_of_contents_is_left_out() -> None:
    made = WordDocument()
    link = made.part.relate_to("https://a.example", f"{OPEN_XML}/officeDocument/2006/relationships/hyperlink", is_external=True)  # fmt: skip
    xml = (
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{link}"><w:r><w:t>There.</w:t></w:r></w:hyperlink>'
    )
    made.add_paragraph()._p.append(parse_xml(xml))
    assert read(made).parts == [Paragraph((Run("There.", "https://a.example"),))]
    document = read_document(
        word(styled("t", "One 3") + paragraph("Words."), styles=styles(("t", "toc 1", ""))), "a"
    )
    assert outline(document) == [("p", "Words.")]
    assert left_out(document) == [("One 3", "The list of contents")]


def test_a_caption_belongs_to_the_picture_above_it_and_else_is_a_paragraph() -> None:
    made = WordDocument()
    made.add_picture(io.BytesIO(picture()))
    made.add_paragraph("The lake", style="Caption")
    made.add_paragraph("Table 1", style="Caption")
    first, second = read(made).parts
    assert isinstance(first, Picture)
    assert (first.caption, outline(Document([second]))) == ("The lake", [("line", "Table 1")])
    assert read(made).left_out == []


def test_a_picture_outside_of_the_document_is_not_fetched() -> None:
    made = WordDocument()
    made.add_paragraph("Words.")
    made.add_picture(io.BytesIO(picture()))
    outside = made.part.relate_to("file:///etc/passwd", f"{OPEN_XML}/officeDocument/2006/relationships/image", is_external=True)  # fmt: skip
    (blip,) = made.element.body.iter("{*}blip")
    relations = f"{{{OPEN_XML}/officeDocument/2006/relationships}}"
    del blip.attrib[f"{relations}embed"]
    blip.set(f"{relations}link", outside)
    assert outline(read(made)) == [("p", "Words.")]


A = f'xmlns:a="{OPEN_XML}/drawingml/2006/main"'
C = f'xmlns:c="{OPEN_XML}/drawingml/2006/chart"'


def test_a_file_that_the_text_shows_is_said_to_be_there() -> None:
    document = document_of(f"{paragraph('Words.')}<w:altChunk/>")
    assert outline(document) == [("p", "Words.")]
    (notice,) = document.notices
    assert "holds a file whose words could not be read" in str(notice)


def test_comments_are_told_each_by_itself() -> None:
    # Whatever the prefixes of a file are.
    text = paragraph("Kontrollera").replace("w:", "n:")
    each = "".join(f'<n:comment n:id="{n}">{text}</n:comment>' for n in "12")
    reference = '<w:p><w:r><w:t>Words.</w:t><w:commentReference w:id="1"/></w:r></w:p>'
    document = read_document(
        word(reference, comments=f'<n:comments xmlns:n="{W}">{each}</n:comments>'), "a.docx"
    )
    assert outline(document) == [("p", "Words.")]
    assert left_out(document) == [("Kontrollera", "A comment of a reviewer")] * 2


def test_a_header_does_not_stand_for_words_of_the_text() -> None:
    box = f"<w:p {MC}><w:r><w:t>Words.</w:t></w:r><mc:AlternateContent><mc:Choice>{paragraph('Lost')}</mc:Choice></mc:AlternateContent></w:p>"
    header = f'<w:hdr xmlns:w="{W}">{paragraph("Lost")}</w:hdr>'
    document = document_of(box, header1=header)
    assert words_of(document)["Lost"] == 2


def test_the_names_in_a_chart_are_told_and_letters_drawn_along_a_line() -> None:
    chart = (
        f"<c:chartSpace {C} {A}><c:title><a:p><a:r><a:t>Calls</a:t></a:r></a:p></c:title><c:cat>"
        "<c:strCache><c:pt><c:v>Girls</c:v></c:pt><c:pt><c:v>Boys</c:v></c:pt></c:strCache></c:cat>"
        "<c:val><c:numCache><c:pt><c:v>98.6</c:v></c:pt></c:numCache></c:val></c:chartSpace>"
    )
    header = f'<w:hdr xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="DRAFT"/></w:hdr>'
    content = word(paragraph("Words."), "", header1=header, **{"charts/other": chart})
    assert left_out(read_document(content, "a.docx")) == [
        ("DRAFT", "The page headers"),
        ("Calls Girls Boys", "The words in a chart or diagram"),
    ]
