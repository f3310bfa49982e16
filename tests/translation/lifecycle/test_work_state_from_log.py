"""What was read from the history before is stored by a migration."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.test import Client

from wagtail.models import PageLogEntry, Revision
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsPage
from results.translation.models import ScheduledTranslation, WorkedOnTranslation
from tests.factories import AdminFactory, ResultsPageFactory
from tests.translation.translating import Translator, english, say, target, translation_of

from .families import in_an_hour

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_at_once")]

migration = import_module("results.translation.migrations.0003_work_state_from_log")


def another(edition: ResultsPage, year: int) -> ResultsPage:
    """An edition that a person has submitted, as its history told of it."""
    page: ResultsPage = ResultsPageFactory.create(parent=edition.get_parent(), year=year)
    translate_object(page, [english()], user=AdminFactory.create())
    marked(target(page), True)
    return page


def marked(page: Any, along: int | bool) -> None:
    """Mark the page's publications as gone along with its source."""
    PageLogEntry.objects.filter(page=page.pk).update(data={"results_along_with_source": along})


def test_who_has_worked_on_what_is_taken_over(edition: ResultsPage, browser: Client) -> None:
    another(edition, 2017)
    by_hand, by_text = another(edition, 2018), another(edition, 2019)
    Translator(browser, target(by_hand)).publish()
    say(translation_of(by_text), "title", "Results 2019")
    translation_of(by_text).save_target(publish=True)
    before = dict(WorkedOnTranslation.objects.values_list("translation_id", "since"))
    assert before.keys() == {translation_of(page).pk for page in (by_hand, by_text)}
    WorkedOnTranslation.objects.all().delete()
    migration.store_work(apps, None)
    assert dict(WorkedOnTranslation.objects.values_list("translation_id", "since")) == before


def test_times_are_taken_over(edition: ResultsPage, translator: AbstractUser) -> None:
    revisions: list[Revision] = []
    for year in (2017, 2018, 2019):
        page = target(another(edition, year))
        page.go_live_at = in_an_hour()
        revision = page.save_revision(user=translator)
        revision.publish(user=translator)
        revisions.append(revision)
    own, together, unknown = revisions
    marked(together.content_object, own.pk)
    marked(unknown.content_object, True)
    ScheduledTranslation.objects.all().delete()
    migration.store_times(apps, None)
    found = set(ScheduledTranslation.objects.values_list("revision_id", "source_revision_id"))
    assert found == {(own.pk, None), (together.pk, own.pk)}
