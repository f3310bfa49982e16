"""A chart of indicators over their periods, or of figures of the page."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from wagtail.blocks import CharBlock, ChoiceBlock, IntegerBlock, ListBlock, StructValue, TextBlock

from ..drawing.chart import MOST_POINTS, Chart, ChartKind, Point, Series, chart_of
from ..quantities import format_plain
from ..quantities.locales import active_language
from .base import ResultsStructBlock
from .displays import ChartDisplay, ChartKey, ChartPanel, ChartPoint, ChartSeries, taken_from
from .leaves import IndicatorChooser, PartOfBlock

if TYPE_CHECKING:
    from .resolving import Resolver


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
    note = TextBlock(
        label=_("Note"),
        required=False,
        max_length=600,
        rows=2,
        default="",
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
            series=[
                ChartSeries(name=each.name, points=[_shown(point) for point in each.points])
                for each in chart.series
            ],
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


def _shown(point: Point) -> ChartPoint:
    value = "" if point.value is None else format_plain(point.value)
    return taken_from(point, ChartPoint, value=value)
