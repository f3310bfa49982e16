"""The work of translators: one account of it for all lists, each with what the person may do."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest
from bs4 import BeautifulSoup

from results.languages.standing import standing_of, work_of
from results.record.versions import LanguageVersion
from results.translation.strings.doubts import Doubt, strings_of
from tests.factories import (
    AdminFactory,
    IndicatorFactory,
    UserFactory,
    block,
    browser_of,
    good_body,
)

from .changing import another, body_with, publish
from .translating import (
    edit_url,
    english,
    say,
    strings_url,
    submit,
    submit_by_hand,
    target,
    translation_of,
)


@pytest.fixture
def page(small_edition: Any) -> Any:
    """An edition that is translated and published in English."""
    return small_edition


def linked(html: str) -> dict[str, str]:
    """The rows of the home page's panel by where they lead."""
    rows = BeautifulSoup(html, "html.parser").select(
        "#results-languages tbody tr, #results-languages-section tbody tr"
    )
    return {str(row.a["href"]): " ".join(row.get_text(" ").split()) for row in rows if row.a}


def test_a_new_section_is_on_the_panel_in_the_report_and_in_the_mail(
    page: Any, translation: Any, translator: Any, browser: Client
) -> None:
    assert work_of(translator) == []
    new = block("text", "new", heading="Nytt arbete", text="<p>Ett nytt stycke här.</p>", links=[])
    publish(page, [*good_body(), new])
    said = "7 of 9 translated, 2 missing (6 words)"
    panel = linked(browser.get(reverse("wagtailadmin_home")).text)
    assert said in panel[strings_url(translation)]
    call_command("mail_translations")
    assert said in mail.outbox[0].body
    assert strings_url(translation) in mail.outbox[0].body
    report = browser.get(reverse("results_translation:report"), {"needs": "missing"})
    (number,) = BeautifulSoup(report.content, "html.parser").select("a[href$='doubt=missing']")
    assert number.text == "Texts are missing: 2"
    assert "6 words" in str(number.parent)


def test_a_new_language_and_a_snippet_are_there_at_once_and_say_who_asked(
    page: Any, translator: Any
) -> None:
    admin = AdminFactory.create(first_name="Anna", last_name="Berg")
    browser = browser_of(admin, language="en")
    new = another(page, 2018, introduction="Vad vi gjorde.")
    submit_by_hand(browser, new)
    indicator = IndicatorFactory.create(name="Granskade tips")
    translate_object(indicator, [english()])
    panel = linked(browser.get(reverse("wagtailadmin_home")).text)
    row = panel[strings_url(translation_of(new))]
    assert "missing" in row
    assert "asked for by Anna Berg" in row
    standing = next(each for each in work_of(translator) if each.since)
    standing.since = datetime(2026, 12, 2, 12, tzinfo=UTC)
    with override("fi"):
        assert "2. joulukuuta 2026" in standing.background
    (of_snippet,) = [url for url, said in panel.items() if "Granskade tips" in said]
    # Where the work can be done.
    assert "js-translation-editor" in browser.get(of_snippet).text
    # Who may not edit it has none of it on the list.
    Permission.objects.filter(codename="change_indicator").delete()
    assert "Granskade tips" not in {row.title for row in work_of(translator)}


def test_the_counts_are_those_of_the_texts(page: Any, translation: Any) -> None:
    publish(page, body_with(label="7 reports"), introduction="Vad vi gjorde.")
    say(translation, "title", "Results 2015")
    strings = strings_of(translation)
    (row,) = standing_of([translation])
    counted = (Doubt.STALE, Doubt.FAULTY, Doubt.MACHINE, Doubt.MEMORY, Doubt.MISSING)
    expected = {doubt.value: sum(doubt in each.doubts for each in strings) for doubt in counted}
    assert {name: row.texts[name] for name in expected} == expected
    assert [each.doubts for each in strings if Doubt.OTHER_YEAR in each.doubts]
    assert row.texts["doubtful"] == sum(bool(each.doubts) for each in strings)
    assert row.words["total"] == sum(each.words for each in strings)


def test_what_is_stopped_is_nobodys_work(page: Any, translator: Any) -> None:
    publish(page, introduction="Vad vi gjorde.")
    assert work_of(translator)
    Translation.objects.update(enabled=False)
    with override("en"):
        assert "Stopped" in standing_of(Translation.objects.all())[0].summary
    assert [row for row in work_of(translator) if row.is_in_work] == []


def test_what_differs_besides_texts_leads_where_that_person_can_decide(page: Any) -> None:
    version = target(page)
    LanguageVersion.objects.filter(page_id=version.pk).update(to_look_at=1)
    publisher, editor = (
        UserFactory.create(may=may) for may in (["change_page", "publish_page"], ["change_page"])
    )
    decide = reverse("results_admin:language_differences", args=[version.pk])
    for person, leads_to in ((publisher, decide), (editor, edit_url(version))):
        (row,) = work_of(person)
        assert row.url_for(person) == leads_to
        shown = browser_of(person).get(edit_url(page)).text
        assert (decide in shown) is (leads_to == decide)


def test_many_cost_the_same(page: Any) -> None:
    user = AdminFactory.create()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            work_of(user)
        return len(queries)

    publish(page, introduction="Vad vi gjorde.")
    cost()
    few = cost()
    for year in (2017, 2018):
        submit(another(page, year, introduction=f"Under {year}."))
    assert cost() == few <= 6
