"""The streams of an edition: its body and its main points, and of an index page the ways to help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import TextBlock

from ..faults import Fault, Severity
from .base import ResultsStructBlock, StrictStreamBlock
from .calls import HelplineBlock, ShareBlock
from .campaign import CampaignBlock, CampaignValue, Layout
from .chart import ChartBlock
from .data_table import DataTableBlock
from .leaves import PartOfBlock
from .media import ImageBlock, VideoBlock
from .read_more_link import ReadMoreLink
from .resolving import IN_API, resolver_for
from .stat import StatBlock, StatGroupBlock
from .stat_value import whole_faults
from .text_section import QuoteBlock, TextSectionBlock
from .walking import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.blocks import StreamValue

MAX_BLOCKS = 50
MAX_WAYS_TO_HELP = 6


class ReadingStreamBlock(StrictStreamBlock):
    """A stream whose blocks share one reading: links and pictures cost the same for 5 and for 50.

    Subclass it for a body with blocks of your own.
    """

    def get_api_representation(
        self, value: StreamValue | None, context: dict[str, Any] | None = None
    ) -> list[dict[str, Any]]:
        """The blocks as {`type`, `value`, `id`}, each value raw plus `display`."""
        if not value:
            return []
        context = {**(context or {}), IN_API: True}
        reading = resolver_for(self, value, context)
        reading.load()
        nested = {**context, "reading": reading}
        shown: list[dict[str, Any]] = super().get_api_representation(value, context=nested)
        return shown

    def find_faults(self, value: StreamValue) -> Iterator[Fault]:
        """Yield what is wrong between the figures of the stream, and each further lead piece."""
        yield from whole_faults(walk(self, value))
        pieces = (child for child in value if isinstance(child.value, CampaignValue))
        leads = [child.id for child in pieces if child.value.layout is Layout.SPREAD]
        for identity in leads[1:]:
            yield Fault(
                _("There is already a lead piece; this one is drawn as large."),
                "lead_piece_twice",
                (identity, "is_lead"),
                severity=Severity.WARNING,
            )

    class Meta:
        max_num = MAX_BLOCKS


class ResultsStreamBlock(ReadingStreamBlock):
    """Every block of the plugin."""

    campaign = CampaignBlock(group=_("Work"))
    text = TextSectionBlock(group=_("Work"))
    stats = StatGroupBlock(group=_("Figures"))
    stat = StatBlock(group=_("Figures"))
    chart = ChartBlock(group=_("Figures"))
    table = DataTableBlock(group=_("Figures"))
    quote = QuoteBlock(group=_("Media"))
    image = ImageBlock(group=_("Media"))
    video = VideoBlock(group=_("Media"))
    helpline = HelplineBlock(group=_("Calls"))
    share = ShareBlock(group=_("Calls"))


class WaysToHelpBlock(ReadingStreamBlock):
    """Where readers turn for help, and where they report what they have seen."""

    helpline = HelplineBlock()
    link = ReadMoreLink()

    class Meta:
        max_num = MAX_WAYS_TO_HELP


MAX_POINTS = 10


class MainPointBlock(ResultsStructBlock):
    """A sentence; with a figure, what follows its number, so that the number is always the figure's."""

    figure = PartOfBlock(
        label=_("Figure"),
        required=False,
        default="",
        help_text=_("The sentence begins with its number, which is always that of the figure."),
    )
    text = TextBlock(
        label=_("Sentence"),
        max_length=300,
        rows=2,
        help_text=_(
            "With a figure, what follows the number: “reports were reviewed, 10% more than in 2015.”"
        ),
    )

    class Meta:
        template = "results/blocks/main_point.html"
        icon = "pilcrow"
        label = _("Main point")
        label_format = "{text}"
        description = _("A sentence at the top of the page, with or without a figure.")
        prose = ("text",)
        preview_value = {"text": "Every report to the hotline was reviewed."}


class MainPointsBlock(ReadingStreamBlock):
    """The main points of an edition, the most important one first."""

    point = MainPointBlock()

    class Meta:
        max_num = MAX_POINTS
