"""Clients of the APIs learn what visitors see."""

from datetime import datetime
from typing import Any

from django.test import Client

import pytest

from results.models import LanguageVersion, ResultsPage
from tests.api.conftest import V2, V3

from ..changing import body_with, label_path, publish, published_in_english
from ..translating import english, in_english, target
from .visitors import published_without

pytestmark = pytest.mark.django_db
EACH_API = pytest.mark.parametrize("api", [V2, V3])


def ask(api: str, page: Any, language: str = "sv") -> dict[str, Any]:
    response: Any = Client().get(f"{api}{page.pk}/", headers={"accept-language": language})
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def displays(value: Any) -> list[dict[str, Any]]:
    """Every `display` in an answer, in the order of the page."""
    if isinstance(value, list):
        return [found for child in value for found in displays(child)]
    if not isinstance(value, dict):
        return []
    own = [value["display"]] if "display" in value else []
    return own + [
        found for name, child in value.items() if name != "display" for found in displays(child)
    ]


@EACH_API
def test_a_block_names_what_of_it_is_untranslated_older_or_by_a_machine(
    page: Any, api: str
) -> None:
    published_without(page, "The hotline", "We reviewed every report.")
    publish(page, body_with(label="reports examined"))
    LanguageVersion.objects.filter(page=target(page)).update(
        machine={label_path(page): [in_english("reports reviewed")]}
    )
    shown = displays(ask(api, target(page))["body"])
    text, _link, _stats, stat = shown
    assert text["languages"] == {"heading": "sv", "text": "sv"}
    assert text["text"] == '<p lang="sv">We reviewed every report.</p>'
    assert "languages" not in stat
    assert list(stat["older"]) == ["label"]
    assert datetime.fromisoformat(stat["older"]["label"]).tzinfo
    assert [display.get("machine") for display in shown] == [None, None, None, ["label"]]
    assert all("older" not in display for display in shown[:3])


@EACH_API
def test_a_block_with_nothing_to_say_has_no_further_keys(submitted: ResultsPage, api: str) -> None:
    published_in_english(submitted)
    known = {"languages", "older", "machine", "hidden"}
    for page in (submitted, target(submitted)):
        assert not any(known & display.keys() for display in displays(ask(api, page)["body"]))


@EACH_API
def test_a_page_says_how_it_stands_to_its_source(page: Any, api: str) -> None:
    translation = published_without(page, "The hotline")
    publish(page, introduction="Vad vi gjorde.")
    since = target(page).language_version.older["introduction"]
    found = ask(api, target(page))["translation"]
    assert found == {
        "is_alias": False,
        "source_language": "sv",
        "older_since": min(since.values()),
        "differences": [],
        "total": translation.source.stringsegment_set.count(),
        "translated": translation.source.stringsegment_set.count() - 1,
        "stale": 1,
        "machine": 0,
        "memory": 0,
        "faulty": found["faulty"],
        "doubtful": found["doubtful"],
        "source_newer": False,
    }
    assert ask(api, page)["translation"] is None


@EACH_API
def test_an_alias_and_what_is_treated_as_one_say_so(
    submitted: ResultsPage, page: Any, api: str
) -> None:
    alias = page.copy_for_translation(english(), copy_parents=True, alias=True)
    for each in (alias, target(submitted)):
        found = ask(api, each)["translation"]
        assert (found["is_alias"], found["source_language"]) == (True, "sv")
        assert found["older_since"] is None


@EACH_API
def test_an_index_page_says_how_it_stands_to_its_source(page: Any, api: str) -> None:
    index = page.get_parent().specific
    published_in_english(index)
    assert ask(api, target(index))["translation"]["source_language"] == "sv"
    assert ask(api, index)["translation"] is None
