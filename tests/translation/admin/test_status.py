"""How a page's languages stand, wherever Wagtail shows a page."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.sync.source import preview_sync
from tests.factories import ResultsPageFactory
from tests.translation.changing import body_with, publish
from tests.translation.translating import submit, target

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
