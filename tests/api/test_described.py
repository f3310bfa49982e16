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
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from results.models import ResultsPage
from tests.api.building import Edition
from tests.api.conftest import V3
from tests.translation.test_blocks import values

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs/reference/results.openapi.json"
ROOTS = [
    f"{page}{form}Schema"
    for page in ("ResultsPage", "ResultsIndexPage")
    for form in ("", "Create", "Patch")
]
V3_ROOT = "/api/v3-preview"
# Those of which the plugin gives the answers itself.
OURS = ("/figures/", "/indicators/", "/changes/", "/versions/")
COMPONENT = "#/components/schemas/"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The OpenAPI document as it is served."""
    answer: dict[str, Any] = Client().get(f"{V3_ROOT}/openapi.json").json()
    return answer


@pytest.fixture(scope="module")
def components(document: dict[str, Any]) -> dict[str, Any]:
    """The schemas of the OpenAPI document by name."""
    found: dict[str, Any] = document["components"]["schemas"]
    return found


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object in a schema."""
    if isinstance(schema, dict):
        yield schema
    for child in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(child, dict | list):
            yield from nodes(child)


def named_in(part: Any) -> list[str]:
    """The schemas that a part of the document refers to."""
    references = (node.get("$ref") for node in nodes(part))
    return [each.removeprefix(COMPONENT) for each in references if isinstance(each, str)]


def used_by(roots: list[str], components: dict[str, Any]) -> dict[str, Any]:
    """The schemas that these use, themselves included."""
    found: dict[str, Any] = {}
    left = list(roots)
    while left:
        if (name := left.pop()) not in found:
            found[name] = components[name]
            left += named_in(components[name])
    return dict(sorted(found.items()))


def paths_of_ours(document: dict[str, Any]) -> dict[str, Any]:
    """The operations of the plugin, by their addresses below that of the API."""
    paths = {path.removeprefix(V3_ROOT): said for path, said in document["paths"].items()}
    return {path: said for path, said in sorted(paths.items()) if path.startswith(OURS)}


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


def shown(raw: Any) -> Any:
    """A stored body as API v3 gives it."""
    body = ResultsPage(body=json.dumps(raw)).body
    return json.loads(json.dumps(body.stream_block.get_api_representation(body), default=str))


@pytest.mark.django_db
def test_any_body_is_as_described(components: dict[str, Any]) -> None:
    reference = f"{COMPONENT}ResultsPageSchema/properties/body"

    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(raw=values(ResultsPage._meta.get_field("body").stream_block))
    def check(raw: list[Any]) -> None:
        assert_described(shown(raw), reference, components)

    check()


def test_each_operation_declares_its_refusals_in_one_form(document: dict[str, Any]) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": f"{COMPONENT}ProblemDetail"}}}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            refusals = {
                int(status): said["content"]
                for status, said in operation["responses"].items()
                if int(status) >= 400
            }
            needs_token = {} not in operation["security"]
            wanted = {400, 404, 422, 429, 503} | ({401, 403} if needs_token else set())
            assert refusals == dict.fromkeys(wanted, problem), (method, path)


def test_a_change_of_the_document_is_in_the_changelog(
    document: dict[str, Any], components: dict[str, Any]
) -> None:
    paths = paths_of_ours(document)
    roots = [*ROOTS, *named_in(paths)]
    content = {
        "openapi": "3.1.0",
        "info": {"title": "Pages, figures and indicators in API v3", "version": "0"},
        "servers": [{"url": V3_ROOT}],
        "paths": paths,
        "components": {**document["components"], "schemas": used_by(roots, components)},
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("REWRITE_EXPECTED"):
        DOCUMENT.write_text(text)
    assert text == DOCUMENT.read_text()
    assert sha256(text.encode()).hexdigest()[:12] in (ROOT / "CHANGELOG.md").read_text()
