"""An edition has the same address in all languages until a translator chooses another one."""

from django.test import Client

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication

from .translating import Translator, replace, submit, sync, target, translate, translation_of

pytestmark = pytest.mark.django_db


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
