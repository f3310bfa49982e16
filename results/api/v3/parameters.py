"""The parameters that API v3 knows for pages; it passes over all others without a word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wagtail.api import APIField
from wagtail.models import get_page_models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django.urls import ResolverMatch

# Those of which it reads the fields of pages besides.
_FILTERED = "list_pages"
_CHECKED = frozenset(
    {
        *(_FILTERED, "find_page", "detail_page", "list_figures", "detail_figure"),
        *("list_indicators", "detail_indicator", "list_changes", "list_versions"),
    }
)
# Read of the request, and declared nowhere.
_UNDECLARED = frozenset({"rich_text_format"})
_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")


def unknown_parameters(request: HttpRequest, match: ResolverMatch) -> Iterator[str]:
    """Yield what to say of parameters that mean nothing here."""
    if match.url_name not in _CHECKED or request.method != "GET":
        return
    known = _parameters_of(match, "get") | _UNDECLARED
    if match.url_name == _FILTERED:
        known |= _filters()
    if unknown := sorted(request.GET.keys() - known):
        yield f"unknown parameters: {', '.join(unknown)}; known are: {', '.join(sorted(known))}"


def is_operation(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether the address knows the method of the request; the document does not describe itself."""
    path = _declared().get(_path_of(match))
    return path is None or str(request.method).lower() in path


def _parameters_of(match: ResolverMatch, method: str) -> frozenset[str]:
    return _declared().get(_path_of(match), {}).get(method, frozenset())


def _path_of(match: ResolverMatch) -> str:
    return _ARGUMENT.sub(r"{\1}", f"/{match.route}")


@lru_cache(maxsize=1)
def _declared() -> dict[str, dict[str, frozenset[str]]]:
    """The parameters in the query of each operation, by path and method."""
    from wagtail.api.v3.api import api

    paths: dict[str, dict[str, dict[str, Any]]] = api.get_openapi_schema()["paths"]
    return {
        path: {
            method: frozenset(
                each["name"] for each in said.get("parameters", ()) if each["in"] == "query"
            )
            for method, said in operations.items()
        }
        for path, operations in paths.items()
    }


@lru_cache
def _filters() -> frozenset[str]:
    from wagtail.api.v3.schemas.pages import BASE_PAGE_READ_FIELDS

    own = (
        field.name for model in get_page_models() for field in APIField.get_fields_for_model(model)
    )
    return frozenset((*BASE_PAGE_READ_FIELDS, *own))
