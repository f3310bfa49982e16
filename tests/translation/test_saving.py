"""A translation is saved as a revision, with the address of its source, and becomes public when a person publishes it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page
from wagtail_localize.models import MissingTranslationError, TranslationLog, TranslationSource

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from results.translation.models import StaleString
from tests.factories import LocaleFactory, ResultsPageFactory

from .changing import body_with, publish, stat
from .translating import (
    Translator,
    english,
    replace,
    say,
    submit,
    sync,
    target,
    translate,
    translation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(edition: ResultsPage) -> ResultsPage:
    """The edition with a published English translation."""
    translate(submit(edition))
    translation_of(edition).save_target(publish=True)
    return edition


def test_saving_the_draft_of_a_public_translation_changes_nothing_public(
    published: ResultsPage, anonymous: Client
) -> None:
    page = target(published)
    shown = anonymous.get(page.url).content
    publications = Publication.objects.count()
    say(translation_of(published), "title", "Unfinished")
    translation_of(published).save_target(publish=False)
    page.refresh_from_db()
    assert page.live
    assert page.title == "[en] Resultat 2016"
    assert page.has_unpublished_changes
    assert page.get_latest_revision_as_object().title == "Unfinished"
    assert Publication.objects.count() == publications
    assert anonymous.get(page.url).content == shown


def test_submitting_the_pages_above_publishes_no_unfinished_sentence(
    index: ResultsIndexPage, published: ResultsPage, browser: Client
) -> None:
    # Its edition was translated first, so the English index is an alias that can be submitted.
    assert target(index).alias_of_id == index.pk
    say(translation_of(published), "title", "Unfinished")
    url = reverse("wagtail_localize:submit_page_translation", args=[index.pk])
    answer = browser.post(url, {"locales": [english().pk], "include_subtree": "on"})
    assert answer.status_code == 302
    page = target(published)
    assert page.live
    assert page.title == "[en] Resultat 2016"


def test_the_row_of_a_draft_is_kept_up_to_date_and_every_saving_is_logged(
    edition: ResultsPage,
) -> None:
    translate(submit(edition))
    translation_of(edition).save_target(publish=False)
    page = target(edition)
    assert page.title == page.draft_title == "[en] Resultat 2016"
    assert not page.live
    source = TranslationSource.objects.get_for_instance(edition)
    logs = TranslationLog.objects.filter(source=source).order_by("pk")
    assert [log.revision.object_id for log in logs] == 2 * [str(target(edition).pk)]


def test_a_missing_translation_is_an_error_where_no_fallback_is_wanted(
    edition: ResultsPage,
) -> None:
    source = submit(edition).source
    with pytest.raises(MissingTranslationError):
        source.create_or_update_translation(english(), publish=True)
    assert not target(edition).live


def test_restrictions_follow_the_source(edition: ResultsPage) -> None:
    edition.view_restrictions.create(restriction_type="login")
    submit(edition)
    assert target(edition).view_restrictions.count() == 1


POINTS = [{"text": "Check the figure", "done": False}]


@pytest.fixture
def with_points(index: ResultsIndexPage, home_en: Page) -> ResultsPage:
    """A draft of an edition with a point that is open."""
    page: ResultsPage = ResultsPageFactory.create(
        parent=index, year=2017, live=False, open_points=POINTS
    )
    return page


def open_points_of(page: ResultsPage) -> list[Any]:
    """Those of the translation, as it is and as it was saved last."""
    english = target(page)
    return [english.open_points, english.get_latest_revision_as_object().open_points]


def test_open_points_stay_with_the_source(with_points: ResultsPage, browser: Client) -> None:
    submit(with_points)
    assert open_points_of(with_points) == [[], []]
    Translator(browser, target(with_points)).publish()
    assert target(with_points).live
    with_points.refresh_from_db()
    assert with_points.open_points == POINTS


def test_an_alias_that_becomes_a_translation_leaves_the_open_points_to_the_source(
    with_points: ResultsPage,
) -> None:
    with_points.copy_for_translation(english(), copy_parents=True, alias=True)
    assert open_points_of(with_points) == [[], []]
    with_points.open_points = done = [{**POINTS[0], "done": True}]
    with_points.save_revision().publish()
    assert target(with_points).open_points == done
    translate(submit(with_points))
    translation_of(with_points).save_target(publish=True)
    assert target(with_points).live
    assert open_points_of(with_points) == [[], []]


def test_a_translation_keeps_open_points_of_its_own(edition: ResultsPage) -> None:
    submit(edition)
    page = target(edition)
    page.open_points = own = [{"text": "Ask the translator", "done": True}]
    page.save_revision()
    page.save()
    translate(translation_of(edition))
    translation_of(edition).save_target(publish=True)
    assert target(edition).open_points == own


def test_a_page_that_is_not_ours_is_saved_by_wagtail_localize(home_en: Page) -> None:
    home = home_en.get_translation(LocaleFactory.create(language_code="sv"))
    page = home.add_child(instance=Page(title="Om oss", slug="om-oss", locale=home.locale))
    translate(submit(page))
    translation_of(page).save_target(publish=False)
    # Its own slug is a string to wagtail-localize.
    assert target(page).slug == "en-om-oss"


def test_a_page_that_nobody_has_translated_follows_in_everything(
    index: ResultsIndexPage, home_en: Page
) -> None:
    page = ResultsPageFactory.create(parent=index, year=2018)
    submit(page).save_target()
    publish(page, body_with(label="granskade"), title="Titeln")
    assert target(page).title == "Titeln"
    assert stat(target(page))["label"] == "granskade"
    assert not StaleString.objects.exists()


def test_the_translator_may_choose_another_slug(
    index: ResultsIndexPage, edition: ResultsPage, browser: Client, anonymous: Client
) -> None:
    for page in (index, edition):
        translate(submit(page))
    replace(translation_of(index), "slug", "results")
    for page in (index, edition):
        Translator(browser, target(page)).publish()
    assert target(index).url == "/en/results/"
    assert target(edition).url == "/en/results/2016/"
    assert anonymous.get("/en/results/2016/").status_code == 200


@pytest.mark.parametrize(("chosen", "slug"), [("results", "results"), (None, "vad-vi-gor")])
def test_a_slug_follows_the_source_unless_somebody_chose_it(
    index: ResultsIndexPage, chosen: str | None, slug: str
) -> None:
    translation = submit(index)
    if chosen:
        replace(translation, "slug", chosen)
    translation.save_target(publish=True)
    index.slug = "vad-vi-gor"
    index.save_revision().publish()
    sync(index).save_target(publish=True)
    assert target(index).slug == slug


@pytest.mark.parametrize(("chosen", "slug"), [("What we did!", "what-we-did"), ("", "resultat")])
def test_what_is_no_slug_is_made_one(index: ResultsIndexPage, chosen: str, slug: str) -> None:
    replace(submit(index), "slug", chosen)
    translation_of(index).save_target(publish=True)
    assert target(index).slug == slug


def test_a_slug_that_is_taken_gets_a_number(index: ResultsIndexPage, edition: ResultsPage) -> None:
    replace(submit(index), "slug", "results")
    translation_of(index).save_target(publish=True)
    other = ResultsIndexPage(title="Andra", slug="andra", locale=index.locale)
    index.get_parent().add_child(instance=other)
    replace(submit(other), "slug", "results")
    translation_of(other).save_target(publish=True)
    assert target(other).slug == "results-1"


def test_a_reserved_slug_is_refused_until_another_one_is_chosen(
    edition: ResultsPage, browser: Client
) -> None:
    replace(submit(edition), "slug", "Figures")
    person = Translator(browser, target(edition))
    answer = person.publish()
    message = "This address is reserved. Choose another one."
    assert f"Slug: {message}" in str(next(iter(answer.context["messages"])))
    assert [row["error"] for row in person.open()["initialOverrides"]] == [message]
    assert not target(edition).live
    replace(translation_of(edition), "slug", "the-year")
    person.publish()
    assert target(edition).slug == "the-year"


def test_a_changed_slug_of_a_public_translation_is_a_move(index: ResultsIndexPage) -> None:
    submit(index).save_target(publish=True)
    replace(translation_of(index), "slug", "results")
    translation_of(index).save_target(publish=True)
    page = target(index)
    last = Publication.objects.filter(page_id=page.pk).latest("pk")
    assert (last.old_url_path, last.url_path) == ("/home-en/resultat/", "/home-en/results/")
