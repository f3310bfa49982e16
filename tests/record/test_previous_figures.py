"""Last period's figure of an indicator, the question whether a jump is right, and what the form is told."""

from typing import Any

from django.urls import reverse

from wagtail.models import Page, PageViewRestriction

import pytest

from results.findings import findings_of
from results.models import Indicator, ResultsIndexPage, ResultsPage
from results.record.comparing import previous_figures
from tests.factories import (
    EDITOR,
    IndicatorFactory,
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    browser_of,
    home_page,
)

from .building import anew, body

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def indicator(db: None) -> Indicator:
    made: Indicator = IndicatorFactory.create()
    return made


def of_year(
    index: Page, indicator: Indicator, year: int, *values: str, **fields: Any
) -> ResultsPage:
    """An edition with these figures of the indicator."""
    figures = (
        {"name": value, "value": value, "label": "tips", "indicator": indicator.pk}
        for value in values
    )
    page = ResultsPageFactory.create(parent=index, year=year, content=body(*figures), **fields)
    return anew(page)


def previous(page: ResultsPage, indicator: Indicator, language: str = "sv") -> str:
    found = previous_figures(page, {indicator.translation_key}).get(indicator.translation_key)
    return found.text(language) if found else ""


def test_the_previous_figure_is_that_of_the_nearest_public_edition_before(
    index: ResultsIndexPage, indicator: Indicator
) -> None:
    for year, value in ((2012, "5000"), (2013, "5900")):
        of_year(index, indicator, year, value)
    # Without the indicator, and a draft.
    of_year(index, indicator, 2014)
    of_year(index, indicator, 2015, "1", live=False)
    page = of_year(index, indicator, 2016, "6558")
    of_year(index, indicator, 2017, "7000")
    assert previous(page, indicator) == "2013: 5\u00a0900 tips"
    assert previous(page, indicator, "en") == "2013: 5,900 tips"
    assert previous(of_year(index, indicator, 2011, "1"), indicator) == ""


def test_a_figure_in_another_language_of_the_indicator_is_the_same_indicators(
    index: ResultsIndexPage, indicator: Indicator
) -> None:
    of_year(index, indicator, 2014, "5900")
    english = indicator.copy_for_translation(LocaleFactory.create(language_code="en"))
    english.save()
    assert previous(of_year(index, indicator, 2016), english)


@pytest.mark.parametrize(
    ("before", "now", "is_asked"),
    [
        ("5900", "59000", False),
        ("5900", "59001", True),
        ("5900", "590", False),
        ("5900", "589", True),
        ("0", "5900", False),
    ],
)
def test_more_than_ten_times_more_or_less_is_asked_about(
    index: ResultsIndexPage, indicator: Indicator, before: str, now: str, is_asked: bool
) -> None:
    of_year(index, indicator, 2015, before)
    page = of_year(index, indicator, 2016, now, live=False)
    found = [finding for finding in findings_of(page) if finding.code == "figure_jumps"]
    assert bool(found) is is_asked
    if found:
        assert found[0].path[-1] == "value"
        assert "2015: " in str(found[0].message)
        assert found[0].severity == "warning"


def in_section(indicator: Indicator, is_alias: bool) -> tuple[Page, Page]:
    """A section, and the English index page of 2014 below it, or below an alias of it."""
    home, english = home_page(), home_page("en")
    section = home.add_child(instance=Page(title="Section", slug="section", locale=home.locale))
    above = section.create_alias(parent=home, update_slug="alias") if is_alias else section
    index = ResultsIndexPageFactory.create(slug="results", parent=above)
    of_year(index, indicator, 2014, "5900")
    translation = index.copy_for_translation(english.locale, copy_parents=True)
    translation.save_revision().publish()
    return section, ResultsIndexPage.objects.get(pk=translation.pk)


def test_what_is_private_as_below_an_alias_of_a_private_page_is_no_previous_figure(
    indicator: Indicator,
) -> None:
    section, english = in_section(indicator, is_alias=True)
    english.move(home_page("en"), pos="last-child")
    page = of_year(again(english), indicator, 2016)
    assert previous(page, indicator, "en")
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert previous(again(page), indicator, "en") == ""


def test_who_reads_below_an_alias_of_a_private_page_is_told_the_figure_before(
    indicator: Indicator,
) -> None:
    section, english = in_section(indicator, is_alias=False)
    page = of_year(english, indicator, 2016)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert previous(page, indicator, "en")


def hint(user: Any = None, **query: Any) -> dict[str, str]:
    """The answer for the fields of a form, in the Swedish admin."""
    browser = browser_of(user, language="sv")
    answer: dict[str, str] = browser.get(reverse("results_admin:indicator_hint"), query).json()
    return answer


@pytest.fixture
def draft(index: ResultsIndexPage, indicator: Indicator) -> ResultsPage:
    """The draft of the year after one in which the indicator was published."""
    of_year(index, indicator, 2015, "5900")
    return of_year(index, indicator, 2016, live=False)


def test_a_hint_has_the_name_the_unit_and_last_periods_figure(
    indicator: Indicator, draft: ResultsPage
) -> None:
    assert hint(indicator=indicator.pk, page=draft.pk, value="6558", unit="number") == {
        "name": "granskade tips",
        "unit": "number",
        "previous": "2015: 5\u00a0900 tips",
        "question": "",
    }


@pytest.mark.parametrize(
    ("given", "is_asked"),
    [
        ({"value": "65 580"}, True),
        ({"value": "65 580", "unit": "percent"}, False),
        ({"value": "1,234"}, False),
        # The period as it is typed, not as it was saved: there was no edition before.
        ({"value": "65 580", "period_start": "2014-01-01"}, False),
        ({"value": "65 580", "period_start": "2014-31-01"}, True),
    ],
)
def test_a_question_is_asked_of_what_can_be_read_and_compared(
    indicator: Indicator, draft: ResultsPage, given: dict[str, str], is_asked: bool
) -> None:
    found = hint(indicator=indicator.pk, page=draft.pk, **{"unit": "number"} | given)
    assert bool(found["question"]) is is_asked


def test_nothing_is_told_of_an_indicator_that_is_gone(draft: ResultsPage) -> None:
    for key in ("", "abc", "999999"):
        assert not any(hint(indicator=key, page=draft.pk).values())


def test_whoever_may_not_edit_the_page_is_not_told_what_was_published(
    indicator: Indicator, draft: ResultsPage
) -> None:
    for may, is_told in ((EDITOR, True), (("add_page",), False)):
        told = hint(UserFactory.create(may=may), indicator=indicator.pk, page=draft.pk)
        assert bool(told["previous"]) is is_told
    assert not hint(indicator=indicator.pk, page="")["previous"]
