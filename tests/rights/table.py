"""The table of who may what, as it is read from `table.toml`, and every address that it is about."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from results.api.v3.urls import api as api_v3
from tests.rights.world import ROLES

FILE = Path(__file__).with_name("table.toml")
ACTING = ("post", "put")
# A caret is written where a regular expression is included below another path.
V3 = "wagtailapi_v3"


@dataclass(frozen=True)
class Row:
    """What is expected of an address: for each role a word of `asking.Answer`.

    `acts` is for what is done by `method`, where that is not what GET shows.
    """

    get: dict[str, str]
    method: str
    acts: dict[str, str]


def rows(part: str) -> dict[str, Row]:
    """The rows of a part of the table by name: `addresses`, or the `operations` of API v3."""
    found: list[tuple[str, Row]] = []
    for row in tomllib.loads(FILE.read_text())[part]:
        method = next((each for each in ACTING if each in row), "")
        told = Row(_by_role(row["get"]), method, _by_role(row.get(method, "")))
        found += [(name, told) for name in _names(row["names"])]
    twice = [name for name, count in Counter(name for name, _row in found).items() if count > 1]
    assert not twice, twice
    return dict(found)


def _names(lines: str) -> list[str]:
    """The names of lines such as "namespace: one another"."""
    names = []
    for line in lines.splitlines():
        namespace, colon, rest = line.strip().rpartition(": ")
        names += [f"{namespace}:{name}" if colon else name for name in rest.split()]
    return names


def _by_role(words: str) -> dict[str, str]:
    return dict(zip(ROLES, words.split(), strict=True)) if words else {}


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
