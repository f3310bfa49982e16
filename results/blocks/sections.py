"""Groups of figures and sections of a body, charts among them."""

import re
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    StructValue,
    TextBlock,
)
from wagtail.blocks.struct_block import BlockGroup
from wagtail.rich_text import get_text_for_indexing

from ..quantities.chart import MOST_POINTS, Chart, ChartKind, Point, Series, chart_of
from ..quantities.formatting import active_language
from .base import (
    CONTENT_NOTICE,
    ContentNoticeStructBlock,
    ContentNoticeValue,
    OptionalChar,
    OptionalText,
    ResultsStructBlock,
    StrictStreamBlock,
)
from .displays import (
    CampaignDisplay,
    ChartDisplay,
    ChartKey,
    ChartPanel,
    ChartPoint,
    ChartSeries,
    TextDisplay,
)
from .leaves import IndicatorChooser, Refining
from .links import SafeRichTextBlock
from .media import PictureBlock, ReadMoreLink, VideoBlock
from .resolving import Resolver, taken_from
from .stat import PartOfBlock, StatsBlock

# No h2: the heading above the text is one. No sub- and superscript: a translator would get the
# sentence in three pieces; "CO₂" and "m²" have characters of their own.
FEATURES = ["h3", "bold", "italic", "link", "document-link", "ol", "ul"]


class LinksBlock(StrictStreamBlock):
    """A list of links; a stream, so that each link keeps its identity when it is moved."""

    link = ReadMoreLink()

    class Meta:
        label = _("Links")
        icon = "link"
        required = False
        max_num = 12


class TextSectionBlock(ContentNoticeStructBlock):
    """A part of the page that is text only."""

    heading = OptionalChar(label=_("Heading"), max_length=160)
    text = SafeRichTextBlock(label=_("Text"), features=FEATURES)
    links = LinksBlock(required=False)

    def get_display(self, value: StructValue, resolver: Resolver) -> TextDisplay:
        """`text`: the text as HTML with its links resolved."""
        return TextDisplay(text=display_html(value, "text", resolver))

    class Meta:
        form_layout = BlockGroup(children=["heading", "text", "links"], settings=[CONTENT_NOTICE])
        template = "results/blocks/text_section.html"
        icon = "pilcrow"
        label = _("Text section")
        label_format = "{heading}"
        description = _("A heading with text and links.")
        prose = ("heading", "text", "care_text")
        preview_value = {
            "heading": "About these results",
            "text": "<p>What we did during the year, and what came of it.</p>",
        }


def display_html(value: StructValue, name: str, resolver: Resolver) -> str:
    """A rich-text child as HTML in the reader's language; "" when it is empty."""
    source = resolver.texts(value).source(name)
    return str(resolver.html(source)) if source else ""


_MARKS = '“”"»«„'
_WITHIN_MARKS = re.compile(rf"\s*[{_MARKS}]([^{_MARKS}]+)[{_MARKS}]\s*")


class QuotationBlock(Refining, TextBlock):
    """Somebody's words, without the quotation marks around them: the page has its language's own."""

    def clean(self, value: Any) -> Any:
        """Return the words; marks that set off a part of them stay."""
        cleaned = super().clean(value)
        within = _WITHIN_MARKS.fullmatch(cleaned)
        return within[1].strip() if within else cleaned


class QuoteBlock(ContentNoticeStructBlock):
    """Somebody's words; a quotation needs a named source."""

    quote = QuotationBlock(label=_("Quotation"), max_length=800, rows=3)
    name = CharBlock(label=_("Who said it"), max_length=120)
    role = OptionalChar(label=_("Role"), max_length=160)

    class Meta:
        form_layout = BlockGroup(children=["quote", "name", "role"], settings=[CONTENT_NOTICE])
        template = "results/blocks/quote.html"
        icon = "openquote"
        label = _("Quotation")
        label_format = "{name}"
        description = _("Somebody’s words, with name and role.")
        prose = ("quote", "name", "role", "care_text")
        preview_value = {
            "quote": "Knowledge is the first step to protection.",
            "name": "A name",
            "role": "Role and organisation",
        }


HASHTAG = RegexValidator(r"^#\w+$", _("Write one word that begins with #."), code="hashtag_invalid")
# The longest text, in characters, that stands beside a single figure drawn large.
SHORT_TEXT = 900


class Layout(StrEnum):
    """How a campaign is laid out."""

    SPREAD = "spread"
    NUMBER = "number"
    FILM = "film"
    PLAIN = "plain"


class CampaignValue(ContentNoticeValue):
    """A campaign, laid out by what it has."""

    @property
    def layout(self) -> Layout:
        """Spread for a lead campaign, film if it has one, number if short with one figure; else plain."""
        if self.get("is_lead"):
            return Layout.SPREAD
        if (self.get("video") or {}).get("url"):
            return Layout.FILM
        has_picture = bool((self.get("image") or {}).get("image"))
        if len(self.get("stats") or ()) == 1 and not has_picture:
            text = getattr(self.get("text"), "source", "")
            # Without its tags it is the shorter; only a long one is read for that.
            if len(text) <= SHORT_TEXT or len(get_text_for_indexing(text)) <= SHORT_TEXT:
                return Layout.NUMBER
        return Layout.PLAIN

    @property
    def shows_all(self) -> bool:
        """Whether it is built around its figures, so that each is shown although a main point has it."""
        return self.layout in {Layout.SPREAD, Layout.NUMBER}


class CampaignBlock(ContentNoticeStructBlock):
    """A campaign, with text and, where there are some, picture, film, figures and links."""

    heading = CharBlock(label=_("Heading"), max_length=160)
    hashtag = OptionalChar(
        label=_("Hashtag"),
        max_length=60,
        validators=[HASHTAG],
        help_text=_("With the number sign, the same in every language: #stoppanäthandeln."),
    )
    text = SafeRichTextBlock(label=_("Text"), features=FEATURES)
    image = PictureBlock(required=False)
    video = VideoBlock(required=False)
    stats = StatsBlock(required=False)
    links = LinksBlock(required=False)
    is_lead = BooleanBlock(
        label=_("Lead campaign"),
        required=False,
        default=False,
        help_text=_("Shown across the page with a large heading. Best for the first campaign."),
    )

    def get_display(self, value: CampaignValue, resolver: Resolver) -> CampaignDisplay:
        """`text`: the text as HTML with its links resolved; `layout`: a value of `Layout`."""
        return CampaignDisplay(text=display_html(value, "text", resolver), layout=str(value.layout))

    def get_context(
        self, value: CampaignValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add `stats`, the figures to show: not those of `in_main_points`, which stand in the band."""
        context = super().get_context(value, parent_context)
        shown = context.get("in_main_points") or ()
        context["stats"] = [child for child in value.get("stats") or () if child.id not in shown]
        return context

    class Meta:
        form_layout = BlockGroup(
            children=["heading", "hashtag", "text", "stats", "links"],
            settings=["is_lead", "image", "video", CONTENT_NOTICE],
        )
        value_class = CampaignValue
        template = "results/blocks/campaign.html"
        icon = "results-campaign"
        label = _("Campaign")
        label_format = "{heading}"
        description = _("What was done and how it went, with picture, figures and links.")
        prose = ("heading", "text", "care_text")
        preview_value = {
            "heading": "Reports to the hotline",
            "text": "<p>Anyone can report suspected exploitation. Every report is reviewed.</p>",
        }


class ChartValue(StructValue):
    """A chart as an editor has chosen it."""

    @property
    def kind(self) -> ChartKind:
        """How it shows its series."""
        return ChartKind.of(self.get("chart_type"))

    @property
    def indicators(self) -> list[Any]:
        """The indicators it shows; None for a deleted one."""
        return list(self.get("indicators") or ())

    @property
    def figures(self) -> list[str]:
        """The ids of the figures of the page that it shows."""
        return list(self.get("figures") or ())


class ChartBlock(ResultsStructBlock):
    """A drawing of published figures, made anew whenever one of them changes."""

    title = CharBlock(
        label=_("Title"), max_length=160, help_text=_("What the chart shows, in a few words.")
    )
    chart_type = ChoiceBlock(
        label=_("Kind of chart"), choices=ChartKind.choices, default=ChartKind.COLUMNS.value
    )
    indicators = ListBlock(
        IndicatorChooser("results.Indicator", label=_("Indicator")),
        label=_("Indicators"),
        required=False,
        default=[],
        max_num=12,
        help_text=_("What is drawn over the periods of the editions up to this one."),
    )
    figures = ListBlock(
        PartOfBlock(label=_("Figure")),
        label=_("Figures of this page"),
        required=False,
        default=[],
        max_num=50,
        help_text=_("What bars show."),
    )
    periods = IntegerBlock(
        label=_("Newest periods only"),
        required=False,
        min_value=2,
        max_value=MOST_POINTS,
        help_text=_("How many; left empty, all of them."),
    )
    note = OptionalText(
        label=_("Note"),
        max_length=600,
        rows=2,
        help_text=_("What a reader should know to understand the chart."),
    )

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add `chart`, None where it cannot be drawn; in the picker that is an example."""
        context = super().get_context(value, parent_context)
        chart = context.get("example_chart") or context["reading"].chart(value)
        context["chart"] = chart if isinstance(chart, Chart) else None
        return context

    def get_preview_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add an example, since the picker knows of no page."""
        context: dict[str, Any] = super().get_preview_context(value, parent_context)
        points = (Point("2015", Decimal(5354), "5354"), Point("2016", Decimal(6558), "6558"))
        context["example_chart"] = chart_of(
            ChartKind.COLUMNS,
            [Series("", points)],
            title=value["title"],
            language=active_language(),
        )
        return context

    def get_display(self, value: StructValue, resolver: Resolver) -> ChartDisplay:
        """The data of the drawing in the reader's language."""
        chart = resolver.chart(value)
        if not isinstance(chart, Chart):
            why = str(chart)
            return ChartDisplay(
                refusal=why, description="", unit="", notes=[], legend=[], panels=[], series=[]
            )
        return taken_from(
            chart,
            ChartDisplay,
            refusal="",
            notes=list(chart.notes),
            legend=[
                ChartKey(key=key, meaning=meaning, language=language)
                for key, meaning, language in chart.legend
            ],
            panels=[taken_from(panel, ChartPanel) for panel in chart.panels],
            series=[_shown(each) for each in chart.series],
        )

    class Meta:
        value_class = ChartValue
        template = "results/blocks/chart.html"
        icon = "results-figures"
        label = _("Chart")
        label_format = "{title}"
        description = _("Indicators over the years, or figures of this page, drawn exactly.")
        # No entry of the contents: a chart belongs to what stands around it.
        heading_child = ""
        prose = ("title", "note")
        preview_value = {"title": "Reports reviewed"}


def _shown(series: Series) -> ChartSeries:
    points = [taken_from(point, ChartPoint, value=point.data) for point in series.points]
    return ChartSeries(name=series.name, points=points)
