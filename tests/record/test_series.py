"""What was published of the same figure over the years: compared, in series, drawn, and in the form."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import Page, PageViewRestriction

import pytest

from results.models import Indicator, IndicatorTarget, ResultsIndexPage, ResultsPage
from results.quantities import Incomparable, Qualifier
from results.quantities.chart import ChartError, Refusal
from results.reading import PageReading
from results.record.models import previous_figures
from results.record.over_time import Edition, Series, series_to_draw, series_with
from results.rules import issues_of
from tests.factories import (
    EDITOR,
    IndicatorFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    browser_of,
    home_page,
)

from .building import anew, body, edition, publish, stat_id

pytestmark = pytest.mark.django_db(transaction=True)


def over_the_years(page: Any, indicator: Indicator | None = None) -> tuple[list[Edition], Series]:
    """The editions with the figure of a page, and its series."""
    editions, series = series_with(
        anew(page), stat_id(), indicator.translation_key if indicator else None
    )
    assert series
    return editions, series


def test_a_figure_without_an_indicator_is_known_by_its_block_and_drawn_in_one_unit(
    index: ResultsIndexPage,
) -> None:
    edition(index, {"value": "10"}, year=2015)
    page = edition(index, {"value": "12", "unit": "hours"}, year=2016)

    editions, series = over_the_years(page)

    assert [point.change for point in series.points.values()] == [None, Incomparable.UNIT]
    with pytest.raises(ChartError) as caught:
        series_to_draw(series, editions, "sv", "")
    assert caught.value.refusal is Refusal.UNITS


def test_a_correction_does_not_change_which_of_two_figures_stands_for_an_edition(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    figures = [
        {"name": name, "indicator": indicator.pk, "value": value}
        for name, value in (("first", "100"), ("second", "900"))
    ]
    page = edition(index, *figures, year=2016)
    later = edition(index, {"indicator": indicator.pk, "value": "110"}, year=2017)
    publish(page, {**figures[0], "value": "101"}, figures[1])

    _editions, series = over_the_years(later, indicator)
    assert [int(point.row.value) for point in series.points.values()] == [101, 110]
    reading = PageReading.of(again(later))
    compared = reading.figures[0].display(reading)["comparison"]
    assert compared and compared["previous"] and compared["previous"]["absolute"] == "9"


def display(page: Any, number: int = 0) -> Any:
    """What a reader in English gets of the comparison of a figure."""
    reading = PageReading.of(anew(page))
    reading.language = "en"
    return reading.figures[number].display(reading)["comparison"]


def share(indicator: Indicator, value: str, **fields: Any) -> dict[str, Any]:
    return {"value": value, "unit": "percent", "indicator": indicator.pk, **fields}


def test_a_figure_is_compared_with_that_of_the_period_before(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create(unit="percent")
    edition(index, share(indicator, "90"), year=2014)
    edition(index, share(indicator, "98.6"), year=2015)
    page = edition(index, share(indicator, "86.6"), year=2016)

    assert display(page)["previous"] == {
        "text": "down 12\u00a0percentage\u00a0points since 2015",
        "period": "2015",
        "absolute": "-12",
        "better": None,
        "relative": "",
    }


def test_a_figure_is_compared_with_a_baseline_before_it_and_the_target_of_its_year_or_last_day(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create(
        unit="percent",
        direction="increase",
        baseline_value="50",
        baseline_period_start=date(2015, 1, 1),
        baseline_period_end=date(2015, 12, 31),
    )
    year = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
    IndicatorTarget.objects.create(indicator=indicator, value="90", **year)
    first = display(edition(index, share(indicator, "50"), year=2015))
    on_its_last_day = share(indicator, "86.6", name="day", period_end="2016-12-31")
    page = edition(index, share(indicator, "86.6"), on_its_last_day)

    found = display(page)
    up = "up 36.6\u00a0percentage\u00a0points since 2015"
    assert found["baseline"]["text"] == f"{up}, for the better"
    assert found["baseline"]["better"] is True
    assert found["target"] == {
        "text": "the target of 90% for 2016 was partly met",
        "status": "partly_met",
        "value": "90",
    }
    assert display(page, 1)["target"]["text"] == "the target of 90% for 2016 was missed"
    assert (first["previous"], first["baseline"]) == (None, None)


def test_a_figure_without_an_indicator_or_of_another_series_has_nothing_to_say(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    edition(index, {"indicator": indicator.pk}, year=2015)
    other = ResultsIndexPageFactory.create(slug="other")

    assert display(edition(index, {}, year=2016)) is None
    assert display(edition(other, {"indicator": indicator.pk}, year=2016))["previous"] is None


def test_the_cost_does_not_grow_with_the_figures_or_the_editions(index: ResultsIndexPage) -> None:
    indicators = [IndicatorFactory.create(name=f"indicator {n}") for n in range(20)]
    figures = [{"name": str(n), "indicator": each.pk} for n, each in enumerate(indicators)]
    counts = []
    for year, some in ((2014, figures[:1]), (2015, figures), (2016, figures[:2]), (2017, figures)):
        page = anew(edition(index, *some, year=year))
        reading = PageReading.of(page)
        reading.load()
        with CaptureQueriesContext(connection) as asked:
            for figure in reading.figures:
                figure.display(reading)
        counts.append(len(asked))
    assert max(counts[1:]) <= 3


def test_a_year_without_an_edition_or_a_figure_is_a_gap(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create()
    edition(index, {"name": "another", "label": "films"}, year=2015)
    for year, value in ((2013, "10"), (2016, "12")):
        page = edition(index, {"indicator": indicator.pk, "value": value}, year=year)
    editions, reports = over_the_years(page, indicator)

    series = series_to_draw(reports, editions, "sv", "granskade tips")

    assert series.name == "granskade tips"
    assert [(each.label, each.value and int(each.value)) for each in series.points] == [
        ("2013", 10),
        ("2014", None),
        ("2015", None),
        ("2016", 12),
    ]
    assert [each.is_newest for each in series.points] == [False, False, False, True]


def test_a_figure_is_drawn_as_it_was_said_and_broken_off_where_it_is_counted_in_another_way(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    edition(index, {"indicator": indicator.pk, "value": "1000"}, year=2015)
    indicator.definition_version = 2
    indicator.save()
    figure = {"indicator": indicator.pk, "value": "1200", "qualifier": "over"}
    editions, reports = over_the_years(edition(index, figure, year=2016), indicator)

    before, after = series_to_draw(reports, editions, "sv", "").points

    assert (before.text, after.text) == ("1\xa0000", "över\xa01\xa0200")
    assert (before.breaks, after.breaks) == (False, True)
    assert after.qualifier is Qualifier.OVER


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
    return found.text_beside_later(language) if found else ""


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
    found = [issue for issue in issues_of(page) if issue.code == "figure_jumps"]
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
