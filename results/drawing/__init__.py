"""Drawings of figures: plain geometry, and charts as SVG with all that explains them."""

from .arc import Arc, Ring, draw_arc, draw_arcs
from .chart import Chart, chart_of
from .part_of_whole import Dot, DotField, bar_width, draw_part
from .series import MOST_POINTS, ChartError, ChartKind, Point, Refusal, Series, example_series

__all__ = [
    "MOST_POINTS",
    "Arc",
    "Chart",
    "ChartError",
    "ChartKind",
    "Dot",
    "DotField",
    "Point",
    "Refusal",
    "Ring",
    "Series",
    "bar_width",
    "chart_of",
    "draw_arc",
    "draw_arcs",
    "draw_part",
    "example_series",
]
