"""The period of an edition is typed in one field, makes its address, and is asked about when it is unusual."""

import json
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsIndexPage, ResultsPage
from results.models.navigation import live_editions
from results.rules import issues_of
from tests.factories import ResultsPageFactory, again, api_client, block
from tests.publishing.forms import page_form_data
from tests.routes import V3, Person

pytestmark = pytest.mark.django_db

YEAR = {"period_start": date(2017, 1, 1), "period_end": date(2017, 12, 31)}
TYPED_YEAR = {name: day.isoformat() for name, day in YEAR.items()}
MISSING = "Give the period, for example 2016 or 2016/17."


@pytest.fixture
def editor() -> Person:
    return Person.of()


def composed(index: ResultsIndexPage, editor: Person, **typed: str) -> Any:
    """The answer to a new edition in the admin, with the address that Wagtail makes of the title."""
    url = reverse("wagtailadmin_pages:add", args=["results", "resultspage", index.pk])
    blank = page_form_data(ResultsPage(locale=index.locale))
    sent = {"title": "Resultat 2017", "slug": "resultat-2017", "period": "", **typed}
    return editor.browser.post(url, blank | sent, follow=True)


def told(response: Any) -> dict[str, list[str]]:
    """The errors of the form in the answer."""
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def only_edition() -> ResultsPage:
    page: ResultsPage = ResultsPage.objects.get()
    return page


@pytest.mark.parametrize(
    ("typed", "start", "end", "slug"),
    [
        ("2016/17", "2016-07-01", "2017-06-30", "2016-17"),
        ("januari–juni 2017", "2017-01-01", "2017-06-30", "2017-01-2017-06"),
    ],
)
def test_a_period_typed_in_one_field_fills_both_days_and_makes_the_address(
    index: ResultsIndexPage, editor: Person, typed: str, start: str, end: str, slug: str
) -> None:
    composed(index, editor, period=typed)
    page = only_edition()
    assert (str(page.period_start), str(page.period_end), page.slug) == (start, end, slug)
    assert page.get_latest_revision_as_object().slug == slug


def test_the_two_days_alone_do_as_well(index: ResultsIndexPage, editor: Person) -> None:
    composed(index, editor, **TYPED_YEAR)
    assert only_edition().slug == "2017"


def test_an_address_that_somebody_chose_stays(index: ResultsIndexPage, editor: Person) -> None:
    composed(index, editor, period="2017", slug="vart-ar")
    assert only_edition().slug == "vart-ar"


def test_an_address_that_is_taken_gets_a_number(index: ResultsIndexPage, editor: Person) -> None:
    index.add_child(instance=Page(title="2017", slug="2017", locale=index.locale))
    composed(index, editor, period="2017")
    assert only_edition().slug == "2017-1"


def test_the_list_of_editions_says_period_language_and_state(editor: Person) -> None:
    ResultsPageFactory.create(title="Resultat", period_end=date(2016, 6, 30), live=False)
    listed = editor.browser.get(reverse("results_listing:index")).content
    (row,) = BeautifulSoup(listed, "html.parser").select("table.listing tbody tr")
    said = " ".join(row.get_text(" ").split())
    assert said.endswith(" januari–juni 2016 Swedish Current page status: draft")


def test_what_is_no_period_is_answered_beside_its_field(
    index: ResultsIndexPage, editor: Person
) -> None:
    answer = composed(index, editor, period="31/12 2019")
    assert len(told(answer)["period"]) == 1
    assert "Write the period like one of these: 2016, 2016/17" in answer.text
    assert not ResultsPage.objects.exists()


def test_a_period_and_days_that_differ_are_refused(index: ResultsIndexPage, editor: Person) -> None:
    response = composed(index, editor, period="2019", period_end="2019-06-30")
    assert told(response) == {
        "period": ["The period and its days differ. Change only one of them."]
    }


def test_a_draft_without_a_period_is_saved_and_gets_its_address_with_the_period(
    index: ResultsIndexPage, editor: Person
) -> None:
    composed(index, editor)
    page = only_edition()
    assert (page.period, page.slug) == (None, "resultat-2017")
    assert told(editor.edit(page, **{"action-publish": "1"})) == {"period": [MISSING]}
    editor.edit(page, period="2017", slug="resultat-2017")
    assert only_edition().slug == "2017"
    editor.edit(only_edition(), **{"action-publish": "1"})
    assert only_edition().live


def test_days_that_are_not_touched_stay_beside_a_season_of_other_months(editor: Person) -> None:
    days = {"period_start": date(2008, 9, 1), "period_end": date(2009, 8, 31)}
    page = ResultsPageFactory.create(live=False, **days)
    page.save_revision()
    editor.edit(page, title="Another title")
    assert (only_edition().period_start, only_edition().title) == (
        date(2008, 9, 1),
        "Another title",
    )


def test_the_open_form_learns_from_an_autosave_what_the_period_made(
    index: ResultsIndexPage, editor: Person
) -> None:
    page = ResultsPageFactory.create(parent=index, live=False, title="Resultat", year=2016)
    page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = page_form_data(page, period="jan - juni 2017", slug="resultat")
    answer = editor.browser.post(url, sent, headers={"accept": "application/json"}).json()
    assert answer["field_updates"] == {
        "period": "januari–juni 2017",
        "period_start": "2017-01-01",
        "period_end": "2017-06-30",
        "slug": "2017-01-2017-06",
    }


def test_a_public_page_keeps_its_address(editor: Person) -> None:
    text = block("text", "text", heading="", text="<p>Om året.</p>")
    page = ResultsPageFactory.create(title="Resultat 2016", slug="resultat-2016", content=[text])
    editor.edit(page, period="2017", **{"action-publish": "1"})
    page.refresh_from_db()
    assert (page.period.slug, page.slug) == ("2017", "resultat-2016")
    page.unpublish()
    editor.edit(page, period="2018")
    assert only_edition().slug == "resultat-2016"


@pytest.mark.parametrize("given", ["2016-1", "2016-2", "resultat-2017"])
def test_a_copy_gets_its_address_with_its_own_period(editor: Person, given: str) -> None:
    page = ResultsPageFactory.create(year=2016)
    copy = page.copy(keep_live=False, update_attrs={"slug": given, "title": "Resultat 2017"})
    editor.edit(copy, period="2017")
    assert [each.slug for each in ResultsPage.objects.order_by("pk")] == ["2016", "2017"]


def test_a_page_added_by_a_program_without_an_address_has_that_of_its_period(
    index: ResultsIndexPage,
) -> None:
    index.add_child(instance=ResultsPage(title="Resultat 2017", locale=index.locale, **YEAR))
    assert only_edition().slug == "2017"


def test_api_v3_takes_a_draft_without_a_period_and_publishes_none(index: ResultsIndexPage) -> None:
    client = api_client()
    meta = {"type": "results.ResultsPage", "parent_id": index.pk}

    def send(method: str, url: str, body: dict[str, Any]) -> Any:
        return client.generic(method, url, json.dumps(body), content_type="application/json")

    created = send("POST", V3, {"meta": meta, "title": "Resultat 2017"})
    assert created.status_code == 201, created.content
    page = only_edition()
    assert (page.period, page.slug) == (None, "resultat-2017")
    url = f"{V3}{page.pk}/"
    refused = send("PATCH", url, {"meta": {"action": "publish"}})
    assert refused.status_code == 422, refused.content
    assert [error["loc"] for error in refused.json()["errors"]] == [["period_start"]]
    changed = send("PATCH", url, TYPED_YEAR)
    assert changed.status_code == 200, changed.content
    assert only_edition().slug == "2017"


def test_an_edition_that_is_public_without_a_period_is_in_no_list() -> None:
    page = ResultsPageFactory.create()
    ResultsPage.objects.update(period_start=None)
    assert live_editions(page.get_parent()) == []
    with translation.override("en"):
        page = only_edition()
        assert [found.code for found in page.get_refusals(publishing=True)] == ["period_missing"]


@pytest.fixture
def first() -> ResultsPage:
    """The edition of 2016."""
    page: ResultsPage = ResultsPageFactory.create()
    return page


def draft(first: ResultsPage, year: int) -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(parent=first.get_parent(), year=year, live=False)
    page.save_revision()
    return page


def asked(page: ResultsPage) -> list[str]:
    """What the issues of the page ask about its period."""
    with translation.override("en"):
        return [str(each.message) for each in issues_of(page) if each.code == "period_unusual"]


def test_a_period_that_has_not_ended_is_asked_about_and_may_be_published(
    first: ResultsPage,
) -> None:
    page = draft(first, 2081)
    assert asked(page) == ["The period 2081 has not ended yet. Is it right?"]
    page.get_latest_revision().publish()
    assert asked(again(page)) == []
    page = draft(first, 2018)
    page.period_end = timezone.localdate() + timedelta(days=1)
    assert len(asked(page)) == 1
    # It will have ended then.
    page.go_live_at = timezone.now() + timedelta(days=2)
    assert asked(page) == []


def test_a_period_more_than_two_years_from_the_nearest_live_edition_is_asked_about(
    first: ResultsPage,
) -> None:
    assert asked(draft(first, 2018)) == asked(draft(first, 2014)) == []
    page = draft(first, 2020)
    (sentence,) = asked(page)
    assert sentence.startswith("The period 2020 is more than two years from every other edition.")
    ResultsPageFactory.create(parent=first.get_parent(), year=2019)
    assert asked(page) == []
