"""Whatever is done by whatever route: a language version has what its source has, or says what not."""

from collections.abc import Callable
from typing import Any

from wagtail.models import Page, PageViewRestriction

import pytest

from results.models import LanguageVersion
from results.reading.publicity import is_public
from results.sync import sync_languages
from tests.factories import (
    again,
    api_client,
    block,
    described,
    good_body,
    home_page,
)

from ..building import make_image
from ..changing import publish
from ..translating import target
from ..visiting.visitors import visit
from .versions import differences, figures, hand_made, marks, stopped, synchronised

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[synchronised, stopped, hand_made])
def page(request: pytest.FixtureRequest, db: None) -> Any:
    """A Swedish edition with a public English version of one of the three kinds."""
    home_page("en")
    return request.param()


def stat(name: str, value: str) -> dict[str, Any]:
    return block("stat", name, value=value, label=f"antal {name}", unit="number")


def test_a_figure_that_is_withdrawn_goes_in_every_language_and_a_new_one_comes(page: Any) -> None:
    body = good_body()
    body[1]["value"]["stats"] = [stat("new", "12"), stat("newer", "13")]
    publish(page, body)
    assert figures(target(page)) == ["12", "13"]
    assert differences(page) == set()
    # The words have not been translated yet, and readers are told so.
    assert any("label" in path for path in marks(page).untranslated)
    assert visit(target(page)).select('[lang="sv"]')


def test_blocks_come_and_go_in_the_order_of_the_source(page: Any) -> None:
    first, second = good_body()
    third = block("text", "third", heading="Nytt", text="<p>Nytt stycke.</p>", links=[])
    publish(page, [second, third, first])
    assert [each.id for each in target(page).body] == [second["id"], third["id"], first["id"]]
    publish(page, [third, second])
    assert [each.id for each in target(page).body] == [third["id"], second["id"]]
    assert differences(page) == set()


def test_words_stay_and_are_older_once_the_source_says_something_else(page: Any) -> None:
    before = target(page).introduction
    publish(page, introduction="Vad vi gjorde.")
    assert target(page).introduction == before
    assert "introduction" in marks(page).older
    assert "earlier version" in visit(target(page)).select(".results-notice")[0].text
    publish(page, introduction="Vad vi gör.")
    assert marks(page).older == {}


def test_a_text_that_the_source_withdraws_goes(page: Any) -> None:
    body = good_body()
    body[1]["value"]["stats"][0]["value"]["note"] = "En anmärkning."
    publish(page, body)
    assert target(page).body[1].value["stats"][0].value["note"] == "En anmärkning."
    publish(page, good_body())
    assert not target(page).body[1].value["stats"][0].value["note"]


def test_a_picture_follows(page: Any) -> None:
    first, second = make_image(), make_image()
    publish(page, hero_image=first, hero_alt_text="Ett barn")
    assert target(page).hero_image == first
    publish(page, hero_image=second)
    assert target(page).hero_image == second
    assert "hero_image" not in marks(page).older


def test_a_private_source_has_no_open_version(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    sync_languages(again(page))
    assert target(page).view_restrictions.exists()
    assert differences(page) == set()


def by_method(page: Any) -> None:
    page.unpublish()


def by_api(page: Any) -> None:
    path = f"/api/v3-preview/pages/{page.pk}/actions/unpublish/"
    assert api_client().post(path, {}, content_type="application/json").status_code < 400


def by_deleting(page: Any) -> None:
    page.delete()


@pytest.mark.parametrize("withdraw", [by_method, by_api, by_deleting])
def test_no_version_stays_public_without_its_source(
    page: Any, withdraw: Callable[[Any], None], django_capture_on_commit_callbacks: Any
) -> None:
    version = target(page)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(again(page))
    assert not Page.objects.get(pk=version.pk).live


def test_a_version_that_is_published_without_its_source_says_so(page: Any) -> None:
    again(page).unpublish()
    sync_languages(again(page))
    version = target(page)
    assert not version.live
    version.save_revision().publish()
    sync_languages(target(page))
    assert ("unpublished", "") in differences(page)


def test_a_page_that_was_a_version_is_a_source_once_its_own_is_gone(page: Any) -> None:
    version = target(page)
    page.delete()
    described(again(version)).save_revision().publish()
    sync_languages(again(version))
    assert not LanguageVersion.objects.exists()


def test_a_source_below_a_private_page_has_no_open_version(page: Any) -> None:
    index = page.get_parent()
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    sync_languages(again(page))
    assert not is_public(target(page))
    assert differences(page) == set()


def test_a_version_that_is_private_by_itself_says_so(page: Any) -> None:
    index = target(page).get_parent()
    PageViewRestriction.objects.create(page=index, restriction_type="login")
    sync_languages(again(page))
    assert differences(page) == {("private", "")}
