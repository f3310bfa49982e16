"""A translation that breaks a rule is refused with a message, beside the string, never by a 500."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import StringTranslation

import pytest
from pytest_django import Settings

from results import findings as finding
from results.findings import Finding
from results.models import ResultsPage
from results.publishing import Publication
from tests.factories import ResultsPageFactory

from .translating import Translator, english, replace, submit, target, translate, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_edition(shared_edition: ResultsPage) -> ResultsPage:
    """The edition, translated but for being published."""
    translate(submit(shared_edition))
    return shared_edition


@pytest.fixture
def person(edition: ResultsPage, browser: Client) -> Translator:
    """The translator in front of the edition."""
    return Translator(browser, target(edition))


def told(answer: Any) -> list[str]:
    """The messages on the page that came back."""
    assert answer.status_code == 200
    return [str(message).strip() for message in answer.context["messages"]]


def errors(person: Translator) -> dict[str, str]:
    """The errors beside strings and replacements, by path."""
    props = person.open()
    paths = {(s["type"], s["id"]): s["contentPath"] for s in props["segments"]}
    found = {}
    for name, kind in (
        ("initialStringTranslations", "string"),
        ("initialOverrides", "synchronised_value"),
    ):
        for row in props[name]:
            if row["error"]:
                found[paths[kind, row["segment_id"]]] = row["error"]
    return found


def test_a_title_that_is_too_long(person: Translator, edition: ResultsPage) -> None:
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


def test_a_refused_change_leaves_the_public_page_as_it_was(
    person: Translator, edition: ResultsPage, anonymous: Client
) -> None:
    person.publish()
    page = target(edition)
    shown = anonymous.get(page.url).content
    state = (Publication.objects.count(), page.revisions.count())
    person.write(f"body.{edition.body[0].id}.heading", "x" * 161)
    person.write("introduction", "New words")
    assert "was not published" in told(person.publish())[0]
    page.refresh_from_db()
    assert (Publication.objects.count(), page.revisions.count()) == state
    assert anonymous.get(page.url).content == shown


def test_an_address_that_runs_a_script_is_refused_until_it_is_changed(
    person: Translator, edition: ResultsPage
) -> None:
    (film,) = (child for child in edition.body if child.block_type == "video")
    path = f"body.{film.id}.url"
    replace(translation_of(edition), path, "javascript:alert(1)")
    answer = told(person.publish())[0]
    assert "Only addresses that begin with https:// or http:// are allowed." in answer
    assert list(errors(person)) == [path]
    assert not target(edition).live
    replace(translation_of(edition), path, "https://www.youtube.com/watch?v=en")
    assert errors(person) == {}
    person.publish()
    (film,) = (child for child in target(edition).body if child.block_type == "video")
    assert film.value["url"] == "https://www.youtube.com/watch?v=en"


def test_an_address_in_rich_text_that_runs_a_script(
    person: Translator, edition: ResultsPage
) -> None:
    path = f"body.{edition.body[0].id}.text.'https://polisen.se/'"
    replace(translation_of(edition), path, "javascript:alert(1)")
    answer = told(person.publish())[0]
    assert "javascript:alert(1)" in answer
    assert "Body › Piece of work “[en] Hotline” › Text: " in answer
    assert not target(edition).live


def test_a_refusal_that_comes_between_asking_and_publishing(
    person: Translator, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def refuse_later(page: Any) -> list[Finding]:
        asked.append(page)
        return [Finding("Too late", "late")] if len(asked) > 2 else []

    monkeypatch.setattr(finding, "_finders", [refuse_later])
    assert "New validation errors were found" in told(person.publish())[0]
    assert not target(edition).live


def test_a_text_with_markup_is_told_as_text(person: Translator) -> None:
    person.write("title", "<script>" + "x" * 256)
    StringTranslation.objects.filter(context__path="title").update(has_error=False)
    assert "<script>" not in told(person.publish())[0]


def test_who_may_not_publish_gets_no_further_than_before(
    person: Translator, edition: ResultsPage
) -> None:
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    person.write("title", "x" * 256)
    assert "was not published" not in str([*person.publish().context["messages"]])
    assert not target(edition).live


def test_a_title_is_shown_in_lists_as_far_as_it_fits_until_it_is_taken_back(
    person: Translator,
) -> None:
    person.write("title", "A &amp; B " + "x" * 300)
    draft_title = Page.objects.get(pk=person.page.pk).draft_title
    assert draft_title.startswith("A & B xxx")
    assert len(draft_title) == 255
    person.write("title", "")
    page = Page.objects.get(pk=person.page.pk)
    assert page.draft_title == page.title


# The ways that wagtail-localize has besides the editor, which say nothing of a refusal themselves.


def sync_view(page: Page) -> str:
    """The address of "Sync translated pages"."""
    source = translation_of(page).source
    return reverse("wagtail_localize:update_translations", args=[source.pk])


def test_synchronising_tells_what_is_not_published(
    person: Translator, edition: ResultsPage, browser: Client
) -> None:
    person.publish()
    person.write("title", "x" * 256)
    answer = browser.post(sync_view(edition), {"publish_translations": "on"}, follow=True)
    assert "at most 255 characters" in told(answer)[-1]
    assert target(edition).title == "[en] Resultat 2016"
    assert "title" in errors(person)


def test_submitting_tells_what_is_not_published(
    person: Translator, edition: ResultsPage, browser: Client, settings: Settings
) -> None:
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    person.publish()
    first = target(edition)
    other = ResultsPageFactory.create(
        parent=edition.get_parent(), slug="other", title="Other", live=False
    )
    Page.objects.filter(pk=other.pk).update(live=True)
    url = reverse("wagtail_localize:submit_page_translation", args=[other.pk])
    answer = browser.post(url, {"locales": [english().pk]}, follow=True)
    assert f"“{first.title}” is published for the same period." in told(answer)[-1]
    assert not target(other).live
