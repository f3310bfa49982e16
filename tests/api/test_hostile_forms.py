"""Damaged forms of the page editor, beside those of tests/hostile: what the log and the API have of them."""

import json
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

import pytest

from tests.api.building import Edition
from tests.cms.log import logged
from tests.publishing.forms import page_form_data


@pytest.fixture
def editor(token: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username="admin"))
    return client


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
