"""What answers of the APIs about pages say in their headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings

from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from django.urls import ResolverMatch

# Where an answer names its language, what counts most first: an alias speaks that of its original.
_OF_PAGE = (("display", "language"), ("meta", "locale"))
_LANGUAGE = {
    "detail": _OF_PAGE,
    "detail_page": _OF_PAGE,
    "detail_figure": (("edition", "locale"),),
    "detail_indicator": (("locale",),),
}
# Where a list says how long the whole of it is.
_TOTAL = {
    "listing": ("meta", "total_count"),
    **dict.fromkeys(
        ("list_pages", "list_figures", "list_indicators", "list_changes", "list_versions"),
        ("count",),
    ),
}
_DEFAULT_LIMIT = 20  # unless the site allows less


def is_json(response: HttpResponse) -> bool:
    """Whether an answer is JSON that can be read: no refusal, no stream, and not compressed yet.

    Browsers get an answer of API v2 as a page around it.
    """
    is_plain = not response.streaming and "Content-Encoding" not in response.headers
    kind = response.headers.get("Content-Type", "")
    return response.status_code == 200 and is_plain and kind.startswith("application/json")


def is_about_pages(match: ResolverMatch) -> bool:
    """Whether an address of either API is about pages; API v3 has other names for all else."""
    model = getattr(getattr(match.func, "cls", None), "model", Page)
    return issubclass(model, Page)


def add_headers(request: HttpRequest, match: ResolverMatch, response: HttpResponse) -> None:
    """Add the language of a page, and the neighbours of a part of a list; note which page it is.

    What an answer does not say, because nobody asked for it, is in no header.
    """
    name = str(match.url_name)
    if not is_json(response) or name not in _LANGUAGE | _TOTAL:
        return
    found = json.loads(response.content)
    if name in _TOTAL:
        total = _at(found, *_TOTAL[name])
        if isinstance(total, int) and (links := ", ".join(_links(request, total))):
            response["Link"] = links
    elif is_about_pages(match):
        if _LANGUAGE[name] is _OF_PAGE:
            # For whoever stores the answer; API v2 leaves out even the key.
            key = match.kwargs.get("pk") or match.kwargs.get("page_id") or _at(found, "id")
            request.results_page_id = key  # type: ignore[attr-defined]
        known = [code for code, _name in settings.LANGUAGES]
        # That of the reader, which Django has named, says nothing: one answer serves all.
        response.headers.pop("Content-Language", None)
        for place in _LANGUAGE[name]:
            if (language := _at(found, *place)) in known:
                response["Content-Language"] = language
                break


def _at(found: Any, *keys: str) -> Any:
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _links(request: HttpRequest, total: int) -> Iterator[str]:
    most = getattr(settings, "WAGTAILAPI_LIMIT_MAX", None) or _DEFAULT_LIMIT
    limit = _number(request, "limit", min(_DEFAULT_LIMIT, most))
    offset = _number(request, "offset", 0)
    for relation, place in (("prev", max(offset - limit, 0)), ("next", offset + limit)):
        if (relation == "prev" and offset > 0) or (relation == "next" and place < total):
            query = request.GET.copy()
            query["limit"], query["offset"] = str(limit), str(place)
            address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
            yield f'<{address}>; rel="{relation}"'


def _number(request: HttpRequest, name: str, default: int) -> int:
    """As the APIs have read it: "5.0", too, is a number to API v3."""
    try:
        return int(float(request.GET.get(name, default)))
    except (OverflowError, ValueError):
        return default
