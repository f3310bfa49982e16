"""Last period's figure of an indicator, and the question whether a jump is right."""

from decimal import Decimal
from typing import Any

from wagtail.models import Page, PageViewRestriction

import pytest

from results.findings import findings_of
from results.models import Indicator, ResultsIndexPage, ResultsPage
from results.quantities import Unit
from results.record.previous import previous_figure, previous_figures
from tests.factories import (
    IndicatorFactory,
    LocaleFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    again,
    block,
    home_page,
)

pytestmark = pytest.mark.django_db(transaction=True)


def stat(indicator: Indicator, value: str, **fields: Any) -> dict[str, Any]:
    """A figure of the indicator."""
    given = {"value": value, "unit": "number", "label": "tips", "indicator": indicator.pk}
    return block("stat", f"{indicator.pk} {value}", **given | fields)


class Years:
    """An index page, and an indicator with a figure in each of its years."""

    def __init__(
        self, indicator: Indicator | None = None, slug: str = "results", **fields: Any
    ) -> None:
        self.index = ResultsIndexPageFactory.create(slug=slug, **fields)
        self.indicator = indicator or IndicatorFactory.create()

    def add(self, year: int, *values: str, **fields: Any) -> ResultsPage:
        stats = [stat(self.indicator, value) for value in values]
        right = {"text": "Far from the others.", "period": str(year), "done": True}
        fields |= {"content": stats, "open_points": [right]}
        page = ResultsPageFactory.create(parent=self.index, year=year, **fields)
        return ResultsPage.objects.get(pk=page.pk)

    def previous(self, page: ResultsPage, language: str = "sv") -> str:
        found = previous_figure(page, self.indicator.translation_key)
        return found.text(language) if found else ""


def test_the_previous_figure_is_that_of_the_nearest_public_edition_before() -> None:
    years = Years()
    for year, value in ((2013, "5000"), (2014, "5900"), (2017, "7000")):
        years.add(year, value)
    years.add(2015, "1", live=False)
    assert years.previous(years.add(2016, "6558")) == "2014: 5\u00a0900 tips"
    assert years.previous(years.add(2012, "1")) == ""


def test_an_edition_without_the_indicator_is_passed_over() -> None:
    years = Years()
    years.add(2014, "5900")
    years.add(2015)
    assert years.previous(years.add(2016, "6558"), "en") == "2014: 5,900 tips"


def test_a_figure_in_another_language_of_the_indicator_is_the_same_indicators() -> None:
    years = Years()
    years.add(2014, "5900")
    page = years.add(2016)
    english = years.indicator.copy_for_translation(LocaleFactory.create(language_code="en"))
    english.save()
    assert previous_figure(page, english.translation_key) is not None


def test_editions_below_another_index_page_do_not_count() -> None:
    years = Years()
    others = Years(years.indicator, "other")
    others.add(2014, "5900")
    assert years.previous(years.add(2016, "6558")) == ""


def test_the_figures_of_many_indicators_cost_as_many_queries_as_one(
    django_assert_num_queries: Any,
) -> None:
    years = Years()
    several = [years.indicator, *IndicatorFactory.create_batch(9)]
    content = [stat(indicator, "5900") for indicator in several]
    ResultsPageFactory.create(parent=years.index, year=2014, content=content)
    page = years.add(2016)
    for indicators in ([years.indicator], several):
        page = again(page)
        with django_assert_num_queries(1):
            assert len(
                previous_figures(page, {each.translation_key for each in indicators})
            ) == len(indicators)


@pytest.mark.parametrize(
    ("before", "now", "is_asked"),
    [
        ("5900", "59000", False),
        ("5900", "59001", True),
        ("5900", "590", False),
        ("5900", "589", True),
        ("5900", "0", True),
        ("0", "5900", False),
    ],
)
def test_more_than_ten_times_more_or_less_is_asked_about(
    before: str, now: str, is_asked: bool
) -> None:
    years = Years()
    years.add(2015, before)
    page = years.add(2016, now, live=False)
    found = [finding for finding in findings_of(page) if finding.code == "figure_jumps"]
    assert bool(found) is is_asked
    if found:
        assert found[0].path[-1] == "value"
        assert "2015: " in str(found[0].message)
        assert found[0].severity == "warning"


def test_figures_in_different_units_are_not_compared() -> None:
    years = Years()
    years.add(2015, "5900")
    found = previous_figure(years.add(2016), years.indicator.translation_key)
    assert found
    assert not found.is_far_from(Decimal(1), Unit.PERCENT)


def in_section(is_alias: bool) -> tuple[Years, Page, Page]:
    """Years below a section, or below an alias of it; the section; their English index page."""
    home, english = home_page(), home_page("en")
    section = home.add_child(instance=Page(title="Section", slug="section", locale=home.locale))
    above = section.create_alias(parent=home, update_slug="alias") if is_alias else section
    years = Years(parent=above)
    years.add(2014, "5900")
    index = years.index.copy_for_translation(english.locale, copy_parents=True)
    index.save_revision().publish()
    return years, section, index


def english_2016(index: Page) -> ResultsPage:
    parent = ResultsIndexPage.objects.get(pk=index.pk)
    page = ResultsPageFactory.create(parent=parent, year=2016)
    return ResultsPage.objects.get(pk=page.pk)


def test_what_is_private_as_below_an_alias_of_a_private_page_is_no_previous_figure() -> None:
    years, section, index = in_section(is_alias=True)
    index.move(home_page("en"), pos="last-child")
    page = english_2016(index)
    assert years.previous(page, "en")
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert years.previous(again(page), "en") == ""


def test_who_reads_below_an_alias_of_a_private_page_is_told_the_figure_before() -> None:
    years, section, index = in_section(is_alias=False)
    page = english_2016(index)
    PageViewRestriction.objects.create(page=section, restriction_type="login")
    assert years.previous(page, "en")
