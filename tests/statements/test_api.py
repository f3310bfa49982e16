"""The statement in the APIs."""

import json
from typing import Any

from django.test import Client

import pytest

from results.statements.models import AccessibilityStatementPage
from tests.api.conftest import V2, V3, token, writer
from tests.statements.building import StatementFactory, deficiency, id_of

__all__ = ["token", "writer"]

pytestmark = pytest.mark.django_db


def get(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def patch(client: Client, page: Any, body: dict[str, Any]) -> Any:
    return client.patch(f"{V3}{page.pk}/", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("root", [V2, V3])
def test_a_visitor_reads_every_field(root: str) -> None:
    page = StatementFactory.create()
    body = get(Client(), f"{root}{page.pk}/")
    (item,) = body["deficiencies"]

    assert {found.name for found in AccessibilityStatementPage.api_fields} <= set(body)
    assert body["assessed_on"] == page.assessed_on.isoformat()
    assert body["compliance"] == "partial"
    assert item["id"] == id_of("deficiency")
    assert item["value"]["display"]["criteria"] == [
        {"number": "1.2.2", "name": "Captions (Prerecorded)", "level": "A"}
    ]
    assert (
        str(page.deficiencies[0].value["mended_by"].year) in item["value"]["display"]["mended_by"]
    )


def test_what_was_read_may_be_written_back_unchanged(writer: Client) -> None:
    page = StatementFactory.create()
    before = get(writer, f"{V3}{page.pk}/?version=draft")
    del before["meta"]["first_published_at"]
    response = patch(writer, page, before)
    assert response.status_code == 200, response.content
    after = get(writer, f"{V3}{page.pk}/?version=draft")
    del after["meta"]["first_published_at"]

    assert after == before


def test_what_the_form_would_refuse_is_answered_with_422(writer: Client) -> None:
    page = StatementFactory.create()
    for body in (
        {"contact_form_url": "javascript:alert(1)"},
        {"contact_telephone": "ask"},
        {"assessed_on": "2999-01-01"},
        {"compliance": "perhaps"},
        {"answer_days": 0},
        {"deficiencies": [deficiency(criteria=["9.9.9"])]},
        {"deficiencies": [deficiency(kind="unknown")]},
        {"deficiencies": [deficiency(invented="x")]},
    ):
        assert patch(writer, page, body).status_code == 422, body
