"""Word documents from simple HTML: headings, paragraphs, lists, tables, captions, notes."""

from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_STYLES = {
    "h1 title": "Title",
    **{f"h{level}": f"Heading {level}" for level in (1, 2, 3)},
    "ul li": "List Bullet",
    "ol li": "List Number",
    "blockquote p": "Quote",
    "p caption": "Caption",
}
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote>"
)


class _Writer:
    def __init__(self, document: WordDocument) -> None:
        self.document = document
        self.notes: list[str] = []
        self.ids = count(1)

    def block(self, element: Tag) -> None:
        section = self.document.sections[0]
        match element.name:
            case "ul" | "ol" | "blockquote":
                for part in element.find_all(["li", "p", "cite"]):
                    self.paragraph(part, _STYLES.get(f"{element.name} {part.name}", "Normal"))
            case "table":
                self.table(element)
            case "header":
                section.header.paragraphs[0].text = element.get_text(strip=True)
            case "footer":
                section.footer.paragraphs[0].text = element.get_text(strip=True)
            case name:
                classes = " ".join(element.get("class") or [""])
                self.paragraph(element, _STYLES.get(f"{name} {classes}".strip(), "Normal"))

    def paragraph(self, element: Tag, style: str) -> None:
        self.runs(element, self.document.add_paragraph(style=style))

    def runs(self, element: Tag, into: Paragraph, bold: bool = False, italic: bool = False) -> None:
        for child in element.children:
            if isinstance(child, NavigableString):
                text = " ".join(f"x{child}x".split())[1:-1]
                run = into.add_run(text)
                run.bold, run.italic = bold or None, italic or None
            elif not isinstance(child, Tag):
                continue
            elif "fn" in (child.get("class") or []):
                self.note(child.get_text(), into)
            elif child.name == "br":
                into.add_run().add_break()
            elif child.name == "a":
                self.link(child, into)
            else:
                self.runs(
                    child,
                    into,
                    bold or child.name in {"strong", "b"},
                    italic or child.name in {"em", "i"},
                )

    def note(self, text: str, into: Paragraph) -> None:
        number = next(self.ids)
        self.notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/>'
            "</w:rPr><w:footnoteRef/></w:r>"
            f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
        )
        into._p.append(
            parse_xml(
                f'<w:r xmlns:w="{_MAIN}"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                f'<w:footnoteReference w:id="{number}"/></w:r>'
            )
        )

    def link(self, element: Tag, into: Paragraph) -> None:
        address = str(element["href"])
        relation = self.document.part.relate_to(
            address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        into._p.append(
            parse_xml(
                f'<w:hyperlink xmlns:w="{_MAIN}" xmlns:r="{_RELATIONS}" r:id="{relation}"><w:r>'
                f"<w:t>{escape(element.get_text())}</w:t></w:r></w:hyperlink>"
            )
        )

    def table(self, element: Tag) -> None:
        if caption := element.find("caption"):
            self.paragraph(caption, "Caption")
        rows = element.find_all("tr")
        width = max(sum(map(_span, row.find_all(["td", "th"]))) for row in rows)
        table = self.document.add_table(len(rows), width, style="Table Grid")
        for row, line in zip(table.rows, rows, strict=True):
            column = 0
            for cell in line.find_all(["td", "th"]):
                span = _span(cell)
                place = row.cells[column]
                if span > 1:
                    place = place.merge(row.cells[column + span - 1])
                self.runs(cell, place.paragraphs[0], bold=cell.name == "th")
                column += span


def _span(cell: Tag) -> int:
    return int(str(cell.get("colspan") or 1))


def write_word(page: str, target: Path) -> None:
    """Write the body of a page of HTML as a Word document; `class="fn"` becomes a footnote."""
    body = BeautifulSoup(page, "html.parser").body
    assert body is not None
    writer = _Writer(Document())
    for element in body.find_all(True, recursive=False):
        writer.block(element)
    if writer.notes:
        content = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<w:footnotes xmlns:w="{_MAIN}">{_SEPARATORS}{"".join(writer.notes)}</w:footnotes>'
        )
        package = writer.document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, content.encode(), package)
        writer.document.part.relate_to(part, f"{_RELATIONS}/footnotes")
    writer.document.save(str(target))
