"""What an import will make: sections with figures and links, what is left out, what is still to do."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import uuid4

from ...blocks.stat_value import Highlight
from ..document import LeftOut, Picture
from ..figures import FoundFigure, Years
from .data_table import PlannedTable

MAX_TITLE = 255
MAX_INTRODUCTION = 2000
MAX_HEADING = 160
MAX_TEXT = 160
MAX_LABEL = 160
MAX_HASHTAG = 60
MAX_SHARE_TEXT = 600
MAX_QUOTE = 800
MAX_NAME = 120
MAX_ROLE = 160
MAX_ALT = 250
MAX_CAPTION = 250
MAX_CREDIT = 120
MAX_NOTE = 600
MAX_SOURCE = 250
MAX_LISTED = 12  # figures or links of one block


def new_id() -> str:
    """An id for a block or an item of a stream."""
    return str(uuid4())


class Kind(StrEnum):
    """The kinds of sections, by the name of their block."""

    CAMPAIGN = "campaign"
    TEXT = "text"
    STATS = "stats"
    TABLE = "table"
    QUOTE = "quote"
    IMAGE = "image"
    VIDEO = "video"
    SHARE = "share"


@dataclass(slots=True)
class PlannedFigure:
    """A figure that is offered.

    `taken` are the words that leave the text with it, when it stood by itself: they go back into
    the text if the figure is not wanted. `days` is its own period, when the document names one.
    `home` is the id of the section where a doubtful one was found; `page` that of the document, or 0. A person
    may add `note` and `source`; `is_decided` once one has decided on it.
    `proposed_by` is who else than the rules has proposed it, or its label or role.
    """

    found: FoundFigure
    taken: str = ""
    days: tuple[date, date] | None = None
    note: str = ""
    source: str = ""
    home: str = ""
    page: int = 0
    highlight: Highlight = Highlight.NONE
    is_decided: bool = False
    proposed_by: str = ""
    id: str = field(default_factory=new_id)


@dataclass(slots=True)
class PlannedLink:
    """A read-more link. `target` is an address as the document has it, "" when there is none.

    `taken` are the words that leave the text with it; a link within a sentence takes none.
    """

    text: str
    target: str = ""
    taken: str = ""
    id: str = field(default_factory=new_id)


@dataclass(slots=True)
class PlannedPicture:
    """A picture of the document with what it shows, what stands below it, and whose it is."""

    picture: Picture
    alt: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def text(self) -> str:
        """All that is said of it."""
        return " ".join(filter(None, (self.alt, self.caption, self.credit)))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a section's rich text, with the document's words in it."""

    html: str
    texts: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Section:
    """A block to be. A quotation has its words in the first piece, and `name` and `role`.

    A film has its title and address in its only link.
    """

    kind: Kind
    heading: str = ""
    hashtag: str = ""
    pieces: list[Piece] = field(default_factory=list)
    figures: list[PlannedFigure] = field(default_factory=list)
    links: list[PlannedLink] = field(default_factory=list)
    picture: PlannedPicture | None = None
    table: PlannedTable | None = None
    name: str = ""
    role: str = ""
    id: str = field(default_factory=new_id)

    @property
    def block(self) -> Kind:
        """The kind of its block: a heading with nothing but figures is that of a group of them."""
        has_more = self.pieces or self.links or self.picture or self.hashtag
        is_group = self.kind is Kind.CAMPAIGN and self.figures and not has_more
        return Kind.STATS if is_group else self.kind

    @property
    def is_empty(self) -> bool:
        """Whether the block would have no content."""
        has_more = self.links or self.picture or self.table
        return not (self.heading or self.pieces or self.figures or has_more)

    @property
    def html(self) -> str:
        return "".join(piece.html for piece in self.pieces)

    @property
    def texts(self) -> list[str]:
        """The document's words in the rich text."""
        return [text for piece in self.pieces for text in piece.texts]

    def words(self) -> Iterator[str]:
        """Yield every text of the document that stands in this section."""
        yield self.heading
        yield from self.texts
        yield from (figure.taken for figure in self.figures)
        yield from (link.taken for link in self.links)
        if self.picture:
            yield self.picture.text
        if self.table:
            yield from self.table.words()
        yield from (self.name, self.role)


@dataclass(frozen=True, slots=True)
class Point:
    """Something for the editor to do. `path` starts with a field of the page."""

    text: str
    path: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """An edition to be, with an account of every word of its document.

    `years` are the first and the last that it is about.
    """

    title: str = ""
    years: Years = (0, 0)
    title_is_ours: bool = False
    introduction: str = ""
    hero: PlannedPicture | None = None
    sections: list[Section] = field(default_factory=list)
    doubtful: list[PlannedFigure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def figures(self) -> list[PlannedFigure]:
        """The figures offered, in the order of the page."""
        return [figure for section in self.sections for figure in section.figures]

    def links(self) -> list[PlannedLink]:
        """The links, in the order of the page."""
        return [link for section in self.sections for link in section.links]

    def words(self) -> Iterator[str]:
        """Yield every text of the document, each once: on the page or left out."""
        if not self.title_is_ours:
            yield self.title
        yield self.introduction
        if self.hero:
            yield self.hero.text
        for section in self.sections:
            yield from section.words()
        yield from (left.text for left in self.left_out)
