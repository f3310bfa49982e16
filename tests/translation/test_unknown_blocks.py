"""A kept copy with blocks that the page type no longer has is no server error."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

import pytest

from results.models import ResultsPage
from tests.translation.migrating import Program, kept_body
from tests.translation.translating import (
    Translator,
    strings,
    submit,
    sync,
    target,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db

Change = Callable[[Program], None]
CHANGES: dict[str, Change] = {
    "renamed block": lambda program: program.rename("", "campaign", "effort"),
    "removed block": lambda program: program.remove("", "campaign"),
    "removed item of a list": lambda program: program.remove("campaign.links", "link"),
    "renamed child": lambda program: program.rename("campaign", "heading", "title"),
    "removed child": lambda program: program.remove("campaign", "text"),
    "removed child in a list": lambda program: program.remove("campaign.stats.stat", "note"),
    "removed part of a picture": lambda program: program.remove("image", "image"),
}


@pytest.fixture
def published(edition: ResultsPage) -> ResultsPage:
    """The edition with a published English translation."""
    translate(submit(edition))
    translation_of(edition).save_target(publish=True)
    return edition


@pytest.fixture(params=CHANGES)
def changed(
    request: pytest.FixtureRequest, published: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> ResultsPage:
    """The published edition after a new version of the program, without a data migration."""
    CHANGES[request.param](Program(monkeypatch))
    return published


def test_the_editor_is_open(changed: ResultsPage, browser: Client) -> None:
    props = Translator(browser, target(changed)).open()
    assert "title" in [segment["contentPath"] for segment in props["segments"]]


def test_a_preview_is_shown(changed: ResultsPage, browser: Client) -> None:
    url = reverse("wagtail_localize:preview_translation", args=[translation_of(changed).pk])
    answer = browser.get(url)
    assert answer.status_code == 200
    assert "[en] Resultat 2016" in answer.content.decode()


def test_a_draft_is_saved(changed: ResultsPage) -> None:
    translation_of(changed).save_target(publish=False)
    assert target(changed).get_latest_revision_as_object().title == "[en] Resultat 2016"


def test_publishing_is_done_or_refused(changed: ResultsPage, browser: Client) -> None:
    page = Translator(browser, target(changed)).publish()
    assert page.status_code == 200
    assert browser.get(target(changed).url).status_code == 200


def test_a_synchronisation_mends_the_copy(changed: ResultsPage, browser: Client) -> None:
    sync(changed)
    shown = Translator(browser, target(changed)).open()["segments"]
    assert {path for segment in shown if (path := segment["contentPath"])} >= set(strings(changed))


def test_texts_whose_place_is_gone_are_left_out(
    published: ResultsPage, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = kept_body(published)[0]["id"]
    Program(monkeypatch).remove("", "campaign")
    shown = [s["contentPath"] for s in Translator(browser, target(published)).open()["segments"]]
    assert not [path for path in shown if campaign in path]
    assert [path for path in strings(published) if campaign in path]
