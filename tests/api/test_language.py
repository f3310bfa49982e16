"""A page is read in its own language, whatever language the reader's browser asks for."""

import json
from typing import Any

from django.test import Client
from django.utils import translation

import pytest

from tests.api.building import Edition, block_id, item
from tests.api.conftest import V2, V3


def shown(page: dict[str, Any]) -> tuple[str, str]:
    """The first figure and the address of the first link, as displayed."""
    campaign = page["body"][0]["value"]
    figure: str = campaign["stats"][0]["value"]["display"]["text"]
    address: str = campaign["links"][0]["value"]["display"]["url"]
    return figure, address


SWEDISH = ("nästan\u00a0133\u00a0000", "http://testserver/hotline/")
ENGLISH = ("nearly\u00a0133,000", "http://testserver/en/the-hotline/")


@pytest.mark.parametrize("api", [V2, V3])
def test_a_page_is_shown_in_its_own_language(edition: Edition, visitor: Client, api: str) -> None:
    for active in ("sv", "en", "de"):
        asked = {"accept-language": active}
        with translation.override(active):
            for page, wanted in [(edition.swedish, SWEDISH), (edition.english, ENGLISH)]:
                assert shown(visitor.get(f"{api}{page.pk}/", headers=asked).json()) == wanted


def test_a_list_shows_each_page_in_its_own_language(edition: Edition, visitor: Client) -> None:
    pages = visitor.get(f"{V2}?type=results.ResultsPage&fields=body").json()["items"]
    assert [shown(page) for page in pages] == [SWEDISH, ENGLISH]


def test_a_draft_and_a_revision_are_shown_in_the_language_of_the_page(
    edition: Edition, writer: Client
) -> None:
    address = f"{V3}{edition.english.pk}/"
    link = item("link", 2, text="Read about the hotline", page=edition.target.pk)
    stat = item("stat", 3, value="1234567.5", label="views")
    body = [
        item("campaign", 1, heading="New", text="<p>New</p>", stats=[stat], links=[link]),
    ]
    answer = writer.patch(address, json.dumps({"body": body}), content_type="application/json")
    assert answer.status_code == 200, answer.content
    wanted = ("1,234,567.5", "http://testserver/en/the-hotline/")
    assert shown(answer.json()) == wanted
    assert shown(writer.get(f"{address}?version=draft").json()) == wanted
    assert shown(writer.get(address).json()) == ENGLISH
    revision = edition.english.revisions.latest("created_at").pk
    found = writer.get(f"{address}revisions/{revision}/").json()["content_object"]
    assert shown(found) == wanted
    assert found["body"][0]["id"] == block_id(1)


def test_an_alias_speaks_the_language_of_its_original(edition: Edition, visitor: Client) -> None:
    edition.english.delete()
    alias = edition.swedish.copy_for_translation(edition.index_en.locale, alias=True)
    for api in (V2, V3):
        figure, address = shown(visitor.get(f"{api}{alias.pk}/").json())
        assert (figure, address) == SWEDISH


def test_a_mistake_is_told_in_the_language_of_whoever_writes(
    edition: Edition, writer: Client
) -> None:
    address = f"{V3}{edition.swedish.pk}/"
    link = item("link", 1, text="Läs om ECPAT", url="javascript:alert(1)")
    body = json.dumps({"body": [item("text", 2, text="<p>Text</p>", links=[link])]})
    told = {}
    for language in ("sv", "en"):
        answer = writer.patch(
            address,
            body,
            content_type="application/json",
            headers={"accept-language": language},
        )
        assert answer.status_code == 422
        told[language] = answer.json()["errors"][0]["msg"]
    assert told["en"] != told["sv"]
    with translation.override("en"):
        assert writer.get(address).headers["content-language"] == "sv"
