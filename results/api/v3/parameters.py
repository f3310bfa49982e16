"""What the operations of API v3 declare: the form of their bodies, and their parameters.

API v3 passes over parameters that it does not know without a word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

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


class Operation(NamedTuple):
    """The names of the parameters in the query, and the types of content that a body may have."""

    parameters: frozenset[str]
    bodies: frozenset[str]


NOTHING = Operation(frozenset(), frozenset())


def unknown_parameters(request: HttpRequest, match: ResolverMatch) -> Iterator[str]:
    """Yield what to say of parameters that mean nothing here."""
    if match.url_name not in _CHECKED or request.method != "GET":
        return
    known = _operations_at(match).get("get", NOTHING).parameters | _UNDECLARED
    if match.url_name == _FILTERED:
        known |= _filters()
    if unknown := sorted(request.GET.keys() - known):
        yield f"unknown parameters: {', '.join(unknown)}; known are: {', '.join(sorted(known))}"


def bodies(request: HttpRequest, match: ResolverMatch) -> frozenset[str]:
    """Return the types of content that the body of a request is declared to have, none for no body."""
    return _operations_at(match).get(str(request.method).lower(), NOTHING).bodies


def is_operation(request: HttpRequest, match: ResolverMatch) -> bool:
    """Whether the address knows the method of the request; the document does not describe itself."""
    operations = _operations_at(match)
    return not operations or str(request.method).lower() in operations


def _operations_at(match: ResolverMatch) -> dict[str, Operation]:
    """The operations at an address by their methods, wherever and however often a site mounts the API."""
    route = _ARGUMENT.sub(r"{\1}", f"/{match.route}")
    declared = _declared()
    for place in re.finditer("/", route):
        if found := declared.get(route[place.start() :]):
            return found
    return {}


@lru_cache(maxsize=1)
def _declared() -> dict[str, dict[str, Operation]]:
    """What each operation declares, by its path below that of the API, and its method."""
    from wagtail.api.v3.api import api

    paths: dict[str, dict[str, dict[str, Any]]] = api.get_openapi_schema(path_prefix="")["paths"]
    return {
        path: {
            method: Operation(
                frozenset(
                    each["name"] for each in said.get("parameters", ()) if each["in"] == "query"
                ),
                frozenset(said.get("requestBody", {}).get("content", ())),
            )
            for method, said in operations.items()
        }
        for path, operations in paths.items()
    }


@lru_cache
def _filters() -> frozenset[str]:
    """The fields that one page type or another can be filtered by: API v3 has no field "pk" itself."""
    from wagtail.api.v3.schemas.pages import BASE_PAGE_READ_FIELDS
    from wagtail.api.validators import APIFieldValidator

    validators = (
        APIFieldValidator(model=model, fields=[], base_fields=BASE_PAGE_READ_FIELDS)
        for model in get_page_models()
    )
    return frozenset().union(*(each.allowed_fields for each in validators)) - {"pk"}
