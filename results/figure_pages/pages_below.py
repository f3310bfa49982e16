"""Pages below an index page that are none of Wagtail's: what they tell of themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..models.care import index_context
from ..models.editions import alternates
from ..models.metadata import PageMetadata
from ..models.navigation import Crumb
from ..reading.aliases import spoken_language
from ..reading.around import pages_around

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from ..models import Download


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
