"""The reading of a page."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import get_language

from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from ..blocks.leaves import loaded
from ..blocks.stat import StatValue
from ..blocks.walking import walk
from ..fields import page_of
from .references import References, references_in
from .rich_text import to_html
from .targets import load_documents, load_images, load_pages, picture_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from wagtail.blocks import Block

    from ..blocks import LinkTarget, Picture


@dataclass(frozen=True, slots=True)
class NotedFigure:
    """A figure with a note: its number in the order of the page, from 1, and its block id."""

    number: int
    id: str


@dataclass(slots=True)
class Note:
    """A numbered note: the source and the remark of one or several figures.

    `figures` are those figures, so that the note can lead back to them.
    """

    number: int
    source: str
    source_url: str
    text: str
    figures: list[NotedFigure] = field(default_factory=list)


class PageReading:
    """A page as one reader gets it, in one language.

    Everything that the page's blocks refer to is loaded at once, when it is first asked for: the
    number of queries depends on the kinds of things, never on how many there are. Both the HTML
    templates and the APIs draw from it.
    """

    def __init__(
        self,
        values: list[tuple[Block, Any]],
        *,
        language: str,
        page: Any = None,
        request: HttpRequest | None = None,
    ) -> None:
        self.language = language
        self.page_instance = page
        self.request = request
        self._values = values
        self._pictures: dict[int, Picture | None] = {}

    @classmethod
    def of(cls, page: Any, request: HttpRequest | None = None) -> PageReading:
        """The reading of a page in the page's own language, whatever language is active."""
        return cls.of_streams(
            page,
            [found for found in page._meta.get_fields() if isinstance(found, StreamField)],
            request,
        )

    @classmethod
    def of_streams(
        cls, page: Any, fields: list[StreamField], request: HttpRequest | None = None
    ) -> PageReading:
        """The reading of some of a page's streams."""
        streams = [(found.stream_block, getattr(page, found.name)) for found in fields]
        return cls(streams, language=spoken_language(page), page=page, request=request)

    @property
    def period(self) -> tuple[date, date] | None:
        """The page's period, or None where the page has none or has it the wrong way round."""
        start = getattr(self.page_instance, "period_start", None)
        end = getattr(self.page_instance, "period_end", None)
        return (start, end) if start and end and start <= end else None

    @property
    def address(self) -> str:
        """The page's whole web address, "" where it has none."""
        return (self.page_instance and self.page_instance.get_full_url(self.request)) or ""

    @property
    def share_text(self) -> str:
        """What a visitor shares with the address: the page's text for sharing, else its title."""
        page = self.page_instance
        return getattr(page, "share_text", "") or getattr(page, "title", "")

    def page(self, pk: int) -> LinkTarget | None:
        """The page in the reader's language, or None when a visitor cannot reach it."""
        return self._loaded.page_targets.get(pk)

    def document(self, pk: int) -> LinkTarget | None:
        """The document, or None when it is gone or not public."""
        return self._loaded.document_targets.get(pk)

    def picture(self, pk: int) -> Picture | None:
        """The picture in every size, or None when it is gone, not public or unreadable."""
        if pk not in self._pictures:
            image = self._loaded.images.get(pk)
            self._pictures[pk] = None if image is None else picture_of(image)
        return self._pictures[pk]

    @cached_property
    def hero(self) -> Picture | None:
        """The page's main image, or None."""
        pk = getattr(self.page_instance, "hero_image_id", None)
        return None if pk is None else self.picture(pk)

    @cached_property
    def report(self) -> LinkTarget | None:
        """The full report as a document, or None."""
        pk = getattr(self.page_instance, "report_id", None)
        return None if pk is None else self.document(pk)

    def html(self, source: str) -> SafeString:
        """Stored rich text as HTML; links without a target are left out, their text stays."""
        return to_html(source, self.page, self.document)

    def note_number(self, note: str) -> int | None:
        """The number of a figure's note (see `StatValue.note_key`), or None."""
        found = self._notes.get(note)
        return found.number if found else None

    @property
    def notes(self) -> list[Note]:
        """The notes in the order in which their figures stand on the page, numbered from 1."""
        return list(self._notes.values())

    @cached_property
    def _notes(self) -> dict[str, Note]:
        notes: dict[str, Note] = {}
        figures = 0
        self.load()
        for block, value in self._values:
            for _block, found, own_id in walk(block, value):
                if not isinstance(found, StatValue):
                    continue
                figures += 1
                if key := found.note_key:
                    note = notes.setdefault(
                        key,
                        Note(
                            number=len(notes) + 1,
                            source=found.get("source") or "",
                            source_url=found.get("source_url") or "",
                            text=found.get("note") or "",
                        ),
                    )
                    note.figures.append(NotedFigure(figures, own_id))
        return notes

    def missing(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield (kind, path) for each page, document or image that a visitor would miss.

        Kinds are "page", "document" and "image"; see `references_in` for the path.
        """
        for block, value in self._values:
            for kind, pk, path in references_in(block, raw_of(block, value)):
                found: Any = {
                    "page": self._loaded.page_targets,
                    "document": self._loaded.document_targets,
                    "image": self._loaded.images,
                }[kind]
                if pk not in found:
                    yield kind, path

    def load(self) -> None:
        """Load everything now, so that building the blocks' values costs no query of its own."""
        _ = self._loaded

    @cached_property
    def _loaded(self) -> _Loaded:
        references = References()
        for block, value in self._values:
            references.gather(block, raw_of(block, value))
        for name, keys in (
            ("hero_image_id", references.images),
            ("report_id", references.documents),
        ):
            pk = getattr(self.page_instance, name, None)
            if pk is not None:
                keys.add(pk)
        pages, page_targets = load_pages(references.pages, self.language, self.request)
        documents, document_targets = load_documents(references.documents)
        images, public_images = load_images(references.images)
        with loaded({Page: pages, get_document_model(): documents, get_image_model(): images}):
            for block, value in self._values:
                for _each in walk(block, value):
                    pass
        return _Loaded(page_targets, document_targets, public_images)


def spoken_language(page: Any) -> str:
    """The language code of what the page says: an alias speaks the language of its original."""
    code: str = (page.alias_of if page.alias_of_id else page).locale.language_code
    return code


def raw_of(block: Block, value: Any) -> Any:
    """The JSON of a value; for a stream as it is stored, even where a target is gone."""
    return list(value.raw_data) if isinstance(value, StreamValue) else block.get_prep_value(value)


@dataclass(frozen=True, slots=True)
class _Loaded:
    page_targets: dict[int, LinkTarget]
    document_targets: dict[int, LinkTarget]
    images: dict[int, Any]


def reading_for(block: Block, value: Any, context: MutableMapping[str, Any]) -> PageReading:
    """The reading for a value that is shown by itself: in an API, a preview, a host's template.

    Its page is that of the stream it belongs to (see `results.fields.StreamField`), else the
    template's `page`; its language is the page's, without a page the active one.
    """
    page = page_of(value) or context.get("page")
    request = context.get("request")
    if page is not None and getattr(page, "locale_id", None):
        language = spoken_language(page)
    else:
        page, language = None, get_language() or "en"
    return PageReading([(block, value)], language=language, page=page, request=request)
