"""API v3 writes back what it reads, and says where a mistake is, also at publishing."""

import json
from typing import Any

from django.test import Client

import pytest

from results.models import ResultsPage
from tests.api.building import Edition, item
from tests.api.conftest import V3
from tests.factories import ResultsPageFactory, block


def read(client: Client, pk: int, query: str = "version=draft") -> dict[str, Any]:
    response = client.get(f"{V3}{pk}/?{query}")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    # Read-only, and the same moment in another time zone once the page has a revision.
    del body["meta"]["first_published_at"], body["display"]["seo"]
    return body


def write(client: Client, pk: int, body: dict[str, Any]) -> Any:
    return client.patch(f"{V3}{pk}/", json.dumps(body), content_type="application/json")


def test_a_page_that_is_written_back_as_it_was_read_is_the_same(
    edition: Edition, writer: Client
) -> None:
    pk = edition.swedish.pk
    before = read(writer, pk)
    response = write(writer, pk, before)
    assert response.status_code == 200, response.content
    assert read(writer, pk) == before


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
    answer = write(writer, edition.swedish.pk, change)
    assert answer.status_code == 422, answer.content
    mistakes = {mistake["type"]: mistake for mistake in answer.json()["errors"]}
    # The figures that are gone have no entry.
    assert mistakes.keys() == {"no_target", "change_missing"}
    mistake = mistakes["no_target"]
    assert mistake["loc"] == ["body.0.value.links.1.value.page"]
    assert mistake["msg"]
    assert len(ResultsPage.objects.get(pk=edition.swedish.pk).body) > 1


def test_what_a_client_leaves_out_is_what_a_new_block_has(edition: Edition, writer: Client) -> None:
    body = [{"type": "stat", "value": {"value": "5", "label": "tips"}}]
    answer = write(writer, edition.swedish.pk, {"body": body})
    assert answer.status_code == 200, answer.content
    value = answer.json()["body"][0]["value"]
    assert (value["unit"], value["qualifier"], value["scale"]) == ("number", "exact", "none")


def test_main_points_are_written_as_they_are_read(edition: Edition, writer: Client) -> None:
    figure = next(block.id for block in edition.swedish.body if block.block_type == "stat")
    point = {"figure": figure, "text": "tips granskades."}
    points = [{"type": "point", "value": point}]
    answer = write(writer, edition.swedish.pk, {"main_points": points})
    assert answer.status_code == 200, answer.content
    (shown,) = answer.json()["main_points"]
    assert shown["value"] == {**point, "display": {}}

    unknown = [{"type": "point", "value": {**point, "figure": "6558"}}]
    answer = write(writer, edition.swedish.pk, {"main_points": unknown})
    assert answer.json()["errors"][0]["loc"] == ["main_points.0.value.figure"]


@pytest.mark.django_db
def test_a_draft_shows_what_was_typed_and_a_client_writes_numbers_only(writer: Client) -> None:
    unread = block("stat", "s", value={"unread": "över tvåhundra"}, label="tips")
    page = ResultsPageFactory.create(live=False, content=[unread])
    page.save_revision()
    shown = writer.get(f"{V3}{page.pk}/?version=draft").json()["body"]
    assert shown[0]["value"]["value"] == {"unread": "över tvåhundra"}
    for value, status in [("över 250", 422), ({"unread": "250"}, 422), ("250", 200)]:
        answer = write(writer, page.pk, {"body": [block("stat", "s", value=value, label="tips")]})
        assert answer.status_code == status, answer.content
    assert write(writer, page.pk, {"title": "A"}).status_code == 200
