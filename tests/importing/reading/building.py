"""Short ways to read a document in a test, and to say what it must be."""

from results.importing.document import (
    Document,
    Heading,
    Items,
    Paragraph,
    Part,
    Picture,
    Quote,
    Table,
    text_of,
)
from results.importing.reading import read_document


def read(text: str, name: str = "a.txt") -> Document:
    """Read a text as the file of that name."""
    return read_document(text.encode(), name)


def outline(document: Document) -> list[object]:
    """The parts in short: their kind and their texts."""
    return [_short(part) for part in document.parts]


def left_out(document: Document) -> list[tuple[str, str]]:
    """What was left out, and why."""
    return [(left.text, str(left.reason)) for left in document.left_out]


def _short(part: Part) -> object:
    match part:
        case Heading(level, runs):
            return f"h{level}", text_of(runs)
        case Paragraph(runs, is_line):
            return "line" if is_line else "p", text_of(runs)
        case Items(items, ordered):
            return "ol" if ordered else "ul", *map(text_of, items)
        case Quote(paragraphs):
            return "quote", *map(text_of, paragraphs)
        case Table(rows, has_header, caption):
            cells = tuple(tuple(map(text_of, row)) for row in rows)
            return "table", has_header, caption, *cells
        case Picture(content, alt):
            return "picture", len(content), alt
