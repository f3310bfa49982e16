"""A period that has not ended, or lies far from all others, is confirmed by a person."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone, translation

from wagtail.models import Page

import pytest
from bs4 import BeautifulSoup

from results.findings import errors_of
from results.models import ResultsPage
from tests.factories import ResultsPageFactory, browser_of
from tests.publishing.forms import page_form_data
from tests.routes import Person, Route, routes

pytestmark = pytest.mark.django_db

NOT_ENDED = "The period 2081 has not ended yet: confirm that it is right."
FAR = "The period 2019 is more than two years from every other edition: confirm that it is right."


@pytest.fixture
def first() -> ResultsPage:
    """The edition of 2016."""
    page: ResultsPage = ResultsPageFactory.create()
    return page


def draft(first: ResultsPage, year: int) -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(parent=first.get_parent(), year=year, live=False)
    page.save_revision()
    return page


def said(page: ResultsPage) -> list[str]:
    with translation.override("en"):
        return [str(each.message) for each in errors_of(page, publishing=True)]


def test_a_period_that_has_not_ended_is_to_be_confirmed(first: ResultsPage) -> None:
    assert said(draft(first, 2081)) == [NOT_ENDED]
    page = draft(first, 2018)
    page.period_end = timezone.localdate()
    assert said(page) == []
    page.period_end += timedelta(days=1)
    (sentence,) = said(page)
    assert "has not ended yet" in sentence
    # It will have ended then.
    page.go_live_at = timezone.now() + timedelta(days=2)
    assert said(page) == []


@pytest.mark.parametrize(("year", "sentences"), [(2018, []), (2019, [FAR]), (2014, [])])
def test_a_period_more_than_two_years_from_all_others_is_to_be_confirmed(
    first: ResultsPage, year: int, sentences: list[str]
) -> None:
    assert said(draft(first, year)) == sentences


def test_the_nearest_live_edition_counts_and_the_first_of_all_has_none(first: ResultsPage) -> None:
    page = draft(first, 2020)
    other = ResultsPageFactory.create(parent=first.get_parent(), year=2018)
    assert said(page) == []
    Page.objects.filter(pk=other.pk).update(live=False)
    assert len(said(page)) == 1
    Page.objects.filter(pk=first.pk).update(live=False)
    assert said(page) == []


def test_a_public_period_is_not_asked_about_again(first: ResultsPage) -> None:
    ResultsPage.objects.filter(pk=first.pk).update(
        period_start=date(2081, 1, 1), period_end=date(2081, 12, 31)
    )
    page = ResultsPage.objects.get(pk=first.pk)
    assert said(page) == []
    page.period_start, page.period_end = date(2082, 1, 1), date(2082, 12, 31)
    assert said(page)[-1].startswith("The period 2082 has not ended yet")


@routes("publish()", "v3 actions/publish", "scheduler")
def test_no_program_publishes_it_unless_the_data_say_that_it_is_right(
    first: ResultsPage, route: Route
) -> None:
    page, person = draft(first, 2081), Person.of()
    with translation.override("en"):
        answer = route(person, page)
    assert answer.said == NOT_ENDED
    for error in answer.response.json()["errors"] if answer.response else []:
        assert (error["type"], error["loc"]) == ("period_unusual", ["period_end"])
    assert not ResultsPage.objects.get(pk=page.pk).live
    page.open_points = [{"text": "Right", "period": "2081", "done": True}]
    page.save_revision().publish()
    assert ResultsPage.objects.get(pk=page.pk).live


class Form:
    """The form of the draft, in the browser of a person who reads English."""

    def __init__(self, page: ResultsPage) -> None:
        self.key, self.browser = page.pk, browser_of(language="en")

    @property
    def page(self) -> ResultsPage:
        """The page as it stands."""
        return ResultsPage.objects.get(pk=self.key)

    def send(self, **fields: Any) -> str:
        """Send the form; what the panel of points says then."""
        page = self.page.get_latest_revision_as_object()
        url = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        answer = self.browser.post(url, page_form_data(page, **fields), follow=True)
        self.html = BeautifulSoup(answer.content, "html.parser")
        panel = self.html.select_one("#results-open-points")
        return panel.get_text() if panel else ""

    @property
    def ticked(self) -> dict[str, str]:
        """What the form sends when the one point is ticked."""
        (box,) = self.html.select("input[name=open_points]")
        return {"open_points": str(box["value"]), "open_points-shown": str(box["value"])}


def test_the_form_makes_a_point_of_it_which_a_person_ticks(first: ResultsPage) -> None:
    form = Form(draft(first, 2018))
    assert NOT_ENDED in form.send(period="2081", **{"action-publish": "1"})
    assert not form.page.live
    form.send(period="2081", **form.ticked, **{"action-publish": "1"})
    assert (form.page.live, form.page.period_end) == (True, date(2081, 12, 31))
    assert [point["done"] for point in form.page.open_points] == [True]


def test_a_draft_can_always_be_saved_and_another_period_takes_the_point_away(
    first: ResultsPage,
) -> None:
    form = Form(draft(first, 2018))
    assert NOT_ENDED in form.send(period="2081")
    assert form.page.get_latest_revision_as_object().period.slug == "2081"
    assert form.send(period="2018", **form.ticked) == ""
    assert form.page.get_latest_revision_as_object().open_points == []


def test_a_point_about_another_period_neither_confirms_nor_refuses(first: ResultsPage) -> None:
    page = draft(first, 2081)
    page.open_points = [{"text": "Right", "period": "2080", "done": True}]
    assert said(page) == [NOT_ENDED]
    page = draft(first, 2017)
    page.open_points = [{"text": "Right", "period": "2081", "done": False}]
    assert said(page) == []
