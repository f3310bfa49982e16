"""How languages stand: in the report of all pages, and wherever Wagtail and wagtail-localize show one."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

import pytest
from bs4 import BeautifulSoup

from results.translation.admin.standings import LanguagesReport
from results.translation.localize.source import preview_sync
from tests.factories import IndicatorFactory, UserFactory, browser_of, home_page

from ..changing import another, body_with
from ..translating import edit_url, english, soup, submit, target

REPORT = "results_translation:report"


@pytest.fixture
def page(faulty_edition: Any) -> Any:
    """An edition of whose translation one text is stale and one is faulty."""
    return faulty_edition


def rows(client: Client, **query: str) -> list[dict[str, str]]:
    response = client.get(reverse(REPORT), {"export": "csv", **query})
    _headings, *found = csv.reader(StringIO(b"".join(response).decode()))
    return [dict(zip(LanguagesReport.list_export, row, strict=True)) for row in found]


def test_each_page_in_each_other_language_is_a_row(admin: Client, page: Any) -> None:
    (row,) = [row for row in rows(admin) if "2016" in row["title"]]
    expected = {
        "locale.language_code": "en",
        "live": "True",
        "texts.total": "7",
        "texts.translated": "7",
        "texts.missing": "0",
        "texts.stale": "1",
        "texts.faulty": "1",
        "texts.machine": "0",
        "source_newer": "False",
        "is_alias": "False",
    }
    assert {name: row[name] for name in expected} == expected


def test_it_is_narrowed_to_what_needs_a_look(admin: Client, page: Any) -> None:
    for needs in ("stale", "faulty"):
        assert [row["title"] for row in rows(admin, needs=needs)] == [target(page).title]
    for needs in ("machine", "missing", "newer"):
        assert rows(admin, needs=needs) == []
    (alias,) = rows(admin, needs="alias")
    assert (alias["title"], alias["is_alias"]) == ("Results", "True")


def test_a_source_is_newer_while_nothing_followed_it(admin: Client, page: Any) -> None:
    # A revision whose content is public already.
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
    assert rows(admin, needs="newer") == []
    TranslationSource.objects.update(last_updated_at=timezone.now() - timedelta(hours=1))
    assert len(rows(admin, needs="newer")) == 1


def test_it_is_sorted_and_leads_to_the_strings(admin: Client, page: Any) -> None:
    for ordering in (
        "title",
        "-texts.stale",
        "last_translated_at",
        "-texts.total",
        "locale.language_code",
    ):
        screen = admin.get(reverse(REPORT), {"ordering": ordering}).content
        link = BeautifulSoup(screen, "html.parser").select('a[href*="/strings/?doubt=stale"]')[0]
        strings = str(link["href"])
    assert admin.get(strings).status_code == 200


def test_many_cost_the_same(admin: Client, page: Any, django_assert_max_num_queries: Any) -> None:
    for year in (2017, 2018, 2019):
        submit(another(page, year))
    with django_assert_max_num_queries(25):
        admin.get(reverse(REPORT))


def test_whoever_sees_the_source_sees_its_languages_but_no_draft_of_others(page: Any) -> None:
    editor = UserFactory.create(may=["change_page"])
    GroupPagePermission.objects.filter(group__user=editor).update(page=home_page())
    browser, english = browser_of(editor), target(page)
    assert english.title in "".join(row["title"] for row in rows(browser))
    assert edit_url(english) not in browser.get(reverse(REPORT)).text
    Page.objects.filter(pk=english.pk).update(live=False)
    assert english.title not in "".join(row["title"] for row in rows(browser))


def test_the_column_costs_the_same_for_many_pages(admin: Client, page: Any) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            admin.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
        return sum("results_translation_textstate" in each["sql"] for each in queries)

    cost()
    few = cost()
    for year in (2017, 2018):
        submit(another(page, year))
    assert cost() == few > 0


def test_the_editor_is_told_what_follows_and_will_be_stale(admin: Client, page: Any) -> None:
    assert preview_sync(page) == ["Engelska uppdateras direkt."]
    page.body = body_with(label="reports looked at", source="A new source.")
    page.save_revision()
    screen = " ".join(soup(admin.get(edit_url(page))).text.split())
    told = "English will follow at once: 1 text will be older than its source, 1 new text will not"
    assert told in screen
    target(page).unpublish()
    assert preview_sync(page)[0].startswith("Engelska är ett utkast och förblir det:")


def localize_rows(admin: Client) -> list[str]:
    answer = admin.get(reverse("wagtail_localize:translations_report"), {"target_locale": "all"})
    table = soup(answer).select("table.listing tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in table]


def test_a_stale_or_wrong_text_is_not_up_to_date(admin: Client, translation: Any) -> None:
    (row,) = [each for each in localize_rows(admin) if "2016" in each]
    assert "Up to date" not in row
    assert "7 of 7 translated, 2 to review" in row
    Translation.objects.update(enabled=False)
    assert "Stopped" in localize_rows(admin)[0]


def test_indicators_are_there_too_and_everything_can_be_exported(admin: Client, page: Any) -> None:
    indicator = IndicatorFactory.create(name="Granskade tips")
    translate_object(indicator, [english()])
    (row,) = [each for each in localize_rows(admin) if "Granskade tips" in each]
    assert "translated" in row
    found = {row["title"]: row for row in rows(admin)}
    assert int(found["Granskade tips"]["texts.missing"]) > 0
    assert "Granskade tips" in admin.get(reverse(REPORT)).text
