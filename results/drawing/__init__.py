"""Drawings of figures: plain geometry, and charts as SVG with all that explains them."""

from .chart import MOST_POINTS as MOST_POINTS
from .chart import Chart as Chart
from .chart import ChartError as ChartError
from .chart import ChartKind as ChartKind
from .chart import Point as Point
from .chart import Refusal as Refusal
from .chart import Series as Series
from .chart import chart_of as chart_of
from .chart import example_series as example_series
from .part_of_whole import Arc as Arc
from .part_of_whole import Dot as Dot
from .part_of_whole import DotField as DotField
from .part_of_whole import Ring as Ring
from .part_of_whole import bar_width as bar_width
from .part_of_whole import draw_arc as draw_arc
from .part_of_whole import draw_arcs as draw_arcs
from .part_of_whole import draw_part as draw_part
