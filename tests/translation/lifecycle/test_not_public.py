"""What the source changes while a language version is not public is marked once that is public."""

from collections.abc import Callable
from typing import Any

import pytest

from results.models import ResultsPage
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, again, block, described, good_body, home_page

from ..building import make_image
from ..changing import body_with, label_path, publish
from ..translating import english, submit, target, translate
from .versions import differences, hand_made, marks, stopped, synchronised

pytestmark = pytest.mark.django_db

NEW = block("text", "new", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])


def never_public() -> Any:
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    page.save_revision().publish()
    version = page.copy_for_translation(english(), copy_parents=True)
    version.title, version.introduction = "By hand", "What we do."
    version.save_revision()
    return page


def withdrawn(make: Callable[[], Any]) -> Any:
    page = make()
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


@pytest.fixture(params=[stopped, hand_made, never_public, synchronised])
def page(request: pytest.FixtureRequest, db: None) -> Any:
    """A source whose English version is a draft, or was public until now."""
    home_page("en")
    if request.param is never_public:
        return never_public()
    return withdrawn(request.param)


def test_a_text_that_the_source_has_changed_meanwhile_is_older(page: Any) -> None:
    publish(page, introduction="Vad vi gjorde.")
    publish_version(page)
    assert "introduction" in marks(page).older


def test_a_block_that_the_source_has_got_meanwhile_is_there_in_its_language(page: Any) -> None:
    publish(page, [*good_body(), NEW])
    publish_version(page)
    assert [each.id for each in target(page).body][-1] == NEW["id"]
    assert f"body.{NEW['id']}.heading" in marks(page).untranslated
    assert differences(page) == set()


def test_a_picture_that_the_source_has_got_meanwhile_is_there(page: Any) -> None:
    publish(page, hero_image=make_image(), hero_alt_text="Ett barn")
    publish_version(page)
    assert target(page).hero_image == again(page).hero_image


@pytest.mark.parametrize("make", [stopped, hand_made, never_public])
def test_a_draft_is_right_beside_what_the_source_said_when_it_was_written(make: Any) -> None:
    home_page("en")
    page = make() if make is never_public else withdrawn(make)
    draft = target(page).get_latest_revision_as_object()
    draft.introduction = "What we did, before."
    draft.save_revision()
    publish(page, introduction="Vad vi gjorde.")
    sync_languages(again(page))
    publish_version(page)
    assert "introduction" in marks(page).older
    publish_version(page, introduction="What we did.")
    assert marks(page).older == {}


@pytest.mark.parametrize("make", [stopped, hand_made])
def test_a_draft_beside_the_public_page_is_right_beside_what_the_source_said_then(
    make: Callable[[], Any],
) -> None:
    home_page("en")
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
    home_page("en")
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


def test_a_translation_that_is_stopped_as_a_draft_keeps_what_is_older() -> None:
    home_page("en")
    page = ResultsPageFactory.create(introduction="Vad vi gör.")
    page.save_revision().publish()
    translation = submit(page)
    translate(translation)
    translation.save_target(publish=False)
    publish(page, introduction="Vad vi gjorde.")
    translation.enabled = False
    translation.save()
    publish_version(page)
    assert "introduction" in marks(page).older
    assert ResultsPage.objects.get(pk=target(page).pk).introduction == "[en] Vad vi gör."
