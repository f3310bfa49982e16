"""What refuses a page is told to a client of API v3 with its place, also at publishing."""

import json
from typing import Any

from django.test import Client

import pytest

from results.models import ResultsPage
from tests.api.building import Edition, item
from tests.api.conftest import V3


def unfinished() -> list[dict[str, Any]]:
    """A body that may be a draft: its second link leads nowhere."""
    links = [
        item("link", 1, text="Läs om ECPAT", url="https://ecpat.se/"),
        item("link", 2, text="Läs om arbetet"),
    ]
    return [item("text", 3, heading="Text", text="<p>Text</p>", links=links)]


@pytest.mark.parametrize("with_ids", [True, False])
def test_publishing_a_change_names_the_place(
    edition: Edition, writer: Client, *, with_ids: bool
) -> None:
    body = unfinished()
    if not with_ids:
        del body[0]["id"]
        for link in body[0]["value"]["links"]:
            del link["id"]
    change = {"meta": {"action": "publish"}, "body": body}
    answer = writer.patch(
        f"{V3}{edition.swedish.pk}/", json.dumps(change), content_type="application/json"
    )
    assert answer.status_code == 422, answer.content
    (mistake,) = answer.json()["errors"]
    assert mistake["loc"] == ["body.0.value.links.1.value.page"]
    assert mistake["type"] == "no_target"
    assert mistake["msg"]
    assert len(ResultsPage.objects.get(pk=edition.swedish.pk).body) > 1


def test_publishing_a_draft_names_the_place(edition: Edition, writer: Client) -> None:
    address = f"{V3}{edition.swedish.pk}/"
    change = json.dumps({"body": unfinished()})
    assert writer.patch(address, change, content_type="application/json").status_code == 200
    answer = writer.post(f"{address}actions/publish/", content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["body.0.value.links.1.value.page"]


def test_what_a_client_leaves_out_is_what_a_new_block_has(edition: Edition, writer: Client) -> None:
    body = [{"type": "stat", "value": {"value": "5", "label": "tips"}}]
    answer = writer.patch(
        f"{V3}{edition.swedish.pk}/", json.dumps({"body": body}), content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    value = answer.json()["body"][0]["value"]
    assert (value["unit"], value["qualifier"], value["scale"]) == ("number", "exact", "none")
