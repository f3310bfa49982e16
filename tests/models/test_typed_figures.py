"""What a person types into a form: a figure fills the fields beside, and what is refused is said."""

from typing import Any

from django.urls import reverse

from wagtail.models import Page

import pytest

from results.issues import Stage
from results.models import ResultsPage
from results.publishing import Refused
from results.rules import issues_of
from tests.factories import ResultsPageFactory, block, browser_of
from tests.publishing.forms import page_form_data
from tests.routes import Person

pytestmark = pytest.mark.django_db

FIELD = "body-0-value-value"
UNREAD = ["över tvåhundra", "1.234", "NaN", "1/0", "1234567890123"]


def draft(**figure: Any) -> ResultsPage:
    """A draft with one figure, in the form of an editor who reads English."""
    stat = block("stat", "s", **{"value": None, "label": "", **figure})
    page: ResultsPage = ResultsPageFactory.create(live=False, content=[stat])
    page.save_revision()
    return page


def save(page: ResultsPage, typed: str, accept: str = "text/html", **buttons: str) -> Any:
    """Send the form with this typed into the figure."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = {**page_form_data(page), FIELD: typed, **buttons}
    return browser_of(language="en").post(url, data, headers={"accept": accept})


def latest(page: ResultsPage) -> ResultsPage:
    found: ResultsPage = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    return found


def stored(page: ResultsPage) -> dict[str, Any]:
    """The figure of the newest draft as the database has it."""
    found: dict[str, Any] = latest(page).body.get_prep_value()[0]["value"]
    return found


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("over 6558 reports", {"value": "6558", "qualifier": "over", "label": "reports"}),
        ("3,2 mkr", {"value": "3200000", "unit": "SEK", "scale": "million"}),
        (
            "1 100 illegal of 6 558 reports",
            {"value": "1100", "label": "illegal", "whole_value": "6558", "whole_label": "reports"},
        ),
    ],
)
def test_what_is_typed_fills_the_fields_beside_without_a_script(
    typed: str, expected: dict[str, str]
) -> None:
    page = draft()
    assert save(page, typed).status_code == 302
    assert {**stored(page), **expected} == stored(page)


def test_a_label_stays_and_the_rest_is_as_it_was_typed_last() -> None:
    page = draft(value="5", label="reports reviewed", unit="EUR", qualifier="over", scale="million")
    save(page, "about 250 kr reports")
    figure = stored(page)
    assert (figure["value"], figure["qualifier"], figure["unit"]) == ("250", "about", "SEK")
    assert (figure["label"], figure["scale"]) == ("reports reviewed", "million")


@pytest.mark.parametrize("typed", UNREAD)
def test_what_is_no_figure_is_saved_by_itself_and_is_there_after_a_reload(typed: str) -> None:
    page = draft()
    answer = save(page, typed, accept="application/json")
    assert answer.json()["success"] is True
    assert latest(page).body[0].value.quantity is None
    assert page_form_data(latest(page))[FIELD] == typed
    (issue,) = [each for each in issues_of(latest(page)) if each.path[-1] == "value"]
    assert issue.stage is Stage.PUBLISHING


@pytest.mark.parametrize("typed", UNREAD)
def test_what_is_no_figure_is_never_published(typed: str) -> None:
    page = draft(label="reports")
    assert save(page, typed, **{"action-publish": "1"}).status_code == 200
    save(page, typed)
    with pytest.raises(Refused):
        latest(page).get_latest_revision().publish()
    assert not ResultsPage.objects.get(pk=page.pk).live


def test_the_refusal_says_what_was_typed_and_what_is_understood() -> None:
    answer = save(draft(), "über 250", **{"action-publish": "1"})
    assert "is not understood. Write the number" in answer.content.decode()


def test_all_that_refuses_publishing_is_told_at_once() -> None:
    link = block("link", "l", text="here", url="https://ecpat.se/")
    page = ResultsPageFactory.create(
        live=False, content=[block("text", "t", heading="Heading", text="", links=[link])]
    )
    page.save_revision()
    told = Person.of().edit(page).content.decode()
    assert "This field is required." in told
    assert "“here” alone says nothing" in told
