"""A kept copy with blocks that the page type no longer has is no server error."""

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

import pytest

from results.models import ResultsPage

from .migrating import Program
from .translating import Translator, strings, sync, target, translation_of

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Callable[[Program], None]] = {
    "renamed block": lambda program: program.rename("", "campaign", "effort"),
    "removed item of a list": lambda program: program.remove("campaign.links", "link"),
    "removed child in a list": lambda program: program.remove("campaign.stats.stat", "note"),
    "removed part of a picture": lambda program: program.remove("image", "image"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_translator_works_on_after_a_new_version_without_a_data_migration(
    published: ResultsPage, program: Program, browser: Client, change: Callable[[Program], None]
) -> None:
    change(program)
    translation = translation_of(published)
    person = Translator(browser, target(published))
    assert "title" in [segment["contentPath"] for segment in person.open()["segments"]]

    preview = browser.get(reverse("wagtail_localize:preview_translation", args=[translation.pk]))
    assert preview.status_code == 200
    assert "[en] Resultat 2016" in preview.content.decode()

    translation.save_target(publish=False)
    assert target(published).get_latest_revision_as_object().title == "[en] Resultat 2016"

    assert person.publish().status_code == 200
    assert browser.get(target(published).url).status_code == 200

    sync(published)
    shown = person.open()["segments"]
    assert {path for each in shown if (path := each["contentPath"])} >= set(strings(published))
