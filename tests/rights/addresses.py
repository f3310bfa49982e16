"""Every address that the site knows, by the name that rows of the table use."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from results.api.v3.urls import api as api_v3

# A caret is written where a regular expression is included below another path.
V3 = "wagtailapi_v3"


def addresses() -> dict[str, list[set[str]]]:
    """The arguments that each pattern takes, by name; a pattern without a name goes by its route.

    A pattern in front of another with the same route has that one's name. The operations of API v3
    share names and have a table of their own.
    """
    names: dict[str, str] = {}
    arguments: dict[str, set[str]] = {}
    for route, name, pattern in _walk(get_resolver().url_patterns):
        if not names.get(route):
            names[route] = name
        arguments.setdefault(route, _arguments(pattern))
    found: dict[str, list[set[str]]] = {}
    for route, name in names.items():
        found.setdefault(name or route, []).append(arguments[route])
    return found


def operations() -> dict[str, tuple[str, str]]:
    """The method and the path of each operation of API v3, by its id."""
    return {
        operation["operationId"]: (method, path)
        for path, methods in api_v3.get_openapi_schema()["paths"].items()
        for method, operation in methods.items()
    }


def _walk(patterns: Any, route: str = "", namespace: str = "") -> Iterator[tuple[str, str, Any]]:
    for pattern in patterns:
        own = route + str(pattern.pattern).replace("^", "")
        if isinstance(pattern, URLPattern):
            yield own, f"{namespace}{pattern.name}" if pattern.name else "", pattern.pattern
        elif pattern.namespace != V3:
            below = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, own, below)


def _arguments(pattern: Any) -> set[str]:
    if isinstance(pattern, RoutePattern):
        return set(pattern.converters)
    return set(pattern.regex.groupindex)
