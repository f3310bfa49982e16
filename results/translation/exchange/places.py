"""Names and maximum lengths of the places of texts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist

from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail_localize.models import SourceDeletedError

from ...findings import describe_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail_localize.models import TranslationSource


class Places:
    """The places of one source, each looked up once."""

    def __init__(self, source: TranslationSource) -> None:
        """Read the source page; if it is gone, places have no names and no maximum lengths."""
        try:
            self._page: Any = source.as_instance()
        except SourceDeletedError:
            self._page = None
        self.name: Callable[[str], str] = cache(self._name)
        self.longest: Callable[[str], int | None] = cache(self._longest)

    def _name(self, path: str) -> str:
        """The place in words, "Body › Piece of work › Heading"; "" when there is no such place."""
        return describe_path(self._page, tuple(path.split("."))) if self._page else ""

    def _longest(self, path: str) -> int | None:
        """Return how many characters fit there, None for any number.

        Rich text is split into strings, whose sum is not known here.
        """
        name, *steps = path.split(".")
        try:
            field = self._page._meta.get_field(name) if self._page else None
        except FieldDoesNotExist:
            return None
        if isinstance(field, StreamField):
            stream = getattr(self._page, name)
            bound = field.stream_block.get_block_by_content_path(stream, steps)
            if bound is None or isinstance(bound.block, RichTextBlock):
                return None
            field = getattr(bound.block, "field", None)
        limit = getattr(field, "max_length", None)
        return limit if isinstance(limit, int) else None
