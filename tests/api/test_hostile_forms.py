"""Damaged forms of the page editor: answered with 400, never with 500, and nothing is lost."""

import json
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

import pytest

from tests.api.building import Edition
from tests.cms.log import logged
from tests.publishing.forms import page_form_data

DELETE = object()


def state(**block: Any) -> str:
    """The content of a rich-text editor: one paragraph, changed as told."""
    paragraph = {
        "key": "abcde",
        "type": "unstyled",
        "text": "Text",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
        **block,
    }
    return json.dumps({"blocks": [paragraph], "entityMap": {}})


# (name of a form field, the value put in its place)
ROWS = [
    ("body-0-order", DELETE),
    ("body-0-type", DELETE),
    ("body-0-deleted", DELETE),
    ("body-0-value-stats-count", "abc"),
    ("body-0-value-stats-0-type", "link"),
    ("body-0-value-text", "{"),
    ("body-0-value-text", '"text"'),
    ("body-0-value-text", '{"blocks": [5], "entityMap": {}}'),
    ("body-0-value-text", state(text=5)),
    ("body-0-value-text", state(text="a\ud83d")),
    ("body-0-value-text", state(depth="x")),
    ("body-0-value-text", state(entityRanges=[{"offset": 0, "length": 4, "key": 7}])),
    ("body-0-value-text", 100_000 * "["),
]


@pytest.fixture
def editor(token: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="admin"))
    return client


def test_a_damaged_form_is_answered_with_400(edition: Edition, editor: Client) -> None:
    page = edition.swedish
    page.save_revision()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    before = page.get_latest_revision_as_object().body.raw_data
    wrong = []
    for name, value in ROWS:
        data = page_form_data(page)
        assert name in data, name
        if value is DELETE:
            del data[name]
        else:
            data[name] = str(value)
        response = editor.post(address, data)
        if response.status_code != 400:
            wrong.append((name, str(value)[:200], response.status_code))
    assert not wrong, "\n".join(map(str, wrong))
    after = page.get_latest_revision_as_object().body.raw_data
    assert list(after) == list(before)


def test_a_damaged_form_is_one_line_in_the_log(edition: Edition, editor: Client) -> None:
    page = edition.swedish
    data = {**page_form_data(page), "body-count": "abc"}
    with logged() as lines:
        editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert len(lines()) == 1, "\n".join(lines())


@pytest.mark.parametrize("wrong", ['"><script>alert(1)</script>', 10_000 * "x", "", "same"])
def test_a_block_of_a_form_gets_a_new_id_for_one_that_the_api_would_refuse(
    edition: Edition, editor: Client, wrong: str
) -> None:
    page = edition.swedish
    data = page_form_data(page)
    given = str(data["body-1-id"]) if wrong == "same" else wrong
    data["body-0-id"] = data["body-0-value-links-0-id"] = given
    editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    page.refresh_from_db()
    saved = json.loads(page.get_latest_revision().content["body"])
    found = [saved[0]["id"], saved[1]["id"], saved[0]["value"]["links"][0]["id"]]
    assert len({str(UUID(each)) for each in found}) == 3
    assert saved[2:] == page.body.get_prep_value()[2:]
