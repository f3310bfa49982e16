"""What an address answers somebody, and what it should, as it is read from `table.toml`."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.contrib.messages import ERROR, get_messages
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from wagtail.api.v3.urls import api as api_v3

from tests.rights.world import ROLES

LOGINS = ("/admin/login/", "/_util/login/", "/en/_util/login/")
HOME = "/admin/"
# What is counted as nothing written: who is signed in, and when a token was last used.
KEPT_BESIDES = ('"django_session"', '"axes_accesslog"', '"wagtailcore_apitoken"')
WRITES = ("INSERT", "UPDATE", "DELETE")
# What languages put between the digits of a number, as HTML and JSON may have it.
_BETWEEN_DIGITS = re.compile(r"(?<=\d)(?:&nbsp;|&#160;|\\u00a0|\\u202f|[\s,.])(?=\d{3})")


@dataclass
class Answer:
    """What came back, in one word, and what was written to the database meanwhile.

    The words: `ok`; `login`, to sign in first; `denied`, also as the admin says it: by an error on
    its front page; `token`, which is missing; `away`, to another place; or the status.
    """

    word: str
    text: str = ""
    written: list[str] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)

    def says(self, words: str) -> bool:
        """Whether the words, in lower case, or the digits are in the answer."""
        return words in _BETWEEN_DIGITS.sub("", self.text.lower())


def ask(client: Client, method: str, url: str, **options: Any) -> Answer:
    """Send the request and undo what it did."""
    cookies: SimpleCookie = deepcopy(client.cookies)
    with transaction.atomic(), _watching() as written:
        response: Any = client.generic(method, url, **options)
        body = b"".join(response) if response.streaming else response.content
        answer = Answer(_word(response), _text(body), written, response.headers)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def _text(body: bytes) -> str:
    """What a person can read in the body; a workbook is unpacked."""
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as package:
            body = b"\n".join(map(package.read, package.namelist()))
    return body.decode(errors="replace")


@contextmanager
def _watching() -> Iterator[list[str]]:
    written: list[str] = []

    def watch(execute: Any, sql: str, *arguments: Any) -> Any:
        if sql.startswith(WRITES) and not any(table in sql for table in KEPT_BESIDES):
            written.append(sql)
        return execute(sql, *arguments)

    with connection.execute_wrapper(watch):
        yield written


def _word(response: Any) -> str:
    status: int = response.status_code
    if status in {301, 302}:
        target = response.headers["Location"]
        if target.startswith(LOGINS):
            return "login"
        return "denied" if target == HOME and _has_error(response) else "away"
    return {401: "token", 403: "denied"}.get(status, "ok" if status < 300 else str(status))


def _has_error(response: Any) -> bool:
    return any(each.level == ERROR for each in get_messages(response.wsgi_request))


FILE = Path(__file__).with_name("table.toml")
ACTING = ("post", "put")
# A caret is written where a regular expression is included below another path.
V3 = "wagtailapi_v3"


@dataclass(frozen=True)
class Row:
    """What is expected of an address: for each role a word of `Answer`.

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
