"""Template tags and filters."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urljoin

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from wagtail.blocks import StructValue

from ..blocks.media import describe_file
from ..blocks.resolving import Texts
from ..blocks.stat_value import StatValue
from ..models.addresses import address_in
from ..models.metadata import as_json_ld
from ..models.navigation import Care, care_of_site
from ..publishing.mixin import is_guarded
from ..quantities import format_date, format_number, formatting
from ..quantities.formatting import active_language
from ..reading import PageReading
from ..reading.figures import MainPoint

register = template.Library()
register.filter("json_ld", as_json_ld)
register.filter("file_description", describe_file)
register.filter("text_direction", formatting.text_direction)
register.filter("words_language", formatting.words_language)
register.simple_tag(formatting.text_attributes, name="lang")
register.simple_tag(formatting.language_attributes, name="lang_of")


@register.simple_tag
def frame_lang(code: str) -> SafeString:
    """Return the attributes of an element with the plugin's words around texts in a language."""
    direction = formatting.text_direction(code)
    return format_html(' lang="{}" dir="{}"', formatting.words_language(code), direction)


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language among the plugin's words: "sv" is "Swedish", or "svenska"."""
    return formatting.language_name(code, formatting.words_language())


@register.filter
def number(value: int) -> str:
    """Return a whole number in the active language: 1000 is "1,000", or "1 000"."""
    return format_number(Decimal(value), active_language())


@register.filter
def day(moment: date, language: str) -> str:
    """Return a date, or a moment's date in the site's time zone, in a language: "14 March 2017"."""
    found = localtime(moment).date() if isinstance(moment, datetime) else moment
    return format_date(found, language)


@register.filter
def own_address(url: str, reading: PageReading) -> str:
    """Return the whole address of a page or file of the same site, for paper; "" for all else."""
    return urljoin(reading.address, url) if url.startswith("/") and reading.address else ""


# From how many characters a value is set in a smaller size, largest first: no number wraps.
VALUE_SIZES = ((22, "xl results-figure__value--xxl"), (15, "xl"), (9, "l"), (6, "m"))


@register.filter
def value_size(text: str) -> str:
    """Return the CSS class for the size of a figure of this length, after a space."""
    size = next((size for length, size in VALUE_SIZES if len(text) >= length), "")
    return f" results-figure__value--{size}" if size else ""


# Beside a word, the only place where a long value may break.
_BESIDE_WORD = re.compile(r"(?<=\d)\u00a0(?=[^\W\d])|(?<=[^\W\d])\u00a0")


@register.filter
def breakable(text: str) -> SafeString:
    """Return the text of a value, with line breaks allowed beside the words of its unit only."""
    return mark_safe(_BESIDE_WORD.sub("\u00a0<wbr>", conditional_escape(text)))  # noqa: S308


@register.inclusion_tag("results/includes/figure.html", takes_context=True)
def key_figure(context: Context, figure: StatValue, kind: str = "") -> dict[str, Any]:
    """Show a key figure; its label links to its own address, or else to its place on the page.

    `kind` is "lead", "part" or "".
    """
    edition_url = context.get("edition_url", "")
    return {**_shown(figure, context["reading"]), "kind": kind, "edition_url": edition_url}


def _shown(figure: StatValue, reading: PageReading) -> dict[str, Any]:
    return {
        "reading": reading,
        "value": figure,
        "display": figure.display(reading),
        "texts": reading.texts(figure),
        "id": figure.block_id,
        "key": True,
    }


@register.inclusion_tag("results/includes/main_point.html", takes_context=True)
def main_point(context: Context, point: MainPoint) -> dict[str, Any]:
    """Show a main point; it leads to its figure's own address, or else to its place on the page."""
    reading, figure = context["reading"], point.figure
    return {
        "texts": reading.texts(point.value),
        "figure": figure and _shown(figure, reading),
        "shows_figure": figure is not None and figure.block_id in reading.figures_in_main_points,
        "address": address_in(reading, figure.block_id) if figure else "",
        "edition_url": context.get("edition_url", ""),
    }


@register.simple_tag(takes_context=True)
def figure_address(context: Context, figure: str) -> str:
    """Return the URL of a figure of the page that is read (see `address_in`), or ""."""
    return address_in(context["reading"], figure)


@register.simple_tag(takes_context=True)
def texts_of(context: Context, value: StructValue) -> Texts:
    """Return the texts of a part of the page that is read."""
    found: Texts = context["reading"].texts(value)
    return found


@register.simple_tag(takes_context=True)
def site_care(context: Context) -> Care | None:
    """Return the ways to help of the page (its `care`), else those of the site; or None."""
    request: Any = context.get("request")
    if context.get("care") or request is None:
        return context.get("care")
    return care_of_site(request, active_language())


@register.simple_tag
def admin_title(page: Any) -> str:
    """Return the title of a page in a list of the admin: of one of ours what its reader may see."""
    shown = page.specific_deferred if is_guarded(page) else page
    return str(shown.get_admin_display_title())
