"""The upload in the translation editor, and the round through gettext's own tools."""

from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

import pytest
from bs4 import BeautifulSoup
from polib import pofile

from results.models import ResultsPage
from results.translation.admin.screen import other_editor_of
from results.translation.tables import StaleString
from tests.factories import home_page

from ..changing import body_with, label_path, publish
from ..translating import submit, target
from .exchanging import (
    checked_by_gettext,
    entries_of,
    entry,
    file_of,
    told,
    upload,
)

pytestmark = pytest.mark.django_db


def screen(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def counts(soup: BeautifulSoup) -> dict[str, int]:
    return {
        str(row.th.get_text()): int(row.td.get_text())  # type: ignore[union-attr]
        for row in soup.select(".results-upload__counts tr")
    }


def test_the_whole_way_from_the_file_to_the_page(
    browser: Client, page: ResultsPage, translation: Any, tmp_path: Path
) -> None:
    publish(page, body_with(label="reports examined closely"))
    address = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    content = browser.get(address).content
    assert checked_by_gettext(content, tmp_path) == ""

    po = pofile(content.decode())
    label = entry(po, label_path(page))
    assert label.fuzzy
    label.msgstr = "reports examined in depth"
    label.flags.remove("fuzzy")
    content = str(po).encode()
    assert checked_by_gettext(content, tmp_path) == ""

    found = counts(screen(upload(browser, translation, content)))
    assert (found["New or changed translations"], found["Not taken"]) == (1, 0)
    assert not StaleString.objects.exists()
    edit = reverse("wagtailadmin_pages:edit", args=[target(page).pk])
    browser.post(edit, {"action": "publish"})
    public = browser.get(target(page).url).content.decode()
    assert "reports examined in depth" in public


def test_an_unchanged_file_is_told_to_have_changed_nothing(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    soup = screen(upload(browser, translation, file_of(translation)))
    assert "Nothing has changed." in soup.get_text()
    assert counts(soup)["The same as before"] == len(entries_of(translation))
    assert not soup.select("#not-taken")


def test_each_row_that_was_not_taken_is_told_with_its_place_and_reason(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    po = entries_of(translation)
    label = entry(po, label_path(page))
    label.msgstr = "<script>alert(1)</script>"
    number = po.index(label) + 1
    response = upload(browser, translation, str(po).encode())
    rows = screen(response).select("#not-taken + div tbody tr")
    assert len(rows) == 1
    cells = [cell.get_text(" ", strip=True) for cell in rows[0].select("th, td")]
    assert cells[0] == str(number)
    assert cells[2].startswith("It cannot be used.")
    assert cells[3].startswith("Body › ")
    assert cells[4:] == ["reports reviewed", "<script>alert(1)</script>"]
    assert b"<script>alert(1)" not in response.content


def test_the_report_leads_back_to_where_the_file_was_uploaded(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    edit = other_editor_of(target(page))
    for given, wanted in (("/admin/pages/", "/admin/pages/"), ("https://evil.example/", edit)):
        response = upload(browser, translation, file_of(translation), next=given)
        assert screen(response).select_one(f'main a[href="{wanted}"]')
        assert upload(browser, translation, b"", next=given)["Location"] == wanted


def test_the_address_of_the_report_leads_to_the_editor(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    edit = other_editor_of(target(page))
    assert browser.get(address)["Location"] == edit


def test_other_pages_go_through_wagtail_localize(browser: Client, home_en: Page) -> None:
    translation = submit(home_page())
    po = translation.export_po()
    entry(po, "title").msgstr = "Start"
    response = upload(browser, translation, str(po).encode(), next="/admin/")
    assert told(browser, response) == ["Successfully imported translations from PO File."]
    assert StringTranslation.objects.filter(context__path="title", data="Start").exists()
