"""The reading of an edition that is made up: its pictures are of no file of the site."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static

from wagtail.images import get_image_model

from ..blocks import Picture
from ..blocks.leaves import loaded
from ..blocks.walking import walk
from ..reading import PageReading
from .examples import IMAGE


class PatternReading(PageReading):
    """Draws the same placeholder wherever a picture stands."""

    @property
    def address(self) -> str:
        """An address to share that is nobody's."""
        return "https://example.org/resultat/2016/"

    def picture(self, pk: int) -> Picture | None:
        """The placeholder."""
        url = static("results/preview.svg")
        sources = tuple(
            {"url": url, "width": width, "height": width * 2 // 3} for width in (480, 960)
        )
        return Picture(url=url, width=960, height=640, sources=sources)

    def poster(self, pk: int) -> Picture | None:
        """The placeholder."""
        return self.picture(pk)

    def load(self) -> None:
        """Build the blocks with a picture in the place of one that the site has."""
        model: Any = get_image_model()
        with loaded({model: {IMAGE: model(pk=IMAGE, title="")}}):
            for block, value in self._values:
                for _each in walk(block, value):
                    pass
        super().load()
