"""The reading of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext, override

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from ..blocks.body import FigureChangeValue
from ..blocks.leaves import loaded
from ..blocks.resolving import IN_API, picture_below
from ..blocks.stat_value import StatValue, link_wholes
from ..blocks.walking import walk
from ..fields import page_of, stored_items
from ..quantities.locales import active_language
from ..record.comparing import comparisons
from .around import pages_around
from .changes import Change, LatestChanges, changes_in, former_labels, latest_changes
from .charts import Charts
from .figures import (
    Figure,
    KeyFigures,
    MainPoint,
    Note,
    choose_key_figures,
    figures_in,
    figures_told,
    further,
    main_points_in,
    number_notes,
)
from .marks import Marks, find_marks, texts_of_page
from .provenance import Provenance, is_known, know, provenance_of
from .publicity import is_public, spoken_language
from .targets import Crop, is_reachable, load_objects, picture_of, references_in, to_html

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from wagtail.blocks import Block

    from ..blocks import LinkTarget
    from ..blocks.displays import ComparisonDisplay, ShownChange, SizedPicture
    from ..blocks.resolving import IndicatorName, Texts
    from ..blocks.walking import Node
    from ..drawing.chart import Chart, Refusal
    from ..record.comparing import Comparison


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
        values: list[tuple[Block, Any]],
        *,
        language: str = "",
        page: Any = None,
        request: HttpRequest | None = None,
        is_absolute: bool = False,
    ) -> None:
        if language:
            self.language = language
        self.page_instance = page
        self.request = request
        self._is_absolute = is_absolute
        self._values = values
        self._pictures: dict[tuple[int, Crop], SizedPicture | None] = {}
        self._walked: list[list[Node]] = []

    @classmethod
    def of(cls, page: Any, request: HttpRequest | None = None) -> PageReading:
        """Return the reading of a page in the page's language, whatever language is active."""
        return cls(_streams_of(page), page=page, request=request)

    @classmethod
    def in_api(cls, page: Any) -> PageReading:
        """Return the reading that all fields of a page in memory share; its URLs are absolute."""
        streams = _streams_of(page)
        known: PageReading | None = page.__dict__.get(_IN_API)
        if known is None or any(
            mine is not theirs
            for (_block, mine), (_same, theirs) in zip(known._values, streams, strict=True)
        ):
            known = cls(streams, page=page, is_absolute=True)
            page.__dict__[_IN_API] = known
        return known

    @cached_property
    def around(self) -> list[Any]:
        """The page's language versions, those above it, and those that it links to; one query."""
        linked = {pk for kind, pk, _path in self._references if kind == "page"}
        return pages_around(self.page_instance, linked)

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

    @cached_property
    def public_url(self) -> str:
        """The URL of the page; "" unless everybody may read it as it is now."""
        page = self.page_instance
        is_shown = (
            page is not None
            and page.pk
            and is_reachable(page)
            and not getattr(self.request, "is_preview", False)
            and getattr(page, "version", None) is None
        )
        return (page.get_url(self.request) or "") if is_shown and is_public(page) else ""

    def table_file(self, identity: str) -> str:
        """Return the absolute URL of a table of the page as CSV; "" unless it is shown as published."""
        return self._table_files.replace("<uuid:table>", identity) if identity else ""

    @cached_property
    def _table_files(self) -> str:
        page: Any = self.page_instance
        is_shown = (
            page is not None
            and page.live
            and not getattr(self.request, "is_preview", False)
            and getattr(page, "version", None) is None
            and hasattr(page, "address_of")
        )
        return str(page.address_of(TABLE_FILE, self.request)) if is_shown else ""

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

    def comparison(self, figure: Any) -> ComparisonDisplay | None:
        """Return what there is to say of a figure over the years, None without an indicator."""
        found = self._comparisons.get(id(figure))
        return None if found is None else found.display(self.language)

    @cached_property
    def _comparisons(self) -> dict[int, Comparison]:
        return comparisons(self.page_instance, [(each.id, each.value) for each in self.figures])

    def chart(self, value: Any) -> Chart | Refusal:
        """Return what a chart of the page draws, or why it cannot be drawn."""
        return self._charts.chart(value)

    @cached_property
    def _charts(self) -> Charts:
        page = self.page_instance
        is_whole = page is None or any(name for name, _block, _value in self._named)
        # A block that is read alone is about the figures of its page, too.
        figures = (self if is_whole else PageReading.of(page)).figures
        return Charts(self, chain.from_iterable(self._nodes), figures)

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
            label, spoken = self._former_labels.get(id(value), (gettext("Figure"), self.language))
        return texts.with_text("label", label, "" if spoken == self.language else spoken)

    @cached_property
    def _former_labels(self) -> dict[int, tuple[str, str]]:
        return former_labels(self.page_instance, self.figures)

    @cached_property
    def _unlabelled(self) -> dict[str, StatValue]:
        """The figures that have the names of their indicators for labels."""
        return {each.id: each.value for each in self.figures if not each.value.get("label")}

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
        if self._provenance is None:
            return Marks()
        return find_marks([named for named in self._named if named[0]], self._provenance)

    def note_number(self, note: str) -> int | None:
        """Return the number of a figure's note (see `StatValue.note_key`), or None."""
        found = self._notes.get(note)
        return found.number if found else None

    @property
    def notes(self) -> list[Note]:
        """The notes in page order, numbered from 1."""
        return list(self._notes.values())

    @cached_property
    def figures(self) -> list[Figure]:
        """Every figure of the page, in order."""
        return [figure for nodes in self._nodes for figure in figures_in(nodes)]

    @cached_property
    def changes(self) -> list[Change]:
        """The changes of the page's published figures, newest first."""
        return list(changes_in(self.page_instance))[::-1]

    @cached_property
    def latest_changes(self) -> list[LatestChanges]:
        """What was corrected last, and what was changed otherwise, for the line of dates."""
        return latest_changes(self.changes, self)

    @cached_property
    def figure_ids(self) -> set[str]:
        """The ids of the figures that the page has now."""
        return {figure.id for figure in self.figures}

    def changes_of(self, value: Any) -> list[ShownChange]:
        """Return the changes of a figure as shown (see `Change.display`), oldest first."""
        if not self.changes:
            return []
        own = {figure.id for figure in self.figures if figure.value is value}
        return [each.display(self) for each in reversed(self.changes) if each.figure in own]

    @cached_property
    def key_figures(self) -> KeyFigures | None:
        """The highlighted figures, or None."""
        return choose_key_figures(self.figures)

    @cached_property
    def main_points(self) -> list[MainPoint]:
        """The main points in order."""
        return main_points_in(self.page_instance, self.figures)

    @cached_property
    def told(self) -> set[str]:
        """The ids of the figures that are main points, and need not be shown in their piece again."""
        return figures_told(self.main_points, chain.from_iterable(self._nodes))

    @property
    def further_key_figures(self) -> list[Figure]:
        """The key figures that are no main points, in order."""
        return further(self.key_figures, self.main_points)

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

    @cached_property
    def _named(self) -> list[tuple[str, Block, Any]]:
        """The values, each with the name of the page's stream that it is, else ""."""
        # By the stored values: asking for a deferred one would load it.
        stored = {} if self.page_instance is None else self.page_instance.__dict__
        names = {id(kept): name for name, kept in stored.items() if isinstance(kept, StreamValue)}
        return [(names.get(id(value), ""), block, value) for block, value in self._values]

    @cached_property
    def _references(self) -> list[tuple[str, int, tuple[str, ...]]]:
        found = [
            each
            for name, block, value in self._named
            for each in references_in(block, raw_of(block, value), (name,))
        ]
        for kind, name in (("image", "hero_image"), ("document", "report")):
            own = getattr(self.page_instance, f"{name}_id", None)
            if own is not None:
                found.append((kind, own, (name,)))
        return found

    @cached_property
    def _loaded(self) -> dict[str, dict[int, Any]]:
        """What visitors can reach, by kind and key (see `load_objects`)."""
        objects, reachable = load_objects(self._references, self)
        with loaded(objects):
            self._walked = [list(walk(block, value)) for block, value in self._values]
        link_wholes(chain.from_iterable(self._walked))
        for kind in ("page", "document") if self._root else ():
            reachable[kind] = {pk: each.below(self._root) for pk, each in reachable[kind].items()}
        return reachable

    @property
    def _nodes(self) -> list[list[Node]]:
        """All nodes of each value."""
        self.load()
        return self._walked

    @cached_property
    def _root(self) -> str:
        """What stands before an address within the site: "" unless the reading is absolute."""
        parts = self.page_instance.get_url_parts(self.request) if self._is_absolute else None
        return (parts and parts[1]) or ""


def _streams_of(page: Any) -> list[tuple[Block, Any]]:
    fields = [found for found in page._meta.get_fields() if isinstance(found, StreamField)]
    return [(found.stream_block, getattr(page, found.name)) for found in fields]


def reading_for(block: Block, value: Any, context: Mapping[str, Any]) -> PageReading:
    """Return a reading for a single value: in an API, a preview, a template of the host.

    In an API the streams of a page share one reading. Its page is that of its stream (see `results.fields.StreamField`), else `page` of the template
    context; its language is the page's, or the active one without a page.
    """
    page = page_of(value) or context.get("page")
    if not getattr(page, "locale_id", None):
        page = None
    in_api = IN_API in context
    if page and in_api:
        shared = PageReading.in_api(page)
        if any(value is stream for _block, stream in shared._values):
            return shared
    return PageReading(
        [(block, value)],
        language="" if page else active_language(),
        page=page,
        request=context.get("request"),
        is_absolute=bool(page) and in_api,
    )


def raw_of(block: Block, value: Any) -> Any:
    """Return the JSON of a value; of a stream as stored, even where a target is gone."""
    return stored_items(value) if isinstance(value, StreamValue) else block.get_prep_value(value)
