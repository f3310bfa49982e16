"""What the OpenAPI document says of pages of results is what clients get, and no more changes unsaid.

`REWRITE_EXPECTED=1 python -m pytest tests/api/test_described.py` writes the document anew.
"""

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.test import Client

import pytest
from jsonschema import Draft202012Validator

from results.models import ResultsPage
from results.pattern_library.examples import EXAMPLES
from results.pattern_library.texts import TEXTS
from tests.api.building import Edition
from tests.api.conftest import V3

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/reference/results.openapi.json"
ROOTS = [
    f"{page}{form}Schema"
    for page in ("ResultsPage", "ResultsIndexPage")
    for form in ("", "Create", "Patch")
]
COMPONENT = "#/components/schemas/"


@pytest.fixture(scope="module")
def components() -> dict[str, Any]:
    """The schemas of the OpenAPI document by name."""
    return Client().get("/api/v3-preview/openapi.json").json()["components"]["schemas"]


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object in a schema."""
    if isinstance(schema, dict):
        yield schema
    for child in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(child, dict | list):
            yield from nodes(child)


def used_by(roots: list[str], components: dict[str, Any]) -> dict[str, Any]:
    """The schemas that these use, themselves included."""
    found: dict[str, Any] = {}
    left = list(roots)
    while left:
        if (name := left.pop()) not in found:
            found[name] = components[name]
            references = (node.get("$ref") for node in nodes(components[name]))
            left += [each.removeprefix(COMPONENT) for each in references if isinstance(each, str)]
    return dict(sorted(found.items()))


def assert_described(answer: Any, reference: str, components: dict[str, Any]) -> None:
    schema = {"$ref": reference, "components": {"schemas": components}}
    mistakes = [
        f"{'.'.join(map(str, each.absolute_path))}: {each.message}"
        for each in Draft202012Validator(schema).iter_errors(answer)
    ]
    assert not mistakes, mistakes[:3]


@pytest.mark.django_db
def test_an_answer_is_as_described(
    edition: Edition, visitor: Client, components: dict[str, Any]
) -> None:
    for page in (edition.swedish, edition.english, edition.index, edition.index_en):
        reference = f"{COMPONENT}{type(page).__name__}Schema"
        assert_described(visitor.get(f"{V3}{page.pk}/").json(), reference, components)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_block_in_every_state_is_as_described(name: str, components: dict[str, Any]) -> None:
    body = ResultsPage(body=json.dumps(EXAMPLES[name](TEXTS["sv"]).body)).body
    shown = json.loads(json.dumps(body.stream_block.get_api_representation(body), default=str))
    assert shown
    assert_described(shown, f"{COMPONENT}ResultsPageSchema/properties/body", components)


def test_nothing_that_is_read_is_of_unknown_type(components: dict[str, Any]) -> None:
    for name, schema in used_by(
        ["ResultsPageSchema", "ResultsIndexPageSchema"], components
    ).items():
        for place, node in schema.get("properties", {}).items():
            for each in nodes(node):
                is_type = "type" in each or "$ref" in each or "anyOf" in each or "oneOf" in each
                is_told = is_type or "enum" in each or "const" in each or "propertyName" in each
                assert is_told or "items" not in each, (name, place)
            said = node.keys() - {"title", "description", "default"}
            assert said, (name, place)


def test_the_document_is_in_english(components: dict[str, Any]) -> None:
    assert not set("åäöÅÄÖ") & set(json.dumps(used_by(ROOTS, components), ensure_ascii=False))


def test_a_change_of_the_document_is_in_the_changelog(components: dict[str, Any]) -> None:
    content = {
        "openapi": "3.1.0",
        "info": {"title": "Pages of results in API v3", "version": "0"},
        "paths": {},
        "components": {"schemas": used_by(ROOTS, components)},
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("REWRITE_EXPECTED"):
        DOCUMENT.write_text(text)
    assert text == DOCUMENT.read_text()
    assert sha256(text.encode()).hexdigest()[:12] in (ROOT / "CHANGELOG.md").read_text()
