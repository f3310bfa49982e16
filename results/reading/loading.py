"""A page with all that its blocks refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.utils.functional import cached_property

from wagtail.blocks import StreamValue
from wagtail.fields import StreamField

from ..blocks.leaves import loaded
from ..blocks.resolving import picture_below
from ..blocks.stat_value import figures_in
from ..blocks.walking import walk
from ..fields import stored_items
from ..languages.aliases import spoken_language
from .provenance import is_known, know
from .targets import Crop, load_objects, pages_around, picture_of, references_in, to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from wagtail.blocks import Block

    from ..blocks import LinkTarget
    from ..blocks.displays import SizedPicture
    from ..blocks.resolving import IndicatorName
    from ..blocks.stat_value import StatValue
    from ..blocks.walking import Node

    # Its name, if it is a field of a page.
    Value = tuple[str, Block, Any]
    Reference = tuple[str, int, tuple[str, ...]]


_IN_API = "_results_reading"


class LoadedPage:
    """A page with what one reader can reach of all that it refers to, loaded together on first use.

    The number of queries depends on the kinds of objects, not on how many there are.
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
        self._walked: list[Node] = []
        self._figures: list[StatValue] = []

    @classmethod
    def of(cls, page: Any, request: HttpRequest | None = None, *, is_cover: bool = False) -> Self:
        """Return the reading of a page in the page's language, whatever language is active.

        That of its cover has its figures and its main image, and follows none of its links. What a
        list of pages has left out is fetched in one query.
        """
        if page.pk and (deferred := page.get_deferred_fields()):
            page.refresh_from_db(fields=deferred)
        return cls(_streams_of(page), page=page, request=request, is_cover=is_cover)

    @classmethod
    def in_api(cls, page: Any) -> Self:
        """Return the reading that all fields of a page in memory share; its URLs are absolute."""
        known: Self | None = page.__dict__.get(_IN_API)
        if known is None or known._values != _streams_of(page):
            known = page.__dict__[_IN_API] = cls(_streams_of(page), page=page, is_absolute=True)
        return known

    @cached_property
    def language(self) -> str:
        """The reader's language code: the one that was given, else that of the page's content."""
        know(self.page_instance)
        return spoken_language(self.page_instance)

    @cached_property
    def around(self) -> list[Any]:
        """The page's language versions, those above it, and those that it links to; one query."""
        return pages_around(self.page_instance, self._linked)

    @property
    def _linked(self) -> set[int]:
        return {pk for kind, pk, _path in self._references if kind == "page"}

    def load(self) -> None:
        """Load everything now, so that building the block values runs no further queries."""
        if self._is_absolute and not is_known(self.page_instance):
            # An API shows what is around the page as well.
            _ = self.around
        _ = self._loaded

    def load_with(self, other: Self) -> None:
        """Load everything of both, the pages that the other links to together with this one's."""
        linked = self._linked | other._linked
        self.around = other.around = pages_around(self.page_instance, linked)
        self.load()
        other.load()

    @property
    def nodes(self) -> list[Node]:
        """All nodes of all values, with all that they refer to."""
        self.load()
        return self._walked

    @property
    def figures(self) -> list[StatValue]:
        """Every figure of the page, in order."""
        self.load()
        return self._figures

    def page(self, pk: int) -> LinkTarget | None:
        """Return the page in the reader's language, or None when visitors cannot reach it."""
        return self._loaded["page"].get(pk)

    def document(self, pk: int | None) -> LinkTarget | None:
        """Return the document, or None when it is missing or private."""
        return self._loaded["document"].get(pk)

    def indicator(self, pk: int) -> IndicatorName | None:
        """Return the name of the indicator in the reader's language, or None when it is missing."""
        return self._loaded["indicator"].get(pk)

    @property
    def images(self) -> list[Any]:
        """The images of the page that its visitors may see, with their renditions."""
        return list(self._loaded["image"].values())

    def picture(self, pk: int | None, crop: Crop = Crop.WHOLE) -> SizedPicture | None:
        """Return the picture, whole or cropped, or None when it is missing, private or unreadable."""
        image = self._loaded["image"].get(pk)
        picture = picture_of(image, crop) if image else None
        return picture and picture_below(self._root, picture)

    def poster(self, pk: int) -> SizedPicture | None:
        """Return the picture cropped to a film; None as for `picture`."""
        return self.picture(pk, Crop.POSTER)

    @cached_property
    def hero(self) -> SizedPicture | None:
        """The main image of the page, cropped to the cover, or None."""
        return self.picture(getattr(self.page_instance, "hero_image_id", None), Crop.HERO)

    @property
    def report(self) -> LinkTarget | None:
        """The full report as a document, or None."""
        return self.document(getattr(self.page_instance, "report_id", None))

    def html(self, source: str) -> SafeString:
        """Return stored rich text as HTML; dead links are reduced to their text."""
        return to_html(source, self.page, self.document, self.language)

    def missing(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield (kind, path) of what leads visitors nowhere (see `references_in`)."""
        for kind, pk, path in self._references:
            if pk not in self._loaded[kind]:
                yield kind, path

    @cached_property
    def _references(self) -> list[Reference]:
        found = [
            each
            for name, block, value in self._values
            for each in references_in(block, raw_of(block, value), (name,))
        ]
        for kind, name in (("image", "hero_image"), ("document", "report")):
            if (own := getattr(self.page_instance, f"{name}_id", None)) is not None:
                found.append((kind, own, (name,)))
        if not self._is_cover:
            return found
        return [each for each in found if each[0] == "indicator" or each[2] == ("hero_image",)]

    @cached_property
    def _loaded(self) -> dict[str, dict[Any, Any]]:
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

    @cached_property
    def _root(self) -> str:
        """What stands before an address within the site: "" unless the reading is absolute."""
        parts = self.page_instance.get_url_parts(self.request) if self._is_absolute else None
        return (parts and parts[1]) or ""


def _streams_of(page: Any) -> list[Value]:
    fields = [found for found in page._meta.get_fields() if isinstance(found, StreamField)]
    return [(found.name, found.stream_block, getattr(page, found.name)) for found in fields]


def raw_of(block: Block, value: Any) -> Any:
    """Return the JSON of a value; of a stream as stored, even where a target is gone."""
    return stored_items(value) if isinstance(value, StreamValue) else block.get_prep_value(value)
