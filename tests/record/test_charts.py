"""A chart of a page draws what was published of its indicators, and what the page says itself."""

from typing import Any

from wagtail.models import Locale

import pytest
from bs4 import BeautifulSoup

from results.models import Figure, ResultsIndexPage, ResultsPage
from results.pdf.making import printed
from results.quantities.chart import Chart, Refusal
from results.reading import PageReading
from results.rules import issues_of
from tests.factories import IndicatorFactory, as_stream, block

from .building import body, edition, stat_id

pytestmark = pytest.mark.django_db(transaction=True)


def chart_block(*shown: tuple[str, Any], kind: str = "columns", **others: Any) -> dict[str, Any]:
    """A chart of these things."""
    indicators, figures = (
        [each for what, each in shown if what == wanted] for wanted in ("indicator", "figure")
    )
    chosen = {"chart_type": kind, "indicators": indicators, "figures": figures}
    return block("chart", "chart", title="Granskade tips", **chosen, **others)


def charted(page: ResultsPage, *charts: dict[str, Any]) -> ResultsPage:
    """The page as it would be with these charts at its end."""
    found: ResultsPage = ResultsPage.objects.get(pk=page.pk)
    found.body = as_stream([*found.body.raw_data, *charts])
    return found


def drawn(page: ResultsPage, place: int = -1) -> Chart | Refusal:
    """What a chart of the page is."""
    return PageReading.of(page).chart(page.body[place].value)


def numbers(chart: Chart | Refusal) -> list[tuple[str, list[str]]]:
    """The periods of a chart with the numbers of its table."""
    assert isinstance(chart, Chart)
    periods = zip(*(each.points for each in chart.series), strict=True)
    return [(points[0].label, [point.data for point in points]) for points in periods]


def years(index: ResultsIndexPage, *values: tuple[int, str]) -> tuple[Any, ResultsPage]:
    """An indicator with these figures, and the last edition."""
    indicator = IndicatorFactory.create()
    pages = [
        edition(index, {"indicator": indicator.pk, "value": value}, year=year)
        for year, value in values
    ]
    return indicator, pages[-1]


def test_every_number_of_a_drawing_is_that_of_the_record(index: ResultsIndexPage) -> None:
    indicator, page = years(index, (2013, "-4402"), (2014, "123456789012"), (2016, "6558.25"))
    page = charted(page, chart_block(("indicator", indicator.pk)))
    html = BeautifulSoup(page.body[-1].render({"page": page}), "html.parser")

    recorded = {str(row.edition_end)[:4]: row.value for row in Figure.objects.all()}
    heads, cells = html.select("tbody th"), html.select("tbody td")
    table = {
        head.text: str(cell.data["value"]) if cell.data else ""
        for head, cell in zip(heads, cells, strict=True)
    }
    assert table == {year: str(recorded.get(year, "")) for year in ("2013", "2014", "2015", "2016")}


def test_a_draft_draws_what_it_says_itself_and_no_later_edition(index: ResultsIndexPage) -> None:
    indicator, page = years(index, (2014, "10"), (2015, "12"))
    edition(index, {"indicator": indicator.pk, "value": "99"}, year=2016)
    draft = ResultsPage.objects.get(pk=page.pk)
    draft.body = as_stream(
        [
            *body({"indicator": indicator.pk, "value": "15"}),
            chart_block(("indicator", indicator.pk)),
        ]
    )

    assert numbers(drawn(draft)) == [("2014", ["10"]), ("2015", ["15"])]


def test_a_translation_draws_the_same_in_its_language(index: ResultsIndexPage) -> None:
    indicator, page = years(index, (2015, "5354"), (2016, "6558"))
    english, _made = Locale.objects.get_or_create(language_code="en")
    above = index.copy_for_translation(english, copy_parents=True)
    above.save_revision().publish()
    page = charted(page, chart_block(("indicator", indicator.pk)))
    page.save_revision().publish()
    translation = page.copy_for_translation(english)

    chart = drawn(translation)

    assert numbers(chart) == [("2015", ["5354"]), ("2016", ["6558"])]
    assert isinstance(chart, Chart)
    assert chart.rows[0][0].text == "5,354"


def test_a_client_gets_the_data_of_a_chart_and_what_each_key_in_it_stands_for(
    index: ResultsIndexPage,
) -> None:
    first, second = (IndicatorFactory.create(name=name) for name in ("Tips", "Samtal"))
    for year in (2015, 2016):
        page = edition(
            index,
            {"name": "one", "indicator": first.pk, "value": "10", "qualifier": "over"},
            {"name": "two", "indicator": second.pk, "value": "12"},
            year=year,
        )
    chosen = chart_block(("indicator", first.pk), ("indicator", second.pk), kind="line")
    page = charted(page, chosen)

    shown = page.body.stream_block.get_api_representation(page.body)[-1]["value"]

    keys = [(each["key"], each["meaning"]) for each in shown["display"]["legend"]]
    assert keys == [("A", "Tips"), ("B", "Samtal"), (">", "Över")]
    assert shown["indicators"] == [first.pk, second.pk]
    assert shown["display"]["refusal"] == ""
    points = [series["points"] for series in shown["display"]["series"]]
    assert [[point["value"] for point in each] for each in points] == [["10"] * 2, ["12"] * 2]


def test_bars_show_figures_of_the_page_as_it_says_them(index: ResultsIndexPage) -> None:
    page = edition(
        index,
        {"name": "one", "value": "6558", "label": "granskade tips"},
        {"name": "two", "value": "1100", "label": "illegala", "qualifier": "over"},
    )
    shown = [("figure", str(stat_id(name))) for name in ("two", "one")]
    chart = drawn(charted(page, chart_block(*shown, kind="bars")))

    assert numbers(chart) == [("illegala", ["1100"]), ("granskade tips", ["6558"])]
    assert isinstance(chart, Chart)
    assert [panel.text for panel in chart.panels] == ["över\xa01\xa0100", "6\xa0558"]


def test_what_cannot_be_drawn_is_left_out_with_an_issue(index: ResultsIndexPage) -> None:
    indicator, page = years(index, (2016, "6558"))
    gone, other = IndicatorFactory.create(), IndicatorFactory.create()
    figure = ("figure", str(stat_id()))
    unknown = ("figure", "00000000-0000-4000-8000-000000000000")
    charts = [
        chart_block(("indicator", indicator.pk)),
        chart_block(("indicator", other.pk)),
        chart_block(("indicator", gone.pk)),
        chart_block(("indicator", indicator.pk), figure),
        chart_block(unknown, figure, kind="bars"),
        chart_block(("indicator", indicator.pk), ("indicator", indicator.pk)),
        chart_block(figure, kind="bars"),
        chart_block(),
    ]
    gone.delete()
    page = charted(page, *charts)

    refused = [drawn(page, place) for place in range(-len(charts), 0)]

    assert refused == ["one", "empty", "gone", "mixed", "gone", "series", "one", "empty"]
    assert not page.body[-1].render({"page": page}).strip()
    said = [str(each.message) for each in issues_of(page) if each.code == "chart_not_drawn"]
    assert [text.split(". ", 1)[1] for text in said] == [
        str(Refusal.of(each).label) for each in refused
    ]


def test_the_charts_of_a_page_cost_one_query_more_whatever_their_number(
    index: ResultsIndexPage, django_assert_num_queries: Any
) -> None:
    indicators = [IndicatorFactory.create() for _number in range(8)]
    for year in (2014, 2015, 2016):
        figures = [
            {"name": str(each.pk), "indicator": each.pk, "value": str(year)} for each in indicators
        ]
        page = edition(index, *figures, year=year)
    charts = [chart_block(("indicator", each.pk)) for each in indicators]
    for shown in (charts[:1], charts):
        reading = PageReading.of(charted(page, *shown))
        reading.load()
        assert reading.page_instance.locale
        with django_assert_num_queries(1):
            for child in reading.page_instance.body:
                if child.block_type == "chart":
                    assert isinstance(reading.chart(child.value), Chart)


def test_a_chart_is_printed_with_the_same_drawing(index: ResultsIndexPage) -> None:
    indicator, page = years(index, (2015, "5354"), (2016, "6558"))
    page = charted(page, chart_block(("indicator", indicator.pk), note="Räknade en gång."))
    paper = BeautifulSoup(printed(page)[0], "html.parser").select_one(".results-chart")
    web = BeautifulSoup(page.body[-1].render({"page": page}), "html.parser")

    assert paper is not None
    assert [bar.attrs for bar in paper.find_all("rect")] == [
        bar.attrs for bar in web.find_all("rect")
    ]
    assert "Räknade en gång." in paper.text
