"""Documents that nobody can import: each with the code of the refusal that it must meet."""

import io
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from tests.importing.printed import (
    bomb,
    locked,
    picture,
    printed,
    repeated,
    scanned,
    without_letters,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
OPEN_XML = "http://schemas.openxmlformats.org"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


@dataclass(frozen=True, slots=True)
class BadDocument:
    """A file that must be refused with `code`."""

    name: str
    make: Callable[[], bytes]
    code: str

    @property
    def content(self) -> bytes:
        """Made anew each time: some are large."""
        return self.make()


def zipped(files: dict[str, str | bytes]) -> bytes:
    """An archive of files."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def relation(kind: str, target: str) -> str:
    """The XML that names another file of the archive."""
    return (
        f'<Relationships xmlns="{OPEN_XML}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{OPEN_XML}/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
    )


def word(body: str = "", declaration: str = "", **others: str | bytes) -> bytes:
    """A Word document with this XML as its body; `others` by their names in word/."""
    document = f'{declaration}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    more = {f"word/{name}.xml": content for name, content in others.items()}
    main = relation("officeDocument", "word/document.xml")
    files = {"[Content_Types].xml": TYPES, "_rels/.rels": main, "word/document.xml": document}
    return zipped({**files, **more})


def workbook(*rows: tuple[object, ...], number_format: str = "General") -> bytes:
    """A workbook of one sheet with these rows; the second cell of the last one has a format."""
    made, stream = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    if rows:
        made.active.cell(len(rows), 2).number_format = number_format
    made.save(stream)
    return stream.getvalue()


def with_sheet(change: Callable[[str], str], other: str = "", text: str = "") -> bytes:
    """A workbook, the XML of whose sheet is changed; with another text in another file."""
    with ZipFile(io.BytesIO(workbook(("Tips", 6558)))) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    more = {other: text} if other else {}
    return zipped({**files, name: change(files[name]), **more})


def with_rows(rows: str) -> bytes:
    """A workbook with this XML as the rows of its sheet."""
    return with_sheet(
        lambda xml: re.sub("<sheetData>.*</sheetData>", f"<sheetData>{rows}</sheetData>", xml)
    )


def rows_of_a_sheet(count: int, row: str = '<row><c t="n"><v>{}</v></c></row>') -> bytes:
    """A workbook of so many rows, which their sheet says to be one."""
    return with_rows("".join(row.format(number) for number in range(count)))


def with_texts(count: int) -> bytes:
    """A workbook with so many texts for its cells to share, of which it uses none."""
    return with_sheet(lambda xml: xml, "xl/sharedStrings.xml", f"<sst>{'<si/>' * count}</sst>")


def paragraph(text: str) -> str:
    """The XML of a paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def encrypted_flag(content: bytes) -> bytes:
    """An archive whose files say that they are encrypted."""
    data = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + offset] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)


def at_one_place(content: bytes) -> bytes:
    """The archive, whose list says that the second file is where the first one is."""
    data = bytearray(content)
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def with_a_lie_about_sizes(content: bytes) -> bytes:
    """An archive that says of its files that each is of 10 bytes."""
    data = bytearray(content)
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        data[start + 24 : start + 28] = struct.pack("<I", 10)
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def _nested_word() -> bytes:
    return word("<w:sdt><w:sdtContent>" * 3000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 3000)


ENTITIES = '<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

_BUILDERS: tuple[tuple[str, Callable[[], bytes], str], ...] = (
    ("empty.txt", lambda: b"", "empty"),
    ("nothing-said.html", lambda: b"<html><body><script>x()</script></body></html>", "empty"),
    ("blank.docx", lambda: word("<w:p/>"), "empty"),
    ("large.txt", lambda: b"word " * 4_000_001, "too_large"),
    ("hundred-megabytes.docx", lambda: b"PK\x03\x04" + bytes(100_000_000), "too_large"),
    ("long.txt", lambda: b"word\n" * 1_300_000, "too_long"),
    ("brackets.md", lambda: b"[" * 400_000, "costly"),
    ("nul.txt", lambda: b"Our results\0 2016 were good", "not_text"),
    ("program.txt", lambda: b"\x7fELF" + bytes(range(256)) * 4, "not_text"),
    ("cut.txt", lambda: "Vi hjälpte 12 på".encode()[:-1], "cut_off"),
    ("cut-first.txt", lambda: "Vi ses p å".encode()[:-1], "cut_off"),
    ("cut-16.txt", lambda: "Vi hjälpte".encode("utf-16")[:-1], "cut_off"),
    ("cut-pair.txt", lambda: "\ufeffBra 😀".encode("utf-16-le")[:-2], "cut_off"),
    ("picture.txt", picture, "picture"),
    ("drawing.html", lambda: b'<?xml version="1.0"?><svg xmlns="x"><text>a</text></svg>', "picture"),
    ("report.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "broken_pdf"),
    ("report.docx", lambda: b"%PDF-1.4\n", "broken_pdf"),
    ("text.pdf", lambda: b"This is only text.", "broken_pdf"),
    ("blank.pdf", lambda: printed(""), "empty"),
    ("scan.pdf", lambda: printed(scanned()), "scan"),
    ("half-scan.pdf", lambda: printed(f"<p>Words.{scanned(2)}"), "scan"),
    ("locked.pdf", lambda: locked(printed("<p>Words.")), "encrypted_pdf"),
    ("garbled.pdf", lambda: without_letters(printed("<p>Words.")), "garbled_pdf"),
    ("many-pages.pdf", lambda: repeated(printed("<p>Words."), 301), "pages"),
    ("bomb.pdf", bomb, "costly_pdf"),
    ("report.rtf", lambda: b"{\\rtf1\\ansi hello}", "rtf"),
    ("old.doc", lambda: OLE, "old_word"),
    ("secret.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_word"),
    ("flagged.docx", lambda: encrypted_flag(word(paragraph("x"))), "encrypted_word"),
    ("page.mht", lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web_archive"),
    ("text.docx", lambda: b"This is only text.", "broken_word"),
    ("page.url", lambda: b"[InternetShortcut]\r\nURL=https://example.org/results\r\n", "address"),
    ("page.webloc", lambda: b'<?xml version="1.0"?>\n<!DOCTYPE plist><plist><string>https://example.org</string></plist>', "address"),
    ("address.txt", lambda: b"https://example.org/results\n", "address"),
    ("half.docx", lambda: word(paragraph("text " * 500))[:-60], "broken_word"),
    ("damaged.docx", lambda: word(paragraph("text")).replace(b"PK\x01\x02", b"PK\x09\x02"), "broken_word"),
    ("overlapping.docx", lambda: at_one_place(word(paragraph("text"), styles="<a/>")), "broken_word"),
    ("no-xml.docx", lambda: word("<w:p>"), "broken_word"),
    ("entities.docx", lambda: word(paragraph("&c;"), ENTITIES), "broken_word"),
    ("outside.docx", lambda: word(paragraph("&a;"), OUTSIDE), "broken_word"),
    # What is read must be looked through whatever it is called.
    ("without-text.docx", lambda: zipped({"word/styles.xml": "<a/>"}), "broken_word"),
    ("of-another-kind.docx", lambda: zipped({"word/document.xml": "<other/>", "[Content_Types].xml": "<a/>"}), "broken_word"),
    ("nested.docx", _nested_word, "too_nested"),
    ("bomb.docx", lambda: word(others=b" " * 30_000_000), "zip_bomb"),
    ("picture-bomb.docx", lambda: zipped({"word/media/a.png": bytes(90_000_000)}), "zip_bomb"),
    ("liar.docx", lambda: with_a_lie_about_sizes(word(others=b" " * 30_000_000)), "broken_word"),
    ("many.docx", lambda: zipped({f"{number}.xml": "" for number in range(2001)}), "zip_bomb"),
    ("text.odt", lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "odt"),
    ("slides.pptx", lambda: zipped({"ppt/presentation.xml": "<a/>"}), "not_word"),
    ("sheet.xlsx", lambda: zipped({"xl/workbook.xml": "<a/>"}), "broken_workbook"),
    ("half.xlsx", lambda: workbook(("Tips", 6558))[:-60], "broken_workbook"),
    ("no-xml.xlsx", lambda: with_sheet(lambda xml: xml[:-20]), "broken_workbook"),
    ("entities.xlsx", lambda: with_sheet(lambda xml: ENTITIES + xml.replace("6558", "&c;")), "broken_workbook"),
    ("outside.xlsx", lambda: with_sheet(lambda xml: OUTSIDE + xml.replace("6558", "&a;")), "broken_workbook"),
    ("no-number.xlsx", lambda: with_sheet(lambda xml: xml.replace("6558", "many")), "broken_workbook"),
    ("digits.xlsx", lambda: with_sheet(lambda xml: xml.replace("6558", "1e300")), "broken_workbook"),
    ("commas.xlsx", lambda: b"Insats;Antal\nTips;6558\n", "broken_workbook"),
    ("page.xlsx", lambda: b"<html><table><tr><td>Tips<td>6558</table>", "broken_workbook"),
    ("old.xls", lambda: OLE, "old_workbook"),
    ("old.xlsx", lambda: OLE + "Workbook".encode("utf-16-le"), "old_workbook"),
    ("binary.xlsb", lambda: zipped({"xl/workbook.bin": b"x"}), "old_workbook"),
    ("secret.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted_workbook"),
    ("flagged.xlsx", lambda: encrypted_flag(workbook(("Tips", 6558))), "encrypted_workbook"),
    ("sheet.ods", lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ods"),
    ("million.xlsx", lambda: rows_of_a_sheet(1_000_000), "too_many_cells"),
    ("cells.xlsx", lambda: rows_of_a_sheet(1, f"<row>{50_001 * '<c><v/></c>'}</row>"), "too_many_cells"),
    ("wide.xlsx", lambda: workbook(tuple(range(101))), "too_many_cells"),
    ("entries.xlsx", lambda: with_texts(50_001), "too_many_cells"),
    ("far-down.xlsx", lambda: with_sheet(lambda xml: xml.replace('"B1"', '"AAAA99999999"')), "broken_workbook"),
    ("blank.xlsx", lambda: workbook(), "empty"),
    ("files.zip", lambda: zipped({"a.txt": "text"}), "not_word"),
    ("deep.html", lambda: b"<div>" * 50_000 + b"text", "too_nested"),
    ("many.html", lambda: b"<b>x</b>" * 200_001, "too_nested"),
)  # fmt: skip


def bad_documents() -> list[BadDocument]:
    return [BadDocument(*each) for each in _BUILDERS]
