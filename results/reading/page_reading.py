"""The reading of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext, override

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from ..blocks.body import FigureChangeValue
from ..blocks.leaves import loaded
from ..blocks.resolving import IN_API, picture_below
from ..blocks.sections import CampaignValue
from ..blocks.stat_value import StatValue, figures_in
from ..blocks.walking import is_block_id, walk
from ..fields import page_of, stored_items
from ..quantities.formatting import active_language
from ..record.models import labels_published, published_until
from ..record.over_time import comparisons
from .figures import (
    Charts,
    KeyFigures,
    LatestChanges,
    MainPoint,
    Note,
    changes_in,
    charted_in,
    choose_key_figures,
    latest_changes,
    number_notes,
)
from .provenance import Marks, Provenance, find_marks, is_known, know, provenance_of, texts_of_page
from .publicity import is_public, spoken_language
from .targets import (
    Crop,
    is_reachable,
    load_objects,
    pages_around,
    picture_of,
    references_in,
    to_html,
)

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from wagtail.blocks import Block

    from ..blocks import LinkTarget
    from ..blocks.displays import ComparisonDisplay, ShownChange, SizedPicture
    from ..blocks.resolving import IndicatorName, Texts
    from ..blocks.walking import Node
    from ..quantities.chart import Chart, Refusal
    from ..record.models import Figure as PublishedFigure
    from ..record.over_time import Comparison

    # Its name, if it is a field of a page.
    Value = tuple[str, Block, Any]
    Reference = tuple[str, int, tuple[str, ...]]


_IN_API = "_results_reading"
# Below a page, the address of one of its tables.
TABLE_FILE = "tables/<uuid:table>.csv"


class PageReading:
    """A page as one reader gets it, in one language.

    Everything that its blocks refer to is loaded together on first use: the number of queries
    depends on the kinds of objects, not on how many there are. HTML templates and APIs share it.
    """

    def __init__(
        self,
        values: list[Value],
        *,
        language: str = "",
        page: Any = None,
        request: HttpRequest | None = None,
        is_absolute: bool = False,
        is_cover: bool = False,
    ) -> None:
        if language:
            self.language = language
        self.page_instance = page
        self.request = request
        self._is_absolute = is_absolute
        self._is_cover = is_cover
        self._values = values
        self._pictures: dict[tuple[int, Crop], SizedPicture | None] = {}
        self._walked: list[Node] = []
        self._figures: list[StatValue] = []

    @classmethod
    def of(
        cls, page: Any, request: HttpRequest | None = None, *, is_cover: bool = False
    ) -> PageReading:
        """Return the reading of a page in the page's language, whatever language is active.

        That of its cover has its figures and its main image, and follows none of its links. What a
        list of pages has left out is fetched in one query.
        """
        if page.pk and (deferred := page.get_deferred_fields()):
            page.refresh_from_db(fields=deferred)
        return cls(_streams_of(page), page=page, request=request, is_cover=is_cover)

    @classmethod
    def in_api(cls, page: Any) -> PageReading:
        """Return the reading that all fields of a page in memory share; its URLs are absolute."""
        known: PageReading | None = page.__dict__.get(_IN_API)
        if known is None or known._values != _streams_of(page):
            known = page.__dict__[_IN_API] = cls(_streams_of(page), page=page, is_absolute=True)
        return known

    @cached_property
    def around(self) -> list[Any]:
        """The page's language versions, those above it, and those that it links to; one query."""
        return pages_around(self.page_instance, self._linked)

    @property
    def _linked(self) -> set[int]:
        return {pk for kind, pk, _path in self._references if kind == "page"}

    @cached_property
    def language(self) -> str:
        """The reader's language code: the one that was given, else that of the page's content."""
        know(self.page_instance)
        return spoken_language(self.page_instance)

    @property
    def period(self) -> tuple[date, date] | None:
        """The page's period, or None when it is missing or reversed."""
        start = getattr(self.page_instance, "period_start", None)
        end = getattr(self.page_instance, "period_end", None)
        return (start, end) if start and end and start <= end else None

    @cached_property
    def address(self) -> str:
        """The absolute URL of the page, or ""."""
        return (self.page_instance and self.page_instance.get_full_url(self.request)) or ""

    @property
    def _is_shown(self) -> bool:
        """Whether visitors get the page as it is now."""
        page = self.page_instance
        return bool(
            page is not None
            and page.pk
            and is_reachable(page)
            and not getattr(self.request, "is_preview", False)
            and getattr(page, "version", None) is None
        )

    @cached_property
    def public_url(self) -> str:
        """The URL of the page; "" unless everybody may read it as it is now."""
        page: Any = self.page_instance
        return (page.get_url(self.request) or "") if self._is_shown and is_public(page) else ""

    def table_file(self, identity: str) -> str:
        """Return the absolute URL of a table of the page as CSV; "" unless it is shown as published."""
        return self._table_files.replace("<uuid:table>", identity) if identity else ""

    @cached_property
    def _table_files(self) -> str:
        page: Any = self.page_instance
        has_files = self._is_shown and hasattr(page, "address_of")
        return str(page.address_of(TABLE_FILE, self.request)) if has_files else ""

    @property
    def share_text(self) -> str:
        """The page's text for sharing, else its title."""
        page = self.page_instance
        return getattr(page, "share_text", "") or getattr(page, "title", "")

    def page(self, pk: int) -> LinkTarget | None:
        """Return the page in the reader's language, or None when visitors cannot reach it."""
        return self._loaded["page"].get(pk)

    def document(self, pk: int) -> LinkTarget | None:
        """Return the document, or None when it is missing or private."""
        return self._loaded["document"].get(pk)

    def comparison(self, figure: StatValue) -> ComparisonDisplay | None:
        """Return what there is to say of a figure over the years, None without an indicator."""
        found = self.comparisons.get(figure.block_id)
        return None if found is None else found.display(self.language)

    @cached_property
    def comparisons(self) -> dict[str, Comparison]:
        """The comparisons of the figures that have an indicator, by the ids of their blocks."""
        return comparisons(self.page_instance, self.figures, self._published)

    @cached_property
    def _published(self) -> list[PublishedFigure]:
        """What is public of the indicators of figures and charts, up to this edition; one query."""
        named = [each for each in self.figures if each.get("indicator")]
        keys = {each["indicator"].translation_key for each in named if each.quantity}
        keys |= charted_in(self.nodes)
        page = self.page_instance
        return published_until(page, keys) if keys and self.period and page.path else []

    def chart(self, value: Any) -> Chart | Refusal:
        """Return what a chart of the page draws, or why it cannot be drawn."""
        return self._charts.chart(value)

    @cached_property
    def _charts(self) -> Charts:
        page = self.page_instance
        is_whole = page is None or any(name for name, _block, _value in self._values)
        # A block that is read alone is about the figures of its page, too.
        figures = (self if is_whole else PageReading.of(page)).figures
        return Charts(self, figures, self._published)

    def indicator(self, pk: int) -> IndicatorName | None:
        """Return the name of the indicator in the reader's language, or None when it is missing."""
        return self._loaded["indicator"].get(pk)

    @property
    def images(self) -> list[Any]:
        """The images of the page that its visitors may see, with their renditions."""
        return list(self._loaded["image"].values())

    def picture(self, pk: int) -> SizedPicture | None:
        """Return the uncropped picture, or None when it is missing, private or unreadable."""
        return self._picture(pk, Crop.WHOLE)

    def poster(self, pk: int) -> SizedPicture | None:
        """Return the picture cropped to a film; None as for `picture`."""
        return self._picture(pk, Crop.POSTER)

    @cached_property
    def hero(self) -> SizedPicture | None:
        """The main image of the page, cropped to the cover, or None."""
        pk = getattr(self.page_instance, "hero_image_id", None)
        return None if pk is None else self._picture(pk, Crop.HERO)

    def _picture(self, pk: int, crop: Crop) -> SizedPicture | None:
        if (pk, crop) not in self._pictures:
            image = self._loaded["image"].get(pk)
            picture = None if image is None else picture_of(image, crop)
            self._pictures[pk, crop] = picture and picture_below(self._root, picture)
        return self._pictures[pk, crop]

    @cached_property
    def report(self) -> LinkTarget | None:
        """The full report as a document, or None."""
        pk = getattr(self.page_instance, "report_id", None)
        return None if pk is None else self.document(pk)

    def html(self, source: str) -> SafeString:
        """Return stored rich text as HTML; dead links are reduced to their text."""
        return to_html(source, self.page, self.document, self.language)

    def texts(self, value: Any) -> Texts:
        """Return the texts of a struct with their translation marks.

        A figure without a label has the name of its indicator for one, or where that is gone the label
        that it was published with, so that none with a number is nameless. What its whole counts is the
        label of the figure that it is a part of. A change of a figure that has no label of its own is
        labelled as the figure is.
        """
        texts, name, other = self._labelled(value), "whole_label", None
        if isinstance(value, FigureChangeValue):
            name, other = "label", self._unlabelled.get(value["figure"])
        elif isinstance(value, StatValue):
            other = value.whole_figure
        return texts if other is None else texts.borrow(name, self._labelled(other))

    def _labelled(self, value: Any) -> Texts:
        texts = self._marks.of(value)
        if not isinstance(value, StatValue) or value.get("label"):
            return texts
        if name := value.indicator_name(self):
            return texts.with_text("label", name.name, name.language)
        if value.quantity is None:
            return texts
        with override(self.language):
            unknown = gettext("Figure"), self.language
            label, spoken = self._former_labels.get(value.block_id, unknown)
        return texts.with_text("label", label, "" if spoken == self.language else spoken)

    @cached_property
    def _former_labels(self) -> dict[str, tuple[str, str]]:
        """(label, language code) of nameless figures as published last, by the ids of their blocks."""
        key = getattr(self.page_instance, "translation_key", None)
        nameless = [each.block_id for each in self.figures if not each.own_label]
        ids = list(filter(is_block_id, nameless))
        return labels_published(key, ids) if key and ids else {}

    @cached_property
    def _unlabelled(self) -> dict[str, StatValue]:
        """The figures that have the names of their indicators for labels."""
        return {each.block_id: each for each in self.figures if not each.get("label")}

    @cached_property
    def page_texts(self) -> Texts:
        """The texts of the page's own fields with their translation marks."""
        return texts_of_page(self.page_instance, self._provenance)

    @property
    def source_language(self) -> str:
        """The language code of a translation's source, in which its hashtags stay; else ""."""
        return self._provenance.language if self._provenance else ""

    @cached_property
    def _provenance(self) -> Provenance | None:
        return None if self.page_instance is None else provenance_of(self.page_instance)

    @cached_property
    def _marks(self) -> Marks:
        if self._provenance is None or not any(name for name, _block, _value in self._values):
            return Marks()
        return find_marks(self.nodes, self._provenance)

    def note_number(self, note: str) -> int | None:
        """Return the number of a figure's note (see `StatValue.note_key`), or None."""
        found = self._notes.get(note)
        return found.number if found else None

    @property
    def notes(self) -> list[Note]:
        """The notes in page order, numbered from 1."""
        return list(self._notes.values())

    @cached_property
    def figures(self) -> list[StatValue]:
        """Every figure of the page, in order."""
        self.load()
        return self._figures

    @cached_property
    def changes(self) -> list[FigureChangeValue]:
        """The changes of the page's published figures, newest first."""
        return list(changes_in(self.page_instance))[::-1]

    @cached_property
    def latest_changes(self) -> list[LatestChanges]:
        """What was corrected last, and what was changed otherwise, for the line of dates."""
        return list(latest_changes(self.changes, self))

    @cached_property
    def figure_ids(self) -> set[str]:
        """The ids of the figures that the page has now."""
        return {figure.block_id for figure in self.figures}

    def changes_of(self, value: StatValue) -> list[ShownChange]:
        """Return the changes of a figure as shown (see `FigureChangeValue.display`), oldest first."""
        changes = reversed(self.changes) if self.figures else ()
        return [each.display(self) for each in changes if each["figure"] == value.block_id]

    @cached_property
    def key_figures(self) -> KeyFigures | None:
        """The highlighted figures, or None."""
        return choose_key_figures(self.figures)

    @cached_property
    def main_points(self) -> list[MainPoint]:
        """The main points in order; one whose figure is gone says nothing, and is left out."""
        known = {each.block_id: each for each in self.figures if each.quantity}
        values = [child.value for child in getattr(self.page_instance, "main_points", None) or ()]
        return [
            MainPoint(value, known.get(value["figure"]))
            for value in values
            if not value["figure"] or value["figure"] in known
        ]

    @cached_property
    def _in_points(self) -> set[str]:
        return {point.figure.block_id for point in self.main_points if point.figure}

    @cached_property
    def figures_in_main_points(self) -> set[str]:
        """The ids of the figures that are main points, which their campaign need not show again."""
        if not self._in_points:
            return set()
        pieces = [node.value for node in self.nodes if isinstance(node.value, CampaignValue)]
        listed = (piece["stats"] or () for piece in pieces if not piece.shows_all)
        return {child.id for stats in listed for child in stats} & self._in_points

    @property
    def further_key_figures(self) -> list[StatValue]:
        """The key figures that are no main points, in order."""
        chosen = self.key_figures.chosen if self.key_figures else ()
        return [each for each in chosen if each.block_id not in self._in_points]

    @cached_property
    def _notes(self) -> dict[str, Note]:
        notes = number_notes(self.figures, self.texts)
        if self.report and (title := self.report.title.casefold()):
            for note in notes.values():
                if title in note.source.casefold():
                    note.document_url = self.report.url
        return notes

    def missing(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield (kind, path) of what leads visitors nowhere (see `references_in`)."""
        for kind, pk, path in self._references:
            if pk not in self._loaded[kind]:
                yield kind, path

    def load(self) -> None:
        """Load everything now, so that building the block values runs no further queries."""
        if self._is_absolute and not is_known(self.page_instance):
            # An API shows what is around the page as well.
            _ = self.around
        _ = self._loaded

    def load_with(self, other: PageReading) -> None:
        """Load everything of both, the pages that the other links to together with this one's."""
        linked = self._linked | other._linked
        self.around = other.around = pages_around(self.page_instance, linked)
        self.load()
        other.load()

    @cached_property
    def _references(self) -> list[Reference]:
        found = [
            each
            for name, block, value in self._values
            for each in references_in(block, raw_of(block, value), (name,))
        ]
        for kind, name in (("image", "hero_image"), ("document", "report")):
            own = getattr(self.page_instance, f"{name}_id", None)
            if own is not None:
                found.append((kind, own, (name,)))
        if not self._is_cover:
            return found
        return [each for each in found if each[0] == "indicator" or each[2] == ("hero_image",)]

    @cached_property
    def _loaded(self) -> dict[str, dict[int, Any]]:
        """What visitors can reach, by kind and key (see `load_objects`)."""
        objects, reachable = load_objects(self._references, self)
        with loaded(objects):
            self._walked = [
                node for name, block, value in self._values for node in walk(block, value, (name,))
            ]
        self._figures = figures_in(self._walked)
        for kind in ("page", "document") if self._root else ():
            reachable[kind] = {pk: each.below(self._root) for pk, each in reachable[kind].items()}
        return reachable

    @property
    def nodes(self) -> list[Node]:
        """All nodes of all values, with all that they refer to."""
        self.load()
        return self._walked

    @cached_property
    def _root(self) -> str:
        """What stands before an address within the site: "" unless the reading is absolute."""
        parts = self.page_instance.get_url_parts(self.request) if self._is_absolute else None
        return (parts and parts[1]) or ""


def _streams_of(page: Any) -> list[Value]:
    fields = [found for found in page._meta.get_fields() if isinstance(found, StreamField)]
    return [(found.name, found.stream_block, getattr(page, found.name)) for found in fields]


def reading_for(block: Block, value: Any, context: Mapping[str, Any]) -> PageReading:
    """Return a reading for a single value: in an API, a preview, a template of the host.

    A stream of a page (see `results.fields.StreamField`) shares that of its page. Any other value
    is one of `page` of the template context; its language is the page's, or the active one without
    a page.
    """
    owner, in_api = page_of(value), IN_API in context
    page = owner or context.get("page")
    if not getattr(page, "locale_id", None):
        page = None
    request = context.get("request")
    if page and page is owner:
        return PageReading.in_api(page) if in_api else PageReading.of(page, request)
    return PageReading(
        [("", block, value)],
        language="" if page else active_language(),
        page=page,
        request=request,
        is_absolute=bool(page) and in_api,
    )


def raw_of(block: Block, value: Any) -> Any:
    """Return the JSON of a value; of a stream as stored, even where a target is gone."""
    return stored_items(value) if isinstance(value, StreamValue) else block.get_prep_value(value)
