"""A placeholder for the annual report: a PDF of one page that says what it is.

Written by hand, since one page of text needs no library; it can be read aloud, searched and copied.
"""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

# A4 in points, and where the text begins.
WIDTH, HEIGHT, LEFT, TOP = 595, 842, 72, 740
TITLE_SIZE, TEXT_SIZE, LINE_HEIGHT = 24, 12, 19


@dataclass(frozen=True, slots=True)
class Report:
    """Text of the page: a title and some lines below it, and the code of their language."""

    file_name: str
    language: str
    title: str
    lines: tuple[str, ...]


def make_report(report: Report) -> SimpleUploadedFile:
    """Return the report as a PDF file.

    Western European letters only; raises UnicodeEncodeError for others.
    """
    text = [f"BT /F1 {TITLE_SIZE} Tf {LEFT} {TOP} Td {_string(report.title)} Tj"]
    text += [f"/F1 {TEXT_SIZE} Tf 0 {-2 * LINE_HEIGHT} Td"]
    text += [f"{_string(line)} Tj 0 {-LINE_HEIGHT} Td" for line in report.lines]
    stream = "\n".join([*text, "ET"]).encode("cp1252")
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({report.language}) "
        "/ViewerPreferences << /DisplayDocTitle true >> >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>".encode(),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< /Title {_string(report.title)} >>".encode("cp1252"),
    ]
    return SimpleUploadedFile(report.file_name, _file(objects), "application/pdf")


def _string(text: str) -> str:
    for character in "\\()":
        text = text.replace(character, f"\\{character}")
    return f"({text})"


def _file(objects: list[bytes]) -> bytes:
    """Return the objects, numbered from 1, with the cross-reference table."""
    content = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>\n"
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + trailer.encode()
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )
