"""The page of one indicator, and its series as files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils import translation
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from ..models.metadata import shorten
from ..reading.publicity import is_public
from ..sharing import cached
from ..sharing.data_files import FORMATS, answer
from .indicator_series import IndicatorSeries
from .pages_below import context_below

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from ..sharing.data_files import Format


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
            title_language=series.texts["name"].language,
        )
        response = render(request, "results/indicator_page.html", {**context, "series": series})
    return cached(response, is_public=is_public(index))


def indicator_file(form: Format, request: HttpRequest, index: Any, slug: str) -> HttpResponseBase:
    """The public figures of an indicator as a file."""
    series = IndicatorSeries(index, slug, request)
    return answer(request, index, series.rows, form, series.language)


FILES = {form.name: require_safe(partial(indicator_file, form)) for form in FORMATS.values()}
