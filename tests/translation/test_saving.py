"""A translation is saved as a revision with the address of its source, published by a person, or refused with a message."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import (
    MissingTranslationError,
    StringTranslation,
    TranslationLog,
    TranslationSource,
)

import pytest

from results import rules
from results.issues import Issue, Stage, incomplete
from results.models import ResultsIndexPage
from results.publishing import Publication
from tests.factories import LocaleFactory, ResultsPageFactory

from .changing import body_with, publish, published_in_english, stat
from .translating import (
    Translator,
    english,
    older,
    replace,
    say,
    submit,
    submit_by_hand,
    sync,
    target,
    translate,
    translation_of,
)


@pytest.fixture
def published(edition: Any) -> Any:
    published_in_english(edition)
    return edition


def test_saving_a_draft_changes_nothing_public(published: Any, client: Client) -> None:
    page = target(published)
    shown = client.get(page.url).content
    publications = Publication.objects.count()
    say(translation_of(published), "title", "Unfinished")
    translation_of(published).save_target(publish=False)
    page.refresh_from_db()
    assert (page.live, page.title) == (True, "[en] Resultat 2016")
    assert page.get_latest_revision_as_object().title == "Unfinished"
    assert Publication.objects.count() == publications
    assert client.get(page.url).content == shown


def test_submitting_above_publishes_nothing(index: Any, published: Any, browser: Client) -> None:
    # Its edition was translated first, so the English index is an alias that can be submitted.
    assert target(index).alias_of_id == index.pk
    say(translation_of(published), "title", "Unfinished")
    submit_by_hand(browser, index, include_subtree="on")
    page = target(published)
    assert (page.live, page.title) == (True, "[en] Resultat 2016")


def test_the_row_of_a_draft_is_up_to_date_and_every_saving_logged(edition: Any) -> None:
    translate(submit(edition))
    translation_of(edition).save_target(publish=False)
    page = target(edition)
    assert page.title == page.draft_title == "[en] Resultat 2016"
    assert not page.live
    source = TranslationSource.objects.get_for_instance(edition)
    logs = TranslationLog.objects.filter(source=source).order_by("pk")
    assert [log.revision.object_id for log in logs] == 2 * [str(target(edition).pk)]


def test_a_missing_translation_is_an_error_without_a_fallback(edition: Any) -> None:
    source = submit(edition).source
    with pytest.raises(MissingTranslationError):
        source.create_or_update_translation(english(), publish=True)
    assert not target(edition).live


def test_restrictions_follow_the_source(edition: Any) -> None:
    edition.view_restrictions.create(restriction_type="login")
    submit(edition)
    assert target(edition).view_restrictions.count() == 1


POINTS = [{"text": "Check the figure", "done": False}]


@pytest.fixture
def with_points(index: ResultsIndexPage, home_en: Page) -> Any:
    return ResultsPageFactory.create(parent=index, year=2017, live=False, open_points=POINTS)


def open_points_of(page: Any) -> list[Any]:
    """Those of the translation, as it is and as it was saved last."""
    english = target(page)
    return [english.open_points, english.get_latest_revision_as_object().open_points]


def test_open_points_stay_with_the_source(with_points: Any, browser: Client) -> None:
    submit(with_points)
    assert open_points_of(with_points) == [[], []]
    Translator(browser, target(with_points)).publish()
    assert target(with_points).live
    with_points.refresh_from_db()
    assert with_points.open_points == POINTS


def test_an_alias_that_is_translated_leaves_them_to_the_source(with_points: Any) -> None:
    with_points.copy_for_translation(english(), copy_parents=True, alias=True)
    assert open_points_of(with_points) == [[], []]
    with_points.open_points = done = [{**POINTS[0], "done": True}]
    with_points.save_revision().publish()
    assert target(with_points).open_points == done
    published_in_english(with_points)
    assert target(with_points).live
    assert open_points_of(with_points) == [[], []]


def test_a_translation_keeps_open_points_of_its_own(edition: Any) -> None:
    submit(edition)
    page = target(edition)
    page.open_points = own = [{"text": "Ask the translator", "done": True}]
    page.save_revision()
    page.save()
    published_in_english(edition)
    assert target(edition).open_points == own


def test_a_page_that_is_not_ours_is_saved_by_wagtail_localize(home_en: Page) -> None:
    home = home_en.get_translation(LocaleFactory.create(language_code="sv"))
    page = home.add_child(instance=Page(title="Om oss", slug="om-oss", locale=home.locale))
    translate(submit(page))
    translation_of(page).save_target(publish=False)
    # Its own slug is a string to wagtail-localize.
    assert target(page).slug == "en-om-oss"


def test_what_nobody_has_translated_follows_in_everything(index: Any, home_en: Page) -> None:
    page = ResultsPageFactory.create(parent=index, year=2018)
    submit(page).save_target()
    publish(page, body_with(label="granskade"), title="Titeln")
    assert target(page).title == "Titeln"
    assert stat(target(page))["label"] == "granskade"
    assert not older().exists()


def test_a_slug_may_be_another(index: Any, edition: Any, browser: Client, client: Client) -> None:
    for page in (index, edition):
        translate(submit(page))
    replace(translation_of(index), "slug", "results")
    for page in (index, edition):
        Translator(browser, target(page)).publish()
    assert target(index).url == "/en/results/"
    assert target(edition).url == "/en/results/2016/"
    assert client.get("/en/results/2016/").status_code == 200


@pytest.mark.parametrize(("chosen", "slug"), [("results", "results"), (None, "vad-vi-gor")])
def test_a_slug_follows_unless_somebody_chose_it(index: Any, chosen: str | None, slug: str) -> None:
    translation = submit(index)
    if chosen:
        replace(translation, "slug", chosen)
    translation.save_target(publish=True)
    index.slug = "vad-vi-gor"
    index.save_revision().publish()
    sync(index).save_target(publish=True)
    assert target(index).slug == slug


def with_slug(page: Any, slug: str) -> Any:
    """The published translation of the page, for which this slug was chosen."""
    replace(submit(page), "slug", slug)
    translation_of(page).save_target(publish=True)
    return target(page)


@pytest.mark.parametrize(("chosen", "slug"), [("What we did!", "what-we-did"), ("", "resultat")])
def test_what_is_no_slug_is_made_one(index: ResultsIndexPage, chosen: str, slug: str) -> None:
    assert with_slug(index, chosen).slug == slug


def test_a_slug_that_is_taken_gets_a_number(index: ResultsIndexPage, edition: Any) -> None:
    with_slug(index, "results")
    other = ResultsIndexPage(title="Andra", slug="andra", locale=index.locale)
    index.get_parent().add_child(instance=other)
    assert with_slug(other, "results").slug == "results-1"


def test_a_reserved_slug_is_refused_until_it_is_changed(edition: Any, browser: Client) -> None:
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


@pytest.fixture
def person(edition: Any, browser: Client) -> Translator:
    """The translator in front of the edition, which is translated but for being published."""
    translate(submit(edition))
    return Translator(browser, target(edition))


def told(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [str(message).strip() for message in answer.context["messages"]]


def errors(person: Translator) -> dict[str, str]:
    props = person.open()
    paths = {(s["type"], s["id"]): s["contentPath"] for s in props["segments"]}
    kinds = {"initialStringTranslations": "string", "initialOverrides": "synchronised_value"}
    return {
        paths[kind, row["segment_id"]]: row["error"]
        for name, kind in kinds.items()
        for row in props[name]
        if row["error"]
    }


def test_a_title_that_is_too_long(person: Translator, edition: Any) -> None:
    assert person.write("title", "x" * 256).status_code == 200
    message = "Ensure this value has at most 255 characters (it has 256)."
    assert told(person.publish()) == [
        f"“{'x' * 256}” was not published in English.<ul><li>Title: {message}</li></ul>"
    ]
    assert errors(person) == {"title": message}
    assert not target(edition).live
    # Once more, and the string is left in the source language.
    assert "with missing translations" in told(person.publish())[0]
    assert target(edition).title == "Resultat 2016"


def test_a_refusal_changes_nothing_public(person: Any, edition: Any, client: Client) -> None:
    person.publish()
    page = target(edition)
    shown = client.get(page.url).content
    state = (Publication.objects.count(), page.revisions.count())
    person.write(f"body.{edition.body[0].id}.heading", "x" * 161)
    person.write("introduction", "New words")
    assert "was not published" in told(person.publish())[0]
    page.refresh_from_db()
    assert (Publication.objects.count(), page.revisions.count()) == state
    assert client.get(page.url).content == shown


def test_an_address_is_no_script_until_it_is_changed(person: Translator, edition: Any) -> None:
    (film,) = (child for child in edition.body if child.block_type == "video")
    path = f"body.{film.id}.url"
    replace(translation_of(edition), path, "javascript:alert(1)")
    answer = told(person.publish())[0]
    assert "Write the whole address, beginning with https://." in answer
    assert list(errors(person)) == [path]
    assert not target(edition).live
    replace(translation_of(edition), path, "https://www.youtube.com/watch?v=en")
    assert errors(person) == {}
    person.publish()
    (film,) = (child for child in target(edition).body if child.block_type == "video")
    assert film.value["url"] == "https://www.youtube.com/watch?v=en"


def test_no_address_in_rich_text_runs_a_script(person: Translator, edition: Any) -> None:
    path = f"body.{edition.body[0].id}.text.'https://polisen.se/'"
    replace(translation_of(edition), path, "javascript:alert(1)")
    answer = told(person.publish())[0]
    assert "javascript:alert(1)" in answer
    assert "Campaign “[en] Hotline” › text: " in answer
    assert not target(edition).live


def test_a_refusal_may_come_after_asking(person: Any, edition: Any, monkeypatch: Any) -> None:
    asked = []

    def refuse_later(page: Any) -> list[Issue]:
        asked.append(page)
        return [incomplete("Too late", "late")] if len(asked) > 2 else []

    monkeypatch.setattr(rules, "_registered", [rules.Rule(refuse_later, Stage.PUBLISHING)])
    assert "New validation errors were found" in told(person.publish())[0]
    assert not target(edition).live


def test_a_text_with_markup_is_told_as_text(person: Translator) -> None:
    person.write("title", "<script>" + "x" * 256)
    StringTranslation.objects.filter(context__path="title").update(has_error=False)
    assert "<script>" not in told(person.publish())[0]


def test_who_may_not_publish_gets_no_further(person: Translator, edition: Any) -> None:
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    person.write("title", "x" * 256)
    assert "was not published" not in str([*person.publish().context["messages"]])
    assert not target(edition).live


def test_lists_show_of_a_title_what_fits_until_it_is_taken_back(person: Translator) -> None:
    person.write("title", "A &amp; B " + "x" * 300)
    draft_title = Page.objects.get(pk=person.page.pk).draft_title
    assert draft_title.startswith("A & B xxx")
    assert len(draft_title) == 255
    person.write("title", "")
    page = Page.objects.get(pk=person.page.pk)
    assert page.draft_title == page.title


# The ways that wagtail-localize has besides the editor, which say nothing of a refusal themselves.


def test_syncing_tells_what_is_refused(person: Translator, edition: Any, browser: Client) -> None:
    person.publish()
    person.write("title", "x" * 256)
    source = translation_of(edition).source_id
    url = reverse("wagtail_localize:update_translations", args=[source])
    answer = browser.post(url, {"publish_translations": "on"}, follow=True)
    assert "at most 255 characters" in told(answer)[-1]
    assert target(edition).title == "[en] Resultat 2016"
    assert "title" in errors(person)


def test_submitting_tells_what_is_refused(
    person: Translator, edition: Any, browser: Client, settings: Any
) -> None:
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    person.publish()
    first = target(edition)
    other = ResultsPageFactory.create(
        parent=edition.get_parent(), slug="other", title="Other", live=False
    )
    Page.objects.filter(pk=other.pk).update(live=True)
    answer = submit_by_hand(browser, other)
    assert f"“{first.title}” is published for the same period." in told(answer)[-1]
    assert not target(other).live
