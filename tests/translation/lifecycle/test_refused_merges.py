"""A version of wagtail-localize's that could not follow says so, and follows once it can."""

from typing import Any

import pytest

from results.models import ResultsPage
from results.publishing import Refused
from results.sync import sync_languages
from tests.factories import again, described, home_page

from ..building import make_image
from ..changing import body_with, label_path, publish
from ..translating import target
from .versions import marks, synchronised

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db: None) -> Any:
    """A source whose version has an introduction that was typed in the page editor."""
    home_page("en")
    page = synchronised()
    version = target(page)
    version.introduction = "Typed by hand."
    described(version).save_revision().publish()
    sync_languages(target(page))
    return page


def make_unsafe(page: Any) -> list[dict[str, Any]]:
    """Give the version a link that no rule lets through; what it had before."""
    good = list(target(page).body.raw_data)
    bad = list(target(page).body.raw_data)
    link = {**bad[0]["value"]["links"][0]}
    link["value"] = {**link["value"], "url": "javascript:alert(1)"}
    bad[0] = {**bad[0], "value": {**bad[0]["value"], "links": [link]}}
    ResultsPage.objects.filter(pk=target(page).pk).update(body=bad)
    return good


def refuse(page: Any, *args: Any, **fields: Any) -> None:
    good = make_unsafe(page)
    with pytest.raises(Refused):
        publish(page, *args, **fields)
    ResultsPage.objects.filter(pk=target(page).pk).update(body=good)


def test_its_texts_are_older_whoever_wrote_them_and_stay_so(page: Any) -> None:
    body = body_with(label="granskade anmälningar", value="7001")
    refuse(page, body, introduction="Vad vi gjorde.")
    assert {"introduction", label_path(page)} <= marks(page).older.keys()
    sync_languages(again(page))
    assert {"introduction", label_path(page)} <= marks(page).older.keys()
    assert target(page).introduction == "Typed by hand."


def test_a_text_that_nobody_had_translated_stays_in_its_language_and_follows(page: Any) -> None:
    publish(page, body_with(note="En anmärkning."))
    path = label_path(page).replace("label", "note")
    assert path in marks(page).untranslated
    refuse(page, body_with(note="En ny anmärkning."))
    assert path in marks(page).untranslated
    assert path in marks(page).older
    sync_languages(again(page))
    assert target(page).body[1].value["stats"][0].value["note"] == "En ny anmärkning."
    assert marks(page).untranslated[path] == ["En ny anmärkning."]
    assert path not in marks(page).older


def test_a_picture_follows_once_it_can(page: Any) -> None:
    first, second = make_image(), make_image()
    publish(page, hero_image=first, hero_alt_text="Ett barn")
    refuse(page, hero_image=second)
    assert "hero_image" in marks(page).older
    sync_languages(again(page))
    assert target(page).hero_image == second
    assert "hero_image" not in marks(page).older
