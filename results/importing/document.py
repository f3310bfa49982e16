"""What every reader makes of a document: headings, paragraphs, lists, quotes, tables, pictures.

It holds the words of the document in their order, each once: a word is either in a part or in what
was left out. Layout, colours and fonts are gone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise

WORD = re.compile(r"\w+")
# Of words alone, without their digits.
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `href` is the address as the document has it, "" without."""

    text: str
    href: str = ""
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """The text alone; line breaks within it are "\\n"."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What is on a page of the document; 0 where it has none, or nobody knows which."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class Heading(Placed):
    """A heading; level 1 is that of the document."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph(Placed):
    """A paragraph. `is_line` marks one that may be a heading: the format has no sign for it."""

    runs: Runs
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Items(Placed):
    """A list; the items of lists within it follow their own item."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote(Placed):
    """Words that the document sets apart as somebody's."""

    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table(Placed):
    """Rows of cells. `has_header` tells that the first row names the columns."""

    rows: tuple[tuple[Runs, ...], ...]
    has_header: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture(Placed):
    """A picture that lies within the document: `content` is the file, `alt` what it shows.

    `caption` are the words below it, whose picture it is among them.
    """

    content: bytes
    alt: str = ""
    caption: str = ""


Part = Heading | Paragraph | Items | Quote | Table | Picture


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that do not become part of the page, and why."""

    text: str
    reason: str | Promise


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A figure of the document that somebody else than the rules proposes, all of it as text.

    `place` are words of the document in which the number stands with its unit: "1 100 av 6 558 tips".
    `value` is whole, in plain notation, `unit` a code of a unit; `label` is what is counted, `period` the year or
    years that it is about, "2015" or "2015/16", `role` a role of a figure, `reason` why it is proposed; each
    may be "". `by` is set to who proposed it.
    """

    place: str
    value: str
    unit: str = "number"
    label: str = ""
    period: str = ""
    role: str = ""
    reason: str = ""
    by: str = ""


@dataclass(slots=True)
class Document:
    """A document as it was read.

    `notices` are sentences for whoever imports it, such as that letters were guessed.
    """

    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notices: list[str | Promise] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All that its parts say."""
        return "\n".join(text for part in self.parts for text in texts_of(part))


def texts_of(part: Part) -> Iterator[str]:
    """Yield the texts of a part: paragraphs, items, cells, what is said of a picture."""
    match part:
        case Heading() | Paragraph():
            yield text_of(part.runs)
        case Items():
            yield from map(text_of, part.items)
        case Quote():
            yield from map(text_of, part.paragraphs)
        case Table():
            if part.caption:
                yield part.caption
            for row in part.rows:
                yield from map(text_of, row)
        case Picture():
            yield part.alt
            yield part.caption


def characters_of(document: Document) -> int:
    """How long the texts of a document are, with those that were left out."""
    read = sum(len(text) for part in document.parts for text in texts_of(part))
    return read + sum(len(left.text) for left in document.left_out)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word is in the texts, as it is written."""
    return Counter(word for text in texts for word in WORD.findall(text))


def words(text: str) -> frozenset[str]:
    """A set of the words of a text."""
    return frozenset(text.split())
