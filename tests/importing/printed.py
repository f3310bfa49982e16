"""PDFs as programs print them, and what people do to them afterwards."""

import io
import zlib
from base64 import b64encode
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from PIL import Image

from results.pdf.making import HTML

STYLE = """
@page { size: 148mm 210mm; margin: 20mm }
body { font: 10pt/1.3 "DejaVu Sans"; hyphens: none }
h1 { font-size: 20pt } h2 { font-size: 14pt } h3 { font-size: 12pt }
"""


def printed(body: str, style: str = "", lang: str = "en") -> bytes:
    """A PDF of the body of a page of HTML."""
    html = f"<html lang={lang}><style>{STYLE}{style}</style><body>{body}</body></html>"
    content: bytes = HTML(string=html).write_pdf()
    return content


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 40)) -> bytes:
    """A picture as a file."""
    stream = io.BytesIO()
    Image.effect_noise(size, 80).save(stream, kind)
    return stream.getvalue()


def tag(kind: str = "JPEG", size: tuple[int, int] = (300, 200)) -> str:
    """The tag of a picture."""
    data = b64encode(picture(kind, size)).decode()
    return f'<img src="data:image/{kind.lower()};base64,{data}">'


def scanned(pages: int = 1) -> str:
    """Pages that are pictures."""
    return f'<div style="break-after: page">{tag(size=(600, 800))}</div>' * pages


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None], **options: Any) -> bytes:
    """The PDF, changed and saved once more."""
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(stream, **options)
    return stream.getvalue()


def locked(content: bytes, user: str = "secret") -> bytes:
    """The PDF with a password: for whoever opens it, or, with "", for whoever changes it."""
    encryption = pikepdf.Encryption(user=user, owner="another")
    return changed(content, lambda _pdf: None, encryption=encryption)


def turn(pdf: pikepdf.Pdf, turns: int) -> None:
    """Write each page turned to the left, and show it turned to the right as often by a quarter."""
    for page in pdf.pages:
        _left, _bottom, width, height = map(float, page.MediaBox)
        matrix = [
            f"0 1 -1 0 {height} 0", f"-1 0 0 -1 {width} {height}", f"0 -1 1 0 0 {width}",
        ][turns - 1]  # fmt: skip
        if turns != 2:
            page.MediaBox = [0, 0, height, width]
        page.Rotate = 90 * turns
        page.contents_add(f"q {matrix} cm".encode(), prepend=True)
        page.contents_add(b"Q")


def without_letters(content: bytes) -> bytes:
    """The PDF without what says which letters its signs are."""

    def change(pdf: pikepdf.Pdf) -> None:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing["/ToUnicode"]

    return changed(content, change)


def repeated(content: bytes, times: int) -> bytes:
    """The PDF with its first page so many times."""
    return changed(content, lambda pdf: pdf.pages.extend([pdf.pages[0]] * (times - 1)))


def linked(content: bytes, times: int) -> bytes:
    """The PDF with one long link so many times on each page."""

    def change(pdf: pikepdf.Pdf) -> None:
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(b"\xff" * 1_990))
        kind = pikepdf.Name.Link
        link = pikepdf.Dictionary(Subtype=kind, Rect=[0, 0, 9, 9], A=pdf.make_indirect(action))
        annotations = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(link)] * times))
        for page in pdf.pages:
            page.Annots = annotations

    return changed(content, change)


def by_letter(rows: Sequence[tuple[str, str]]) -> bytes:
    """A PDF of two columns whose letters are placed one by one, as some programs do."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(420, 595))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    placed = [
        f"BT /F 10 Tf {left + 6 * place} {550 - 12 * line} Td ({letter}) Tj ET"
        for line, row in enumerate(rows)
        for left, cell in zip((40, 300), row, strict=True)
        for place, letter in enumerate(cell)
        if letter != " "
    ]
    page.Contents = pdf.make_stream("\n".join(placed).encode())
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def bomb(megabytes: int = 1_500) -> bytes:
    """A PDF whose only page becomes so large when it is unpacked."""
    packer = zlib.compressobj(9)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = start + block * megabytes + packer.flush()
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(b"")
    page.Contents.write(packed, filter=pikepdf.Name.FlateDecode)
    stream = io.BytesIO()
    pdf.save(stream, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return stream.getvalue()
