"""Documents as hypothesis makes them up, written in each of the formats."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import batched

from docx import Document as WordDocument
from docx.document import Document as WordFile
from hypothesis import strategies as st
from openpyxl import Workbook

from results.importing.document import Document, Heading, Paragraph, Table, text_of

COMMON = (
    "vi tips barn granskade över närmare och av de i på till filmen visades gånger kronor procent "
    "miljoner Läs mer här ECPAT Åsa rapporten 2016 250 6558 1100 varav Dela elever children reports "
    "nearly of which million the here donate"
)
QUANTITIES = ("133 000", "98,6 %", "£1.2m", "1,5 miljoner", "3 av 4", "#hashtag", "kap. 6")
WORDS = st.sampled_from([*COMMON.split(), *QUANTITIES])
HEADINGS = [f"Heading {level}" for level in range(1, 5)]
MARKS = st.sampled_from(["", "", "", ".", ",", "?", "!", ":", " –"])


@dataclass(frozen=True)
class Piece:
    """A part of a made-up document: its kind, and its texts in their order."""

    kind: str
    texts: tuple[str, ...]
    address: str = ""
    level: int = 2
    columns: int = 2


@st.composite
def sentences(draw: st.DrawFn, longest: int = 14) -> str:
    """Words with punctuation between them."""
    words = draw(st.lists(WORDS, min_size=1, max_size=longest))
    return "".join(f"{word}{draw(MARKS)} " for word in words).strip()


def pieces() -> st.SearchStrategy[list[Piece]]:
    """The parts of a document."""
    text, short = sentences(), sentences(longest=4)
    addresses = st.sampled_from(["", "https://example.org/a", "/relative", "mailto:a@example.org"])
    one = st.one_of(
        st.builds(lambda t: Piece("heading", (t,)), short),
        st.builds(lambda t, a: Piece("paragraph", (t,), a), text, addresses),
        st.builds(lambda t: Piece("items", tuple(t)), st.lists(text, min_size=1, max_size=4)),
        st.builds(lambda t: Piece("quote", (t,)), text),
        st.builds(
            lambda rows: Piece("table", tuple(cell for row in rows for cell in row)),
            st.lists(st.tuples(short, short), min_size=2, max_size=4),
        ),
    )
    return st.lists(one, min_size=1, max_size=12)


def pieces_of(document: Document) -> list[Piece]:
    """The headings, paragraphs and tables of a document that was read, captions above their tables."""
    found = []
    for part in document.parts:
        match part:
            case Heading(level, runs):
                found.append(Piece("heading", (text_of(runs),), level=level))
            case Paragraph(runs):
                found.append(Piece("paragraph", (text_of(runs),)))
            case Table(rows, caption=caption):
                cells = tuple(text_of(cell) for row in rows for cell in row)
                found += [Piece("paragraph", (caption,))] if caption else []
                found.append(Piece("table", cells, columns=len(rows[0])))
    return found


def as_markdown(parts: list[Piece]) -> bytes:
    """Markdown. A number sign at the start of a text would be a heading's."""
    return "\n\n".join(map(_markdown, parts)).encode()


def _markdown(piece: Piece) -> str:
    first = piece.texts[0].replace("#", "\\#")
    match piece.kind:
        case "heading":
            return f"{'#' * piece.level} {first}"
        case "items":
            return "\n".join("- " + text.replace("#", "\\#") for text in piece.texts)
        case "quote":
            return f"> {first}"
        case "table":
            head, *rows = _rows(piece)
            lines = [head, ("---",) * piece.columns, *rows]
            return "\n".join(f"| {' | '.join(row)} |" for row in lines)
    return f"[{first}]({piece.address})" if piece.address else first


def as_html(parts: list[Piece]) -> bytes:
    """A page of HTML."""
    body = "".join(map(_html, parts))
    return (
        f"<!doctype html><html><meta charset=utf-8><body><main>{body}</main></body></html>".encode()
    )


def _html(piece: Piece) -> str:
    first = escape(piece.texts[0])
    match piece.kind:
        case "heading":
            return f"<h{piece.level}>{first}</h{piece.level}>"
        case "items":
            return f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in piece.texts)}</ul>"
        case "quote":
            return f"<blockquote><p>{first}</p></blockquote>"
        case "table":
            rows = (f"<td>{'</td><td>'.join(map(escape, row))}</td>" for row in _rows(piece))
            return f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>"
    return f'<p><a href="{piece.address}">{first}</a></p>' if piece.address else f"<p>{first}</p>"


def _empty_word() -> WordFile:
    """A document of Word with the styles that are used; python-docx gives it 160, each read 80 times."""
    document = WordDocument()
    for style in list(document.styles):
        if style.name not in {"Normal", "Normal Table", *HEADINGS, "List Bullet", "Quote"}:
            style.delete()
    main = document.part
    for key, part in list(main.rels.items()):
        if part.reltype.endswith("stylesWithEffects"):
            main.drop_rel(key)
    return document


def as_word(parts: list[Piece]) -> bytes:
    """A document of Word."""
    document = _empty_word()
    for piece in parts:
        match piece.kind:
            case "heading":
                document.add_heading(piece.texts[0], level=piece.level)
            case "items":
                for text in piece.texts:
                    document.add_paragraph(text, style="List Bullet")
            case "quote":
                document.add_paragraph(piece.texts[0], style="Quote")
            case "table":
                table = document.add_table(rows=0, cols=piece.columns)
                for row in _rows(piece):
                    for cell, text in zip(table.add_row().cells, row, strict=True):
                        cell.text = text
            case _:
                document.add_paragraph(piece.texts[0])
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def as_workbook(parts: list[Piece]) -> bytes:
    """A workbook: a sheet, parted by empty rows."""
    workbook = Workbook()
    workbook.active.title = "Blad1"
    for piece in parts:
        rows = _rows(piece) if piece.kind == "table" else [(text,) for text in piece.texts]
        for row in [*rows, ()]:
            workbook.active.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _rows(piece: Piece) -> list[tuple[str, ...]]:
    return list(batched(piece.texts, piece.columns))


FORMATS: dict[str, Callable[[list[Piece]], bytes]] = {
    "made-up.md": as_markdown,
    "made-up.html": as_html,
    "made-up.docx": as_word,
    "made-up.xlsx": as_workbook,
}
