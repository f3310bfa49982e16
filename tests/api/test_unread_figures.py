"""A figure that could not be read, in the API."""

import json

from django.test import Client

import pytest

from tests.factories import ResultsPageFactory, block

from .conftest import V3

pytestmark = pytest.mark.django_db


def test_a_draft_shows_what_was_typed_and_a_client_writes_numbers_only(writer: Client) -> None:
    unread = block("stat", "s", value={"unread": "över tvåhundra"}, label="tips")
    page = ResultsPageFactory.create(live=False, content=[unread])
    page.save_revision()
    shown = writer.get(f"{V3}{page.pk}/?version=draft").json()["body"]
    assert shown[0]["value"]["value"] == {"unread": "över tvåhundra"}
    for value, status in [("över 250", 422), ({"unread": "250"}, 422), ("250", 200)]:
        body = json.dumps({"body": [block("stat", "s", value=value, label="tips")]})
        answer = writer.patch(f"{V3}{page.pk}/", body, content_type="application/json")
        assert answer.status_code == status, answer.content
    renamed = writer.patch(f"{V3}{page.pk}/", '{"title": "A"}', content_type="application/json")
    assert renamed.status_code == 200
