"""Template tags and filters of the plugin."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language

from ..blocks.read_more_link import describe_file
from ..models.structured_data import as_json_ld
from ..quantities import format_date, format_number, locales

if TYPE_CHECKING:
    from django.template import Context

    from ..blocks import LinkTarget
    from ..reading.key_figures import Figure

register = template.Library()
register.filter("json_ld", as_json_ld)


@register.filter
def language_name(code: str) -> str:
    """The name of a language in the language in use: "sv" is "Swedish", or "svenska"."""
    return locales.language_name(code, get_language() or "en")


@register.filter
def file_description(target: LinkTarget, language: str) -> str:
    """The kind and size of a document, such as "PDF, 1.2 MB"."""
    return describe_file(target, language)


@register.filter
def number(value: int) -> str:
    """A whole number as the language in use writes it: 1000 is "1,000", or "1 000"."""
    return format_number(Decimal(value), get_language() or "en")


@register.filter
def day(moment: datetime, language: str) -> str:
    """The day of a moment, in the site's time zone, as a language writes it: "14 March 2017"."""
    return format_date(localtime(moment).date(), language)


# From how many characters a value is set in a smaller size, largest first: no number wraps.
VALUE_SIZES = ((22, "xl results-figure__value--xxl"), (15, "xl"), (9, "l"), (6, "m"))


@register.filter
def value_size(text: str) -> str:
    """The class of the size in which a figure of this length is set, with a space before it."""
    size = next((size for length, size in VALUE_SIZES if len(text) >= length), "")
    return f" results-figure__value--{size}" if size else ""


# Beside a word, the only place where a long value may break.
_BESIDE_WORD = re.compile(r"(?<=\d)\u00a0(?=[^\W\d])|(?<=[^\W\d])\u00a0")


@register.filter
def breakable(text: str) -> SafeString:
    """The text of a value, which may break beside the words of its unit and nowhere else."""
    return mark_safe(_BESIDE_WORD.sub("\u00a0<wbr>", conditional_escape(text)))  # noqa: S308


@register.inclusion_tag("results/includes/figure.html", takes_context=True)
def key_figure(context: Context, figure: Figure, kind: str = "") -> dict[str, Any]:
    """A figure as it stands in the band; its label leads to its own place on the page."""
    return {
        "value": figure.value,
        "display": figure.display(context["reading"]),
        "texts": context["reading"].texts(figure.value),
        "id": figure.id,
        "kind": kind,
        "key": True,
    }


@register.inclusion_tag("results/includes/part_of_whole.html", takes_context=True)
def drawn_part(context: Context, figure: Figure) -> dict[str, Any]:
    """A figure of the band as a part of its whole, drawn large."""
    texts = context["reading"].texts(figure.value)
    return {"value": figure.value, "texts": texts, "large": True}
