"""The report of all pages in all languages."""

import csv
import io
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import TranslationSource

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.admin.reports import LanguagesReport
from tests.factories import ResultsPageFactory, UserFactory, browser_of, home_page

from ..changing import body_with, publish, published_in_english
from ..translating import say, submit, target

pytestmark = pytest.mark.django_db
REPORT = "results_translation:report"


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Page) -> ResultsPage:
    """An edition of whose translation one text is stale and one is faulty."""
    page: ResultsPage = ResultsPageFactory.create(introduction="Vi granskade 133 000 bilder.")
    translation = published_in_english(page)
    say(translation, "introduction", "We reviewed 131,000 pictures.")
    publish(page, body_with(label="reports examined"))
    return page


def rows(client: Client, **query: str) -> list[dict[str, str]]:
    response = client.get(reverse(REPORT), {"export": "csv", **query})
    assert response.status_code == 200
    content = b"".join(response).decode()
    _headings, *found = csv.reader(io.StringIO(content))
    return [dict(zip(LanguagesReport.list_export, row, strict=True)) for row in found]


def test_each_page_in_each_other_language_is_a_row(admin: Client, page: ResultsPage) -> None:
    (row,) = [row for row in rows(admin) if "2016" in row["title"]]
    expected = {
        "locale.language_code": "en",
        "live": "True",
        "total": "7",
        "translated": "7",
        "missing": "0",
        "stale": "1",
        "faulty": "1",
        "machine": "0",
        "source_newer": "False",
        "is_alias": "False",
    }
    assert {name: row[name] for name in expected} == expected


def test_it_is_narrowed_to_what_needs_a_look(admin: Client, page: ResultsPage) -> None:
    for needs in ("stale", "faulty"):
        assert [row["title"] for row in rows(admin, needs=needs)] == [target(page).title]
    for needs in ("machine", "missing", "newer"):
        assert rows(admin, needs=needs) == []
    (alias,) = rows(admin, needs="alias")
    assert (alias["title"], alias["is_alias"]) == ("Results", "True")


def test_a_source_is_newer_after_a_publication_that_was_not_followed(
    admin: Client, page: ResultsPage
) -> None:
    # A revision whose content is public already.
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now())
    assert rows(admin, needs="newer") == []
    TranslationSource.objects.update(last_updated_at=timezone.now() - timedelta(hours=1))
    assert len(rows(admin, needs="newer")) == 1


def test_it_is_sorted_and_leads_to_the_strings(admin: Client, page: ResultsPage) -> None:
    for ordering in ("title", "-stale", "last_translated_at", "-total", "locale"):
        response = admin.get(reverse(REPORT), {"ordering": ordering})
        screen = BeautifulSoup(response.content, "html.parser")
        link = screen.select_one('a[href*="/strings/?doubt=stale"]')
        assert link
        strings = str(link["href"])
    assert admin.get(strings).status_code == 200


def test_it_costs_the_same_for_one_page_and_for_many(
    admin: Client, page: ResultsPage, django_assert_max_num_queries: Any
) -> None:
    for year in (2017, 2018, 2019):
        submit(ResultsPageFactory.create(parent=page.get_parent().specific, year=year))
    with django_assert_max_num_queries(25):
        admin.get(reverse(REPORT))


def test_whoever_sees_the_source_sees_how_its_languages_stand(page: ResultsPage) -> None:
    editor = UserFactory.create(may=["change_page"])
    GroupPagePermission.objects.filter(group__user=editor).update(page=home_page())
    response = browser_of(editor).get(reverse(REPORT))
    assert "2016" in response.content.decode()
    assert f"/admin/pages/{target(page).pk}/edit/" not in response.content.decode()


def test_a_draft_in_a_language_of_others_is_no_row(page: ResultsPage) -> None:
    editor = UserFactory.create(may=["change_page"])
    GroupPagePermission.objects.filter(group__user=editor).update(page=home_page())
    Page.objects.filter(pk=target(page).pk).update(live=False)
    assert target(page).title not in "".join(row["title"] for row in rows(browser_of(editor)))
