"""How a page's languages stand, wherever Wagtail shows a page."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.users.models import UserProfile

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.sync.preview import preview_sync
from tests.factories import AdminFactory, ResultsPageFactory
from tests.translation.changing import body_with, publish, published_in_english
from tests.translation.translating import submit, target, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> Client:
    client, user = Client(), AdminFactory.create()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


@pytest.fixture
def page(home_en: Any) -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create()
    return page


def text_of(client: Client, address: str, selector: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    found = BeautifulSoup(response.content, "html.parser").select_one(selector)
    assert found, selector
    return " ".join(found.get_text(" ").split())


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_the_status_panel_of_the_source_tells_of_each_language(
    admin: Client, page: ResultsPage
) -> None:
    published_in_english(page)
    publish(page, body_with(label="reports examined"))
    panel = text_of(admin, edit(page), "[data-side-panel=status]")
    assert "English" in panel
    assert "6 of 6 translated, 1 to look at" in panel


def test_the_status_panel_of_a_translation_tells_of_itself(
    admin: Client, page: ResultsPage
) -> None:
    published_in_english(page)
    panel = text_of(admin, edit(target(page)), "[data-side-panel=status]")
    assert "6 of 6 translated" in panel


def test_the_explorer_has_a_column(admin: Client, page: ResultsPage) -> None:
    published_in_english(page)
    publish(page, body_with(label="reports examined"))
    address = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert "6 of 6 translated, 1 to look at" in text_of(admin, address, "table.listing")


def test_the_column_costs_the_same_for_one_page_and_for_many(
    admin: Client, page: ResultsPage
) -> None:
    address = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    submit(page)
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


def test_the_dashboard_shows_what_needs_a_look(admin: Client, page: ResultsPage) -> None:
    published_in_english(page)
    home = reverse("wagtailadmin_home")
    assert "1 to look at" not in admin.get(home).content.decode()
    publish(page, body_with(label="reports examined"))
    assert "1 to look at" in text_of(admin, home, "main")


def test_the_editor_is_told_before_publishing_what_will_be_stale(page: Any) -> None:
    published_in_english(page)
    assert [(each.is_public, each.stale, each.new) for each in preview_sync(page)] == [(True, 0, 0)]
    page.body = body_with(label="reports examined", source="A new source.")
    page.save_revision()
    draft = page.get_latest_revision_as_object()
    assert [(each.stale, each.new) for each in preview_sync(draft)] == [(1, 1)]


def test_what_is_foreseen_stands_in_the_status_panel(admin: Client, page: Any) -> None:
    published_in_english(page)
    page.body = body_with(label="reports examined")
    page.save_revision()
    panel = text_of(admin, edit(page), "[data-side-panel=status]")
    assert "English will follow at once: 1 text will be older than its source." in panel


def test_a_draft_is_foreseen_to_stay_one(page: ResultsPage) -> None:
    translation = submit(page)
    translate(translation)
    translation.save_target(publish=False)
    (each,) = preview_sync(page)
    assert not each.is_public
