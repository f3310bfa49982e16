"""What the APIs answer is what their OpenAPI document says, and no more changes unsaid; answers are those that clients know.

`REWRITE_EXPECTED=1 python -m pytest tests/api/test_described.py` writes document and answers anew; read
the difference before you keep it.
"""

import json
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.test import Client

from wagtail.models import APIToken

import pytest
from hypothesis import HealthCheck, example, given, settings
from jsonschema import Draft202012Validator
from pytest_django.live_server_helper import LiveServer

from results.models import ResultsPage
from tests.api.building import Edition, make_edition, with_known_files
from tests.api.conftest import V2, V3
from tests.factories import AdminFactory, block
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
OURS = ("/figures/", "/indicators/")
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
    @example(raw=[block("chart", "chart", figures=[block("item", "item") | {"value": None}])])
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


EXPECTED = Path(__file__).parent / "expected"
PAGE_ADDRESS = re.compile(r"(?<=/pages/)\d+(?=/)")
PAGE_LINK = re.compile(r'(?<=linktype="page" id=")\d+(?=")')
ROWS = [
    ("v2-detail-sv", V2, "{swedish}/"),
    ("v2-index-sv", V2, "{index}/"),
    ("v2-list-sv", V2, "?locale=sv"),
    ("v2-list-fields", V2, "?type=results.ResultsPage&fields=period_end,hero_image(title)"),
    ("v3-detail-sv", V3, "{swedish}/"),
    ("v3-detail-en", V3, "{english}/"),
    ("v3-index-en", V3, "{index_en}/"),
    ("v3-list-sv", V3, "?locale=sv"),
    ("v3-list-type", V3, "?type=results.ResultsPage&period_end=2016-12-31"),
]
NAMES = [
    "home", "home_en", "index", "index_en", "swedish", "english", "target", "target_en", "draft"
]  # fmt: skip


def with_names(value: Any, names: dict[int, str], key: str = "") -> Any:
    """The answer with the name of each page in place of its key, which differs in every run."""
    if isinstance(value, dict):
        return {name: with_names(child, names, name) for name, child in value.items()}
    if isinstance(value, list):
        return [with_names(child, names) for child in value]
    if isinstance(value, int) and key in {"id", "page"}:
        return names.get(value, value)
    if isinstance(value, str):
        for pattern in (PAGE_ADDRESS, PAGE_LINK):
            value = pattern.sub(lambda match: names[int(match.group())], value)
    return value


@pytest.mark.parametrize(("name", "api", "rest"), ROWS, ids=[row[0] for row in ROWS])
def test_an_answer_is_the_one_that_clients_know(
    edition: Edition, visitor: Client, name: str, api: str, rest: str
) -> None:
    keys = {page: getattr(edition, page).pk for page in NAMES}
    response = visitor.get(api + rest.format(**keys))
    assert response.status_code == 200, response.content
    known = {key: page for page, key in keys.items()}
    shown = with_known_files(with_names(response.json(), known))
    file = EXPECTED / f"{name}.json"
    if os.environ.get("REWRITE_EXPECTED"):
        file.write_text(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
    assert shown == json.loads(file.read_text())


# What Wagtail does, and why it is left alone: docs/decisions/api.md.
UNCHECKED = ("positive_data_acceptance",)


@pytest.mark.soak
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("has_token", [False, True], ids=["anonymous", "token"])
@pytest.mark.django_db(transaction=True)
def test_what_is_answered_is_what_the_document_says(
    live_server: LiveServer, has_token: bool
) -> None:
    import schemathesis
    from schemathesis import engine
    from schemathesis.engine.events import NonFatalError, ScenarioFinished

    make_edition()
    user = AdminFactory.create()
    token = APIToken.create_token(user=user, name="described")[1]
    config = schemathesis.Config.from_dict(
        {
            "max-time": int(os.environ.get("SECONDS", "300")),
            "continue-on-failure": True,
            "workers": 1,
            "headers": {"Authorization": f"Bearer {token}"} if has_token else {},
            "checks": {name: {"enabled": False} for name in UNCHECKED},
        }
    )
    address = f"{live_server.url}/api/v3-preview/openapi.json"
    # The demo has no snippets that API v3 knows.
    schema = schemathesis.openapi.from_url(address, config=config).exclude(path_regex="/snippets/")
    said: dict[str, str] = {}
    for event in engine.from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            said[f"{event.label}: error"] = str(event.info.format())[:600]
        if isinstance(event, ScenarioFinished):
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.failure_info is not None:
                        failure = check.failure_info.failure
                        key = f"{event.recorder.label}: {check.name}: {failure.title}"
                        said.setdefault(
                            key, f"{failure.message[:500]} {check.failure_info.code_sample[:300]}"
                        )
    assert not said, "\n\n".join(f"{key}\n{text}" for key, text in said.items())
