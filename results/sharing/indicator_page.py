"""One indicator at an address of its own, and the list of those that have one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import translation
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from ..models.indicator_addresses import indicator_address
from ..models.metadata import shorten
from ..reading.publicity import is_public
from ..record.indicator import Indicator
from ..record.models import Figure
from . import cached
from .data_files import FORMATS, answer
from .indicator_series import IndicatorSeries
from .pages_below import context_below

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from .data_files import Format


@require_safe
def indicator_page(request: HttpRequest, index: Any, slug: str) -> HttpResponseBase:
    """The figures of an indicator over the years; 404 without any that is public."""
    series = IndicatorSeries(index, slug, request)
    with translation.override(series.language):
        context = context_below(
            index,
            request,
            title=capfirst(series.indicator.name),
            description=shorten(series.indicator.definition),
            path=series.path,
            downloads=series.downloads,
        )
        response = render(request, "results/indicator_page.html", {**context, "series": series})
    return cached(response, is_public=is_public(index))


def indicator_file(form: Format, request: HttpRequest, index: Any, slug: str) -> HttpResponseBase:
    """The public figures of an indicator as a file."""
    series = IndicatorSeries(index, slug, request)
    return answer(request, index, series.rows, form, series.language)


def indicators_below(
    index: Any, editions: list[Any], request: HttpRequest | None
) -> list[tuple[str, str]]:
    """Return name and URL of each indicator with a public figure in one of the editions, by name."""
    language, url = index.locale.language_code, (index.get_url(request) or "").rstrip("/")
    figures = Figure.objects.filter(
        valid_to=None, translation_key__in=[each.translation_key for each in editions]
    )
    keys = set(figures.values_list("indicator__translation_key", flat=True)) - {None}
    found = (
        Indicator.objects.filter(translation_key__in=keys).select_related("locale").order_by("-pk")
    )
    # The version in the language, else the one that was made first.
    shown = {each.translation_key: each for each in found}
    shown |= {each.translation_key: each for each in found if each.locale.language_code == language}
    named = ((each.name, indicator_address(url, language, each.slug)) for each in shown.values())
    return sorted(named, key=lambda each: each[0].casefold())


FILES = {form.name: require_safe(partial(indicator_file, form)) for form in FORMATS.values()}
