"""Requests made up at random from what API v3 says of itself: some meant so, many not."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers.json import DjangoJSONEncoder

METHODS = ("delete", "get", "patch", "post", "put")
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 10**30, 1.5, 1e308, "", " ", "x", "0", "-1", "abc",
    "root", "null", "\0", "\ud800", "a" * 600, "/", "../x", "a/b", "å", "\u202ea", 80 * "\u0301",
    "１２", "1e400", "NaN", "2016-02-30", "0001-01-01", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
    "javascript:alert(1)", "//evil.example", "https://ecpat.se/", "<p>a</p>", "<embed>", "en", "sv",
    "xx", "results.ResultsPage", "wagtailcore.Page", "auth.User", "last-child", [], [None], [[]],
    {}, {"id": 1}, {"type": "stat"}, "*", "-id", "random", '"', "((", "%",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """A request as Django's test client sends it; `body` is JSON, or the fields of a form."""

    method: str
    address: str
    body: Any = None
    is_form: bool = False

    def send(self, client: Any) -> Any:
        """Return the answer."""
        call: Callable[..., Any] = getattr(client, self.method)
        if self.body is None:
            return call(self.address)
        if self.is_form:
            return call(self.address, self.body)
        return call(self.address, json.dumps(self.body), content_type="application/json")


class Requests:
    """Makes requests from an OpenAPI document; `keys` are ids that something in the world has."""

    def __init__(self, document: Any, keys: list[int], seed: int) -> None:
        document = json.loads(json.dumps(document, cls=DjangoJSONEncoder))
        self._schemas = document["components"]["schemas"]
        self._keys = keys
        self._random = Random(seed)
        self._operations = [
            (method, path, operation)
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
            # The demo has no snippets.
            if method in METHODS and "/snippets/" not in path
        ]

    def __iter__(self) -> Iterator[Request]:
        return self

    def __next__(self) -> Request:
        return self._request(*self._random.choice(self._operations))

    def _request(self, method: str, path: str, operation: Any) -> Request:
        query: list[tuple[str, str]] = []
        for parameter in operation.get("parameters", ()):
            value = self._value(parameter["schema"], parameter["name"])
            if parameter["in"] == "path":
                text = quote(_text(value), safe="", errors="replace")
                path = path.replace(f"{{{parameter['name']}}}", text)
            elif self._random.random() < 0.3:
                query.append((parameter["name"], _text(value)))
        if query:
            path += "?" + urlencode(query, errors="replace")
        content = operation.get("requestBody", {}).get("content", {})
        if not content:
            return Request(method, path)
        kind, described = self._random.choice(list(content.items()))
        body = self._value(described["schema"])
        if kind == "application/json":
            return Request(method, path, body)
        fields = body if isinstance(body, dict) else {}
        return Request(method, path, {key: _field(each) for key, each in fields.items()}, True)

    def _value(self, schema: Any, name: str = "", depth: int = 0) -> Any:
        """A value that the schema allows, or, one time in eight, one that nobody means."""
        random = self._random
        if random.random() < 0.125 or depth > 8:
            return random.choice(ODD)
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].rpartition("/")[2]]
        for of in ("anyOf", "oneOf", "allOf"):
            if of in schema:
                return self._value(random.choice(schema[of]), name, depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return random.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            items = schema.get("items", {})
            return [self._value(items, name, depth + 1) for _ in range(random.randrange(4))]
        return self._leaf(kind, schema, name)

    def _object(self, schema: Any, depth: int) -> dict[str, Any]:
        required = set(schema.get("required", ()))
        return {
            name: self._value(child, name, depth + 1)
            for name, child in schema.get("properties", {}).items()
            if self._random.random() < (0.95 if name in required else 0.4)
        }

    def _leaf(self, kind: Any, schema: Any, name: str) -> Any:
        random = self._random
        if kind == "integer":
            return random.choice(self._keys)
        if kind == "number":
            return random.choice([0, 1, 98.6, 133_000])
        if kind == "boolean":
            return random.random() < 0.5
        if kind == "null":
            return None
        if schema.get("format") == "binary":
            return b"%PDF-1.4 example data"
        if "locale" in name:
            return random.choice(["sv", "en", "de"])
        if schema.get("format") == "date":
            return random.choice(["2016-01-01", "2016-12-31", "2017-06-30"])
        return random.choice(["Exempel", "exempel", "2016", "https://ecpat.se/", "<p>Exempel</p>"])


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _field(value: Any) -> Any:
    if isinstance(value, bytes):
        return SimpleUploadedFile("example.pdf", value)
    return _text(value).replace("\ud800", "?")
