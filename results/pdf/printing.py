"""The HTML document that is rendered as PDF."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import urljoin

from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from wagtail.blocks import Block, StructValue

from ..blocks import (
    CampaignBlock,
    ChartBlock,
    DataTableBlock,
    FigureChangeBlock,
    HelplineBlock,
    PictureBlock,
    QuoteBlock,
    ReadMoreLink,
    ShareBlock,
    StatBlock,
    StatGroupBlock,
    TextSectionBlock,
    VideoBlock,
)
from ..models.care import Care
from ..models.editions import alternates
from ..models.metadata import site_name
from ..models.navigation import closing_sections, heading_of
from ..quantities import format_period
from ..reading.marks import notice_of
from .pictures import Pictures, arc_as_svg
from .reading import PrintReading

FOLDER = "results/pdf/blocks"
# A site's own block is told from ours by its class and not by its name in the stream.
OURS: tuple[tuple[type[Block], str], ...] = (
    (CampaignBlock, "campaign"),
    (ChartBlock, "chart"),
    (FigureChangeBlock, "figure_change"),
    (HelplineBlock, "helpline"),
    (PictureBlock, "image"),
    (QuoteBlock, "quote"),
    (ReadMoreLink, "link"),
    (StatBlock, "stat"),
    (StatGroupBlock, "stats"),
    (DataTableBlock, "table"),
    (TextSectionBlock, "text"),
    (VideoBlock, "video"),
)
# A call to follow links makes no sense on paper.
LEFT_OUT = ShareBlock
LEAST_CONTENTS = 3
# Longer contents may be broken between pages, where two columns would be read in a wrong order.
MOST_IN_COLUMNS = 24


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the body in print; `heading` is its entry in the table of contents, or "".

    `is_machine` tells whether it holds unconfirmed machine translation.
    """

    id: str
    heading: str
    html: SafeString
    is_machine: bool = False


class Print:
    """One edition in print."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.reading = PrintReading.of(self.page)
        self.pictures = Pictures(self.reading)

    def html(self, static: str) -> str:
        """Return the whole document; `static` is the base URL of static files."""
        with translation.override(self.reading.language):
            self.reading.load()
            return render_to_string("results/pdf/document.html", self._context(static))

    def block(self, block: Block, value: Any, **context: Any) -> SafeString:
        """Return a block in print, by our print template, the site's, or its web template."""
        context = {"reading": self.reading, "print": self, "page": self.page, **context}
        name = template_of(block)
        if name is None:
            context["heading_level"] = context["level"]
            return mark_safe(block.render(value, context))  # noqa: S308
        if isinstance(value, StructValue) and hasattr(block, "get_display"):
            context["display"] = block.get_display(value, self.reading)
            context["texts"] = self.reading.texts(value)
        return render_to_string(name, {**context, "value": value, "self": value})

    @cached_property
    def parts(self) -> list[Part]:
        """The blocks of the body, without those for the screen only."""
        return [
            Part(
                id=str(child.id),
                heading=heading_of(child.block, child.value),
                html=self.block(child.block, child.value, id=child.id, level=2),
                is_machine=isinstance(child.value, StructValue)
                and self.reading.texts(child.value).is_machine,
            )
            for child in self.page.body
            if not isinstance(child.block, LEFT_OUT)
        ]

    def _context(self, static: str) -> dict[str, Any]:
        reading, page = self.reading, self.page
        notice = notice_of(page, None)
        keys = reading.key_figures
        arc = keys.arc if keys else None
        contents = list(self._contents())
        return {
            "static": static,
            "print": self,
            "page": page,
            "reading": reading,
            "notice": notice
            and dataclasses.replace(
                notice, url=notice.url and urljoin(reading.address, notice.url)
            ),
            "organisation": site_name(page.get_site()),
            "period": format_period(page.period, reading.language) if page.period else "",
            "hero": self.pictures.hero(),
            "arc": self.pictures.drawing(arc_as_svg(arc)) if arc else "",
            "keys": keys,
            "contents": contents if len(contents) >= LEAST_CONTENTS else [],
            "rows": ceil(len(contents) / 2) if len(contents) <= MOST_IN_COLUMNS else 0,
            "others": [
                dataclasses.replace(each, url=urljoin(reading.address, each.url))
                for each in alternates(page, None)
                if not each.current
            ],
            "level": 2,
            "care": Care.of(page.get_parent().specific, None, PrintReading),
        }

    def _contents(self) -> Iterator[tuple[str, str]]:
        """Yield (id, heading) for the table of contents."""
        yield from ((f"block-{part.id}", part.heading) for part in self.parts if part.heading)
        if self.reading.report:
            yield "report", gettext("The whole report")
        for section in closing_sections(self.reading):
            yield section.id.removeprefix("results-"), section.heading


def template_of(block: Block) -> str | None:
    """Return the print template of a block, or None to use its web template."""
    ours = next((name for known, name in OURS if isinstance(block, known)), None)
    if ours is not None:
        return f"{FOLDER}/{ours}.html"
    if block.name in {name for _known, name in OURS}:
        return None
    try:
        get_template(f"{FOLDER}/{block.name}.html")
    except TemplateDoesNotExist:
        return None
    return f"{FOLDER}/{block.name}.html"
