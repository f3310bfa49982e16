"""The figures of a page against the period before, the baseline and the target."""

from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest

from results.models import Indicator, IndicatorTarget, ResultsIndexPage
from results.reading import PageReading
from tests.factories import IndicatorFactory, ResultsIndexPageFactory

from .building import anew, edition

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_a_new_version_of_the_definition_breaks_the_series(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create(unit="percent")
    edition(index, share(indicator, "90"), year=2015)
    before = edition(index, share(indicator, "95"), year=2016)
    indicator.definition_version = 2
    indicator.save()
    page = edition(index, share(indicator, "50"), year=2017)

    assert display(page)["previous"] == {"text": "", "reason": "definition"}
    assert display(before)["previous"]["text"] == "up 5\u00a0percentage\u00a0points since 2015"


def test_a_figure_is_compared_with_its_baseline_and_its_target(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create(
        unit="percent",
        direction="increase",
        baseline_value="50",
        baseline_period_start=date(2010, 1, 1),
        baseline_period_end=date(2010, 12, 31),
    )
    IndicatorTarget.objects.create(
        indicator=indicator,
        period_start=date(2016, 1, 1),
        period_end=date(2016, 12, 31),
        value="90",
    )

    found = display(edition(index, share(indicator, "86.6")))

    assert found["previous"] is None
    up = "up 36.6\u00a0percentage\u00a0points since 2010"
    assert found["baseline"]["text"] == f"{up}, for the better"
    assert found["baseline"]["better"] is True
    assert found["target"] == {
        "text": "the target of 90% for 2016 was partly met",
        "status": "partly_met",
        "value": "90",
    }


def test_a_figure_of_the_baseline_s_own_period_is_not_compared_with_it(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create(
        unit="percent",
        baseline_value="50",
        baseline_period_start=date(2016, 1, 1),
        baseline_period_end=date(2016, 12, 31),
    )
    edition(index, share(indicator, "40"), year=2015)
    found = display(edition(index, share(indicator, "50"), year=2016))
    assert found["previous"]
    assert found["baseline"] is None


def test_the_target_of_a_year_is_that_of_a_figure_as_of_its_last_day(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create(unit="percent", direction="increase")
    year = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
    IndicatorTarget.objects.create(indicator=indicator, value="90", **year)

    found = display(edition(index, share(indicator, "86.6", period_end="2016-12-31")))

    assert found["target"]["text"] == "the target of 90% for 2016 was missed"


def test_a_figure_without_an_indicator_or_of_another_series_has_nothing_to_say(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    edition(index, {"indicator": indicator.pk}, year=2015)
    other = ResultsIndexPageFactory.create(slug="other")

    assert display(edition(index, {}, year=2016)) is None
    assert display(edition(other, {"indicator": indicator.pk}, year=2016))["previous"] is None


def test_the_page_says_it_in_its_language(index: ResultsIndexPage, client: Client) -> None:
    indicator = IndicatorFactory.create(unit="percent")
    edition(index, share(indicator, "98.6"), year=2015)
    page = edition(index, share(indicator, "86.6"), year=2016)

    assert "En minskning med 12\u00a0procentenheter sedan 2015" in client.get(page.url).text


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
