"""A version has what its source has, or says what not: while both are public, and after one was not."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page, PageViewRestriction

import pytest

from results.models import LanguageVersion
from results.reading.publicity import is_public
from results.sync import sync_languages
from tests.factories import (
    ResultsPageFactory,
    again,
    api_client,
    block,
    described,
    good_body,
    home_page,
)

from ..building import make_image
from ..changing import body_with, label_path, publish
from ..translating import english, target
from .versions import differences, hand_made, marks, stopped, synchronised

pytestmark = pytest.mark.django_db

NEW = block("text", "new", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])
EACH_KIND = pytest.mark.parametrize("make", [synchronised, stopped, hand_made])


@pytest.fixture(autouse=True)
def front_page(db: None) -> None:
    home_page("en")


@EACH_KIND
def test_words_stay_and_are_older_until_the_source_says_again_what_it_said(
    make: Callable[[], Any],
) -> None:
    page = make()
    before = target(page).introduction
    publish(page, introduction="Vad vi gjorde.")
    assert target(page).introduction == before
    assert "introduction" in marks(page).older
    publish(page, introduction="Vad vi gör.")
    assert marks(page).older == {}


def by_api(page: Any) -> None:
    path = f"/api/v3-preview/pages/{page.pk}/actions/unpublish/"
    assert api_client().post(path, {}, content_type="application/json").status_code < 400


def by_deleting(page: Any) -> None:
    page.delete()


@EACH_KIND
@pytest.mark.parametrize("withdraw", [by_api, by_deleting])
def test_no_version_stays_public_without_its_source(
    make: Callable[[], Any],
    withdraw: Callable[[Any], None],
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = make()
    version = target(page)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(again(page))
    assert not Page.objects.get(pk=version.pk).live


def test_a_page_that_was_a_version_is_a_source_once_its_own_is_gone() -> None:
    page = hand_made()
    version = target(page)
    page.delete()
    described(again(version)).save_revision().publish()
    sync_languages(again(version))
    assert not LanguageVersion.objects.exists()


@EACH_KIND
def test_a_source_below_a_private_page_has_no_open_version(make: Callable[[], Any]) -> None:
    page = make()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    sync_languages(again(page))
    assert not is_public(target(page))
    assert differences(page) == set()


def test_a_version_that_is_private_by_itself_says_so() -> None:
    page = hand_made()
    index = target(page).get_parent()
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    sync_languages(again(page))
    assert differences(page) == {("private", "")}


def never_public() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    page.save_revision().publish()
    version = page.copy_for_translation(english(), copy_parents=True)
    version.title, version.introduction = "By hand", "What we do."
    version.save_revision()
    return page


def not_public(make: Callable[[], Any]) -> Any:
    """A source whose English version is a draft, or was public until now."""
    page = make()
    if make is not never_public:
        described(again(page)).save_revision().publish()
        sync_languages(again(page))
        target(page).unpublish()
    return page


def publish_version(page: Any, **changes: Any) -> None:
    version = target(page).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(version, name, value)
    described(version).save_revision().publish()
    sync_languages(target(page))


@pytest.mark.parametrize("make", [stopped, hand_made, never_public, synchronised])
def test_what_the_source_has_got_meanwhile_is_there_and_what_it_has_changed_is_older(
    make: Callable[[], Any],
) -> None:
    page = not_public(make)
    image = {"hero_image": make_image(), "hero_alt_text": "Ett barn"}
    publish(page, [*good_body(), NEW], introduction="Vad vi gjorde.", **image)
    publish_version(page)
    assert "introduction" in marks(page).older
    assert [each.id for each in target(page).body][-1] == NEW["id"]
    assert f"body.{NEW['id']}.heading" in marks(page).untranslated
    assert target(page).hero_image == image["hero_image"]
    assert differences(page) == set()


@pytest.mark.parametrize("make", [stopped, hand_made, never_public])
def test_a_draft_is_right_beside_what_the_source_said_when_it_was_written(
    make: Callable[[], Any],
) -> None:
    page = not_public(make)
    draft = target(page).get_latest_revision_as_object()
    draft.introduction = "What we did, before."
    draft.save_revision()
    publish(page, introduction="Vad vi gjorde.")
    publish_version(page)
    assert "introduction" in marks(page).older
    publish_version(page, introduction="What we did.")
    assert marks(page).older == {}


@pytest.mark.parametrize("make", [stopped, hand_made])
def test_a_draft_beside_the_public_page_is_right_beside_what_the_source_said_then(
    make: Callable[[], Any],
) -> None:
    page = make()
    described(again(page)).save_revision().publish()
    sync_languages(again(page))
    draft = target(page)
    draft.introduction = "What we do, in a draft."
    draft.save_revision()
    publish(page, good_body("Fler ord."), introduction="Vad vi gjorde.")
    publish(page, introduction="Vad vi gjorde då.")
    publish_version(page)
    assert target(page).introduction == "What we do, in a draft."
    assert "introduction" in marks(page).older
    publish_version(page, introduction="What we did.")
    assert "introduction" not in marks(page).older


def test_so_is_what_only_the_draft_has() -> None:
    page = hand_made()
    described(again(page)).save_revision().publish()
    whole = list(target(page).body.raw_data)
    publish_version(page, body=whole[:1])
    draft = target(page)
    draft.body = whole
    draft.save_revision()
    publish(page, body_with(label="granskade anmälningar"))
    publish_version(page)
    assert label_path(page) in marks(page).older
