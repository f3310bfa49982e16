"""Template tags for print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from ...blocks.data_table import table_context
from ...drawing import Chart
from ..reading import legible

if TYPE_CHECKING:
    from django.template import Context

    from ...reading import PageReading
    from ...reading.figures import Figure
    from ...reading.main_points import MainPoint
    from ..pictures import PrintedPicture

register = template.Library()
register.filter("written", legible)
NO_BREAK_SPACE = "\u00a0"
# From how many characters a figure is set smaller, the smallest first; `pdf.css` has the sizes.
SIZES = ((18, "xl"), (12, "l"), (8, "m"))
LEAD_SIZES = ((14, "xl"), (9, "l"), (5, "m"))
LONGEST = 18
_PAPER = (
    "<style>text { font-family: 'Results Sans', sans-serif } .on, .line-on { fill: #09545e; "
    "stroke: #09545e } .off { fill: #e3eeee; stroke: #738689 } .line { fill: #fff }</style>"
)
_HEADING = re.compile(r"(</?h)3\b")


@register.simple_tag(takes_context=True)
def print_block(context: Context, value: Any, **extra: Any) -> SafeString:
    """Return a nested block in print: a stream child, or the value of a struct."""
    inner = getattr(value, "value", value)
    given = {"level": context["level"], "id": getattr(value, "id", ""), **extra}
    printed: SafeString = context["print"].block(value.block, inner, **given)
    return printed


@register.simple_tag(takes_context=True)
def print_picture(context: Context, image: Any, *, beside: bool = False) -> PrintedPicture | None:
    """Return the image in print, small `beside` a text, or None where it cannot be shown."""
    picture: PrintedPicture | None = context["print"].pictures.picture(image, beside=beside)
    return picture


@register.inclusion_tag("results/pdf/figure.html", takes_context=True)
def print_figure(context: Context, figure: Figure, kind: str = "") -> dict[str, Any]:
    """Show a key figure; `kind` is "lead", "part" or ""."""
    return figure.get_context(context["reading"], kind)


@register.inclusion_tag("results/pdf/main_point.html", takes_context=True)
def print_point(context: Context, point: MainPoint) -> dict[str, Any]:
    """Show a main point."""
    return point.get_context(context["reading"])


@register.inclusion_tag("results/pdf/dots.html", takes_context=True)
def print_dots(context: Context, figure: Figure) -> dict[str, Any]:
    """Show a key figure as dots of its whole."""
    return {"field": figure.value.dot_field, "texts": context["reading"].texts(figure.value)}


@register.simple_tag(takes_context=True)
def print_chart(context: Context, value: Any) -> Chart | None:
    """Return the chart of a block, or None where it cannot be drawn."""
    chart = context["reading"].chart(value)
    return chart if isinstance(chart, Chart) else None


@register.simple_tag(takes_context=True)
def print_table(context: Context, value: Any) -> dict[str, Any]:
    """Return the caption, columns and rows of a table; see `DataTableBlock.get_context`."""
    return table_context(value, context["texts"], context["display"])


@register.filter
def printed(svg: str) -> SafeString:
    """Return a drawing with the colours of paper: the style sheet of a page does not reach into it."""
    return mark_safe(svg.replace("><g ", f">{_PAPER}<g ", 1))  # noqa: S308


@register.filter
def value_class(display: dict[str, Any], kind: str) -> str:
    """Return the CSS class of the size in which a figure fits its column, after a space."""
    length = len(display["amount"]) + len(display["qualifier"]) / 2
    steps = LEAD_SIZES if kind == "lead" else SIZES
    size = next((size for longest, size in steps if length > longest), "")
    return f" value--{size}" if size else ""


@register.filter
def breakable(amount: str) -> str:
    """Return an amount with a break allowed before its unit where it is too long for one line."""
    if len(amount) <= LONGEST:
        return amount
    number, _space, unit = amount.rpartition(NO_BREAK_SPACE)
    return f"{number} {unit}" if unit.isalpha() else amount


@register.filter
def figure_text(figure: Figure, reading: PageReading) -> str:
    """Return the text of the figure that a note links back to."""
    text: str = figure.display(reading)["text"]
    return text


@register.filter
def headings(html: str, level: int) -> SafeString:
    """Return rich text with its third-level headings changed to this level."""
    return mark_safe(_HEADING.sub(rf"\g<1>{int(level)}", html))  # noqa: S308
