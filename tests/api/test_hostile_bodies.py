"""Bodies that no client means: answered with 4xx, never with 500, and nothing is changed."""

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError as FormError
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from wagtail.blocks import (
    CharBlock,
    DecimalBlock,
    IntegerBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)

import pytest
from pydantic import TypeAdapter, ValidationError

from results.api.middleware import APIGuardMiddleware
from results.api.v3.blocks import InputTypes
from results.api.v3.leaves import leaf_type
from results.blocks import ResultsStreamBlock
from tests.api.building import IMAGE, Edition, item
from tests.api.conftest import V3

if TYPE_CHECKING:
    from collections.abc import Callable

from tests.api.hostile_bodies import BLOCKS, BODIES, HUGE, POSTS, UNSAFE


def send(client: Client, method: str, address: str, body: Any) -> Any:
    data = body if isinstance(body, (str, bytes)) else json.dumps(body)
    call: Callable[..., Any] = getattr(client, method)
    return call(address, data, content_type="application/json")


def is_refused(response: Any) -> bool:
    return 400 <= response.status_code < 500 and "json" in response.headers["Content-Type"]


@pytest.fixture
def address(edition: Edition) -> str:
    return f"{V3}{edition.swedish.pk}/"


@pytest.fixture(autouse=True)
def answer_with_500(writer: Client, visitor: Client) -> None:
    """An exception of the server is a 500, as on a real server."""
    writer.raise_request_exception = visitor.raise_request_exception = False


def test_a_block_of_the_wrong_shape_is_refused_with_its_place(address: str, writer: Client) -> None:
    before = writer.get(f"{address}?version=draft").json()
    wrong = []
    for body, place in BLOCKS:
        response = send(writer, "patch", address, {"body": body})
        places = (
            [error["loc"] for error in response.json()["errors"]]
            if response.status_code == 422
            else []
        )
        start = ["body", "data", "results.ResultsPage", "body", *place]
        if not any(loc[: len(start)] == start for loc in places):
            wrong.append((str(body)[:150], place, response.status_code, places[:2]))
    assert not wrong, "\n".join(map(str, wrong))
    assert writer.get(f"{address}?version=draft").json() == before


def test_a_block_that_breaks_a_rule_is_refused_with_its_place(address: str, writer: Client) -> None:
    for body, place in UNSAFE:
        response = send(writer, "patch", address, {"body": body})
        assert response.status_code == 422
        assert [error["loc"] for error in response.json()["errors"]] == [[place]], body


def test_a_malformed_change_is_refused(address: str, writer: Client) -> None:
    before = writer.get(f"{address}?version=draft").json()
    wrong = []
    for body in BODIES:
        response = send(writer, "patch", address, body)
        if not is_refused(response):
            wrong.append((str(body)[:150], response.status_code, response.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))
    assert writer.get(f"{address}?version=draft").json() == before


def test_a_key_that_no_page_has_is_refused_with_its_place(address: str, writer: Client) -> None:
    response = send(writer, "patch", address, {"title": "A", "colour": 1, "expire_at": None})
    assert response.status_code == 422
    places = [error["loc"][-1] for error in response.json()["errors"]]
    assert places == ["colour", "expire_at"]
    assert writer.get(f"{address}?version=draft").json()["title"] == "2016"


def test_the_names_under_which_a_reference_is_written_are_known(
    address: str, writer: Client
) -> None:
    for name in ("hero_image", "hero_image_id"):
        assert send(writer, "patch", address, {name: IMAGE, "id": 5}).status_code == 200, name


def test_a_body_is_json_whatever_type_it_claims(address: str, writer: Client) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "text/plain"):
        response = writer.patch(address, "[]", content_type=kind)
        assert is_refused(response), (kind, response.content[:200])


def test_the_two_halves_of_a_character_belong_together(address: str, writer: Client) -> None:
    response = send(writer, "patch", address, '{"title": "\\ud83d\\ude00 \\\\ud83d"}')
    assert response.status_code == 200, response.content
    assert writer.get(f"{address}?version=draft").json()["title"] == "\U0001f600 \\ud83d"


def test_half_a_character_in_a_block_is_refused_by_the_form_of_the_block() -> None:
    for kind in (CharBlock(), RichTextBlock()):
        with pytest.raises(ValidationError, match=r"surrogate|unicode"):
            TypeAdapter(leaf_type(kind)).validate_python("a\ud83d")


@pytest.mark.parametrize(
    ("block", "largest", "beyond"),
    [(IntegerBlock(), 2**63 - 1, 2**63), (DecimalBlock(), 100 * "1", 101 * "1")],
)
def test_a_number_may_be_as_large_as_a_database_holds(
    block: Any, largest: Any, beyond: Any
) -> None:
    adapter = TypeAdapter(leaf_type(block))
    assert adapter.validate_python(largest) is not None
    with pytest.raises(ValidationError):
        adapter.validate_python(beyond)


def test_what_exists_is_asked_once_for_each_kind_however_many_there_are(edition: Edition) -> None:
    of_body = TypeAdapter(InputTypes().of_stream_field(ResultsStreamBlock()))
    for size in (1, 20):
        body = [item("image", number, image=IMAGE) for number in range(size)]
        with CaptureQueriesContext(connection) as captured:
            of_body.validate_python(body)
        assert len(captured) == 1


@pytest.mark.parametrize("kinds", [0, 1, 2])
def test_a_stream_may_know_any_number_of_kinds_of_blocks(kinds: int) -> None:
    block = StreamBlock([(f"kind{number}", CharBlock()) for number in range(kinds)])
    body = [{"type": f"kind{number}", "value": "a"} for number in range(kinds)]
    of_body = TypeAdapter(InputTypes().of_stream_field(block))
    assert len(of_body.validate_python(body)) == kinds
    for each in body[-1:]:
        with pytest.raises(ValidationError) as refusal:
            of_body.validate_python([{**each, "value": 5}])
        # Where there are several, the place tells which.
        assert (each["type"] in refusal.value.errors()[0]["loc"]) is (kinds > 1)


def test_what_a_site_calls_id_in_a_block_of_its_own_is_no_id_of_a_block() -> None:
    block = StreamBlock([("card", StructBlock([("id", CharBlock())]))])
    body = 2 * [{"type": "card", "value": {"id": "a"}}]
    assert TypeAdapter(InputTypes().of_stream_field(block)).validate_python(body) == body


def test_a_malformed_request_to_act_is_refused(edition: Edition, writer: Client) -> None:
    wrong = []
    for path, body in deepcopy(POSTS):
        response = send(writer, "post", V3 + path.format(page=edition.swedish.pk), body)
        if not is_refused(response):
            wrong.append((path, str(body)[:150], response.status_code, response.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))


def test_whoever_has_no_token_may_change_nothing(
    edition: Edition, address: str, visitor: Client
) -> None:
    for method, path, body in [
        ("patch", "", {"title": "A"}),
        ("patch", "", {"body": [5]}),
        ("delete", "", {}),
        ("post", "actions/publish/", {}),
        ("post", "actions/move/", {"destination_id": HUGE}),
        ("post", "actions/move/", {"destination_id": 1}),
    ]:
        response = send(visitor, method, address + path, body)
        assert response.status_code == 401, response.content
    for token in ["", "wagtail_x", "\u00e5", 10_000 * "a"]:
        visitor.defaults["HTTP_AUTHORIZATION"] = f"Bearer {token}"
        assert send(visitor, "patch", address, {"title": "A"}).status_code in {400, 401}


def test_a_fault_of_ours_is_not_called_a_mistake_of_the_client() -> None:
    request = RequestFactory().post(V3)
    request.resolver_match = resolve(V3)
    guard = APIGuardMiddleware(lambda _request: HttpResponse())

    for fault in (RuntimeError("a fault"), FormError("of a form")):
        assert guard.process_exception(request, fault) is None
    contradiction = guard.process_exception(request, IntegrityError("a second one"))
    assert contradiction is not None
    assert contradiction.status_code == 422
    request.resolver_match = resolve("/admin/login/")
    assert guard.process_exception(request, IntegrityError("a second one")) is None
