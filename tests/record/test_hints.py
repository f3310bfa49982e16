"""What the form of a figure is told about its indicator."""

from typing import Any

from django.urls import reverse

import pytest

from results.models import Indicator, ResultsPage
from tests.factories import (
    EDITOR,
    IndicatorFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    block,
    browser_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def hint(user: Any = None, **query: Any) -> dict[str, str]:
    """The answer for the fields of a form, in the Swedish admin."""
    browser = browser_of(user, language="sv")
    answer: dict[str, str] = browser.get(reverse("results_admin:indicator_hint"), query).json()
    return answer


def years() -> tuple[Indicator, ResultsPage]:
    """An indicator, published for 2015, and the draft of 2016."""
    indicator = IndicatorFactory.create(name="granskade tips")
    index = ResultsIndexPageFactory.create()
    stat = block("stat", "s", value="5900", unit="number", indicator=indicator.pk)
    ResultsPageFactory.create(parent=index, year=2015, content=[stat])
    draft: ResultsPage = ResultsPageFactory.create(parent=index, live=False)
    return indicator, draft


def test_a_hint_has_the_name_the_unit_and_last_periods_figure() -> None:
    indicator, draft = years()
    assert hint(indicator=indicator.pk, page=draft.pk, value="6558", unit="number") == {
        "name": "granskade tips",
        "unit": "number",
        "previous": "2015: 5\u00a0900 granskade tips",
        "question": "",
    }


@pytest.mark.parametrize(
    ("given", "is_asked"),
    [
        ({"value": "65 580"}, True),
        ({"value": "65 580", "unit": "percent"}, False),
        ({"value": "1,234"}, False),
        ({"value": ""}, False),
        # The period as it is typed, not as it was saved: there was no edition before.
        ({"value": "65 580", "period_start": "2014-01-01"}, False),
        ({"value": "65 580", "period_start": "2014-31-01"}, True),
    ],
)
def test_a_question_is_asked_of_what_can_be_read_and_compared(
    given: dict[str, str], is_asked: bool
) -> None:
    indicator, draft = years()
    found = hint(indicator=indicator.pk, page=draft.pk, **{"unit": "number"} | given)
    assert bool(found["question"]) is is_asked


def test_nothing_is_told_of_an_indicator_that_is_gone() -> None:
    _indicator, draft = years()
    for key in ("", "abc", "999999"):
        assert not any(hint(indicator=key, page=draft.pk).values())


def test_whoever_may_not_edit_the_page_is_not_told_what_was_published() -> None:
    indicator, draft = years()
    for may, is_told in ((EDITOR, True), (("add_page",), False)):
        told = hint(UserFactory.create(may=may), indicator=indicator.pk, page=draft.pk)
        assert bool(told["previous"]) is is_told
    assert not hint(indicator=indicator.pk, page="")["previous"]
