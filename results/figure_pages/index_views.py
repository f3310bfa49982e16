"""Pages below an index page that are none of Wagtail's: of the data, and of an indicator with its files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from ..models.addresses import indicators_below
from ..models.care import index_context
from ..models.metadata import PageMetadata, shorten
from ..models.navigation import Crumb, alternates, edition_links, live_editions
from ..reading.around import pages_around
from ..reading.publicity import is_public, spoken_language
from ..sharing import cached
from ..sharing.data_addresses import downloads_below
from ..sharing.data_files import FORMATS, answer
from ..sharing.figure_rows import COLUMNS
from .indicator_series import IndicatorSeries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponseBase

    from ..models import Download
    from ..sharing.data_files import Format


def context_below(
    index: Any,
    request: HttpRequest,
    *,
    title: str,
    description: str,
    path: Callable[[str], str],
    downloads: Iterable[Download] = (),
    title_language: str = "",
) -> dict[str, Any]:
    """Return what a template needs besides its content: `metadata`, `alternates`, `downloads`.

    `path` gives the address in a language, below the version of the index page, "" where it has
    none. The language is that of the index page, but of the title where `title_language` says another.
    """
    around = pages_around(index)
    versions = [
        replace(each, url=f"{each.url.rstrip('/')}/{own}", title=title)
        for each in alternates(index, request, around)
        if (own := path(each.language))
    ]
    metadata = PageMetadata.of(index, request, alternates=versions, around=around)
    language, spoken = index.locale.language_code, spoken_language(index)
    url = f"{(index.get_url(request) or '').rstrip('/')}/{path(language)}"
    downloads = tuple(downloads)
    return {
        "page": index,
        "self": index,
        "language": language,
        "alternates": versions,
        "downloads": downloads,
        **index_context(index, request),
        "metadata": replace(
            metadata,
            title=title,
            description=description or metadata.description,
            language=language,
            canonical=f"{metadata.canonical.rstrip('/')}/{path(spoken) or path(language)}",
            breadcrumbs=(*metadata.breadcrumbs, Crumb(title, url, title_language or language)),
            downloads=downloads,
        ),
    }


@require_safe
def data_page(request: HttpRequest, index: Any) -> HttpResponseBase:
    """The figures of all public editions below an index page, as files and by indicator."""
    language, editions = index.locale.language_code, live_editions(index)
    with override(language):
        description = gettext("Every published figure, as files that you may open and reuse.")
        context = context_below(
            index,
            request,
            title=gettext("The figures as data"),
            description=description,
            path=lambda _language: "data/",
            downloads=downloads_below(index, request),
        )
        context |= {
            "description": description,
            "columns": COLUMNS,
            "editions": edition_links(editions, language, request),
            "indicators": indicators_below(index, editions, request),
        }
        return cached(
            render(request, "results/data_page.html", context), is_public=is_public(index)
        )


@require_safe
def indicator_page(request: HttpRequest, index: Any, slug: str) -> HttpResponseBase:
    """The figures of an indicator over the years; 404 without any that is public."""
    series = IndicatorSeries(index, slug, request)
    with override(series.language):
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
