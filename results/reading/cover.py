"""The reading of what stands at the top of a page, for another page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from .page_reading import PageReading

if TYPE_CHECKING:
    from django.http import HttpRequest


class CoverReading(PageReading):
    """A reading that has the figures and the main image of a page, and follows none of its links."""

    @classmethod
    def of(cls, page: Any, request: HttpRequest | None = None) -> CoverReading:
        """Return the reading of a page; what a list of pages has left out is fetched in one query."""
        if deferred := page.get_deferred_fields():
            page.refresh_from_db(fields=deferred)
        return super().of(page, request)  # type: ignore[return-value]

    @cached_property
    def _references(self) -> list[tuple[str, int, tuple[str, ...]]]:
        return [
            found
            for found in super()._references
            if found[0] == "indicator" or found[2] == ("hero_image",)
        ]
