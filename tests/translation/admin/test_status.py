"""How a page's languages stand, wherever Wagtail and wagtail-localize show a page."""

import csv
from io import StringIO
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.strings.checking import recount
from results.translation.sync.source import preview_sync
from results.translation.tables import TranslationStatus
from tests.factories import IndicatorFactory, ResultsPageFactory

from ..changing import body_with, publish
from ..translating import english, say, submit, target

pytestmark = pytest.mark.django_db


def text_of(client: Client, address: str, selector: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").select_one(selector)
    assert found, selector
    return " ".join(found.get_text(" ").split())


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_editor_the_explorer_and_the_dashboard_tell_of_each_language(
    admin: Client, page: ResultsPage
) -> None:
    explorer = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    home = reverse("wagtailadmin_home")
    assert "7 of 7 translated" in text_of(
        admin, f"{edit(target(page))}?editor=1", "[data-side-panel=status]"
    )
    assert "1 to look at" not in admin.get(home).content.decode()
    publish(page, body_with(label="reports examined"))
    panel = text_of(admin, edit(page), "[data-side-panel=status]")
    assert "English" in panel
    assert "7 of 7 translated, 1 to look at" in panel
    assert "7 of 7 translated, 1 to look at" in text_of(admin, explorer, "table.listing")
    assert "1 to look at" in text_of(admin, home, "main")


def test_the_column_costs_the_same_for_one_page_and_for_many(
    admin: Client, page: ResultsPage
) -> None:
    address = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    admin.get(address)
    with CaptureQueriesContext(connection) as few:
        admin.get(address)
    for year in (2017, 2018):
        submit(ResultsPageFactory.create(parent=page.get_parent().specific, year=year))
    with CaptureQueriesContext(connection) as many:
        admin.get(address)

    def ours(queries: Any) -> int:
        return sum("results_translation_translationstatus" in q["sql"] for q in queries)

    assert ours(few) == ours(many)


def test_the_editor_is_told_before_publishing_what_will_be_stale(admin: Client, page: Any) -> None:
    assert [(each.is_public, each.stale, each.new) for each in preview_sync(page)] == [(True, 0, 0)]
    page.body = body_with(label="reports examined", source="A new source.")
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    assert [(each.stale, each.new) for each in preview_sync(draft)] == [(1, 1)]
    panel = text_of(admin, edit(page), "[data-side-panel=status]")
    assert "English will follow at once: 1 text will be older than its source" in panel


def test_a_draft_is_foreseen_to_stay_one(page: ResultsPage) -> None:
    target(page).unpublish()
    (each,) = preview_sync(page)
    assert not each.is_public


def rows(admin: Client, **query: str) -> list[str]:
    answer = admin.get(reverse("wagtail_localize:translations_report"), query)
    assert answer.status_code == 200
    table = BeautifulSoup(answer.content, "html.parser").select("table.listing tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in table]


def test_a_page_with_a_stale_text_and_a_wrong_number_is_not_called_up_to_date(
    admin: Client, page: Any, translation: Any
) -> None:
    publish(page, body_with(label="reports examined"))
    say(translation, "introduction", "What 7 people do.")
    recount(translation)
    (row,) = [each for each in rows(admin, target_locale="all") if "2016" in each]
    assert "Up to date" not in row
    assert "7 of 7 translated, 2 to look at" in row
    Translation.objects.update(enabled=False)
    assert "Stopped" in rows(admin, target_locale="all")[0]


def test_indicators_are_there_too_and_everything_can_be_exported(admin: Client, page: Any) -> None:
    indicator = IndicatorFactory.create(name="Granskade tips")
    translate_object(indicator, [english()])
    for each in Translation.objects.all():
        recount(each)
    (row,) = [each for each in rows(admin, target_locale="all") if "Granskade tips" in each]
    assert "of" in row
    assert "translated" in row
    # One that nobody has counted keeps no export back.
    TranslationStatus.objects.filter(translation__source__object_repr="Granskade tips").delete()
    assert "Not counted yet" in " ".join(rows(admin, target_locale="all"))
    answer = admin.get(
        reverse("wagtail_localize:translations_report"), {"export": "csv", "target_locale": "all"}
    )
    content = b"".join(answer).decode()
    _headings, *lines = csv.reader(StringIO(content))
    assert "Granskade tips" in {line[1] for line in lines}
    assert all(int(line[5]) >= int(line[6]) for line in lines)
