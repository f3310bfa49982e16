"""The period of an edition is typed in one field, and makes the address of a new one on every route."""

import json
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import translation

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.models.editions import live_editions
from tests.factories import (
    AdminFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    api_client,
    block,
    browser_of,
)
from tests.publishing.forms import page_form_data

pytestmark = pytest.mark.django_db

V3 = "/api/v3-preview/pages/"
YEAR = {"period_start": date(2017, 1, 1), "period_end": date(2017, 12, 31)}
TYPED_YEAR = {name: day.isoformat() for name, day in YEAR.items()}
MISSING = "Give the period, for example 2016 or 2016/17."


@pytest.fixture
def index() -> ResultsIndexPage:
    made: ResultsIndexPage = ResultsIndexPageFactory.create()
    return made


@pytest.fixture
def browser() -> Client:
    return browser_of(AdminFactory.create(), language="en")


def composed(index: ResultsIndexPage, browser: Client, **typed: str) -> Any:
    """The answer to a new edition in the admin, with the address that Wagtail makes of the title."""
    url = reverse("wagtailadmin_pages:add", args=["results", "resultspage", index.pk])
    blank = page_form_data(ResultsPage(locale=index.locale))
    sent = {"title": "Resultat 2017", "slug": "resultat-2017", "period": "", **typed}
    return browser.post(url, blank | sent, follow=True)


def edited(page: Page, browser: Client, **typed: str) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return browser.post(url, page_form_data(page.get_latest_revision_as_object(), **typed))


def told(response: Any) -> dict[str, list[str]]:
    """The errors of the form in the answer."""
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


def only_edition() -> ResultsPage:
    page: ResultsPage = ResultsPage.objects.get()
    return page


@pytest.mark.parametrize(
    ("typed", "start", "end", "slug"),
    [
        ("2017", "2017-01-01", "2017-12-31", "2017"),
        ("2016/17", "2016-07-01", "2017-06-30", "2016-17"),
        ("januari–juni 2017", "2017-01-01", "2017-06-30", "2017-01-2017-06"),
    ],
)
def test_a_period_typed_in_one_field_fills_both_days_and_makes_the_address(
    index: ResultsIndexPage, browser: Client, typed: str, start: str, end: str, slug: str
) -> None:
    composed(index, browser, period=typed)
    page = only_edition()
    assert (str(page.period_start), str(page.period_end), page.slug) == (start, end, slug)
    assert page.get_latest_revision_as_object().slug == slug


def test_the_two_days_alone_do_as_well(index: ResultsIndexPage, browser: Client) -> None:
    composed(index, browser, **TYPED_YEAR)
    assert only_edition().slug == "2017"


def test_an_address_that_somebody_chose_stays(index: ResultsIndexPage, browser: Client) -> None:
    composed(index, browser, period="2017", slug="vart-ar")
    assert only_edition().slug == "vart-ar"


def test_an_address_that_is_taken_gets_a_number(index: ResultsIndexPage, browser: Client) -> None:
    index.add_child(instance=Page(title="2017", slug="2017", locale=index.locale))
    composed(index, browser, period="2017")
    assert only_edition().slug == "2017-1"


def test_what_is_no_period_is_answered_beside_its_field(
    index: ResultsIndexPage, browser: Client
) -> None:
    (message,) = told(composed(index, browser, period="31/12 2019"))["period"]
    assert message.startswith("Write the period like one of these: 2016, 2016/17")
    assert not ResultsPage.objects.exists()


def test_a_period_and_days_that_differ_are_refused(
    index: ResultsIndexPage, browser: Client
) -> None:
    response = composed(index, browser, period="2019", period_end="2019-06-30")
    assert told(response) == {
        "period": ["The period and its days differ. Change only one of them."]
    }


def test_a_draft_without_a_period_is_saved_and_gets_its_address_with_the_period(
    index: ResultsIndexPage, browser: Client
) -> None:
    composed(index, browser)
    page = only_edition()
    assert (page.period, page.slug) == (None, "resultat-2017")
    assert told(edited(page, browser, **{"action-publish": "1"})) == {"period": [MISSING]}
    edited(page, browser, period="2017", slug="resultat-2017")
    assert only_edition().slug == "2017"
    edited(only_edition(), browser, **{"action-publish": "1"})
    assert only_edition().live


def test_days_that_are_not_touched_stay_beside_a_season_of_other_months(browser: Client) -> None:
    days = {"period_start": date(2008, 9, 1), "period_end": date(2009, 8, 31)}
    page = ResultsPageFactory.create(live=False, **days)
    page.save_revision()
    edited(page, browser, title="Another title")
    assert (only_edition().period_start, only_edition().title) == (
        date(2008, 9, 1),
        "Another title",
    )


def test_the_open_form_learns_from_an_autosave_what_the_period_made(
    index: ResultsIndexPage, browser: Client
) -> None:
    page = ResultsPageFactory.create(parent=index, live=False, title="Resultat", year=2016)
    page.save_revision()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = page_form_data(page, period="jan - juni 2017", slug="resultat")
    answer = browser.post(url, sent, headers={"accept": "application/json"}).json()
    assert answer["field_updates"] == {
        "period": "januari–juni 2017",
        "period_start": "2017-01-01",
        "period_end": "2017-06-30",
        "slug": "2017-01-2017-06",
    }


def test_a_public_page_keeps_its_address(browser: Client) -> None:
    text = block("text", "text", heading="", text="<p>Om året.</p>")
    page = ResultsPageFactory.create(title="Resultat 2016", slug="resultat-2016", content=[text])
    edited(page, browser, period="2017", **{"action-publish": "1"})
    page.refresh_from_db()
    assert (page.period.slug, page.slug) == ("2017", "resultat-2016")
    page.unpublish()
    edited(page, browser, period="2018")
    assert only_edition().slug == "resultat-2016"


@pytest.mark.parametrize("given", ["2016-1", "2016-2", "resultat-2017"])
def test_a_copy_gets_its_address_with_its_own_period(browser: Client, given: str) -> None:
    page = ResultsPageFactory.create(year=2016)
    copy = page.copy(keep_live=False, update_attrs={"slug": given, "title": "Resultat 2017"})
    edited(copy, browser, period="2017")
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


@pytest.mark.parametrize(
    ("slug", "address"), [({}, "2017"), ({"slug": "vart-ar"}, "vart-ar")], ids=["none", "own"]
)
def test_api_v3_makes_the_address_of_a_new_edition_of_its_period(
    index: ResultsIndexPage, slug: dict[str, str], address: str
) -> None:
    meta = {"type": "results.ResultsPage", "parent_id": index.pk}
    body = {"meta": meta, "title": "Resultat 2017", **TYPED_YEAR, **slug}
    answer = api_client().post(V3, json.dumps(body), content_type="application/json")
    assert answer.status_code == 201, answer.content
    assert only_edition().slug == address


def test_an_edition_that_is_public_without_a_period_is_in_no_list() -> None:
    page = ResultsPageFactory.create()
    ResultsPage.objects.update(period_start=None)
    assert live_editions(page.get_parent()) == []
    with translation.override("en"):
        page = only_edition()
        assert [found.code for found in page.get_refusals(publishing=True)] == ["period_missing"]
