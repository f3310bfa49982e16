"""What answers of the APIs about pages say in their headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from django.urls import ResolverMatch

_DETAIL = frozenset({"detail", "detail_page", "detail_figure", "detail_indicator"})
_LIST = frozenset(
    {"listing", "list_pages", "list_figures", "list_indicators", "list_changes", "list_versions"}
)
_DEFAULT_LIMIT = 20


def add_headers(request: HttpRequest, match: ResolverMatch, response: HttpResponse) -> None:
    """Add the language of a page, and the neighbours of a part of a list; note which page it is.

    The active language, which Django would name, says nothing: one answer serves all readers.
    """
    name = match.url_name
    # Browsers get an answer of API v2 as a page around it.
    is_json = response.get("Content-Type", "").startswith("application/json")
    if response.status_code != 200 or name not in _DETAIL | _LIST or not is_json:
        return
    found: dict[str, Any] = json.loads(response.content)
    if name in _DETAIL:
        if name == "detail_page" or issubclass(_model(match), Page):
            # For whoever stores the answer.
            request.results_page_id = found["id"]  # type: ignore[attr-defined]
        display: dict[str, Any] = found.get("display") or {}
        said = (display, found.get("meta", {}), found.get("edition", {}), found)
        codes = (each.get("language") or each.get("locale") for each in said)
        language = next(filter(None, codes), None)
        if language:
            response["Content-Language"] = language
        return
    total = found.get("count", found.get("meta", {}).get("total_count", 0))
    if links := ", ".join(_links(request, total)):
        response["Link"] = links


def _model(match: ResolverMatch) -> type:
    """Return what an endpoint of API v2 is about."""
    return getattr(getattr(match.func, "cls", None), "model", object)


def _links(request: HttpRequest, total: int) -> Iterator[str]:
    limit = int(request.GET.get("limit", _DEFAULT_LIMIT))
    offset = int(request.GET.get("offset", 0))
    for relation, place in (("prev", max(offset - limit, 0)), ("next", offset + limit)):
        if (relation == "prev" and offset > 0) or (relation == "next" and place < total):
            query = request.GET.copy()
            query["limit"], query["offset"] = str(limit), str(place)
            address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
            yield f'<{address}>; rel="{relation}"'
