"""A chart says exactly what its series say, and dots what two numbers say, or they are not drawn."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.template.loader import render_to_string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from results.quantities import Qualifier, Quantity, Unit, format_quantity
from results.quantities.chart import Chart, ChartError, ChartKind, Point, Refusal, Series, chart_of
from results.quantities.plots import draw_arc

COLUMNS, LINE, BARS = ChartKind.COLUMNS, ChartKind.LINE, ChartKind.BARS


def series_of(
    values: list[Any], name: str = "Reports", unit: Unit = Unit.NUMBER, breaks: int | None = None
) -> Series:
    """Return a series of these values, None for a gap, up to 2016."""
    first = 2017 - len(values)
    points = [
        Point(
            str(first + place),
            None if value is None else Decimal(value),
            "" if value is None else format_quantity(Quantity(Decimal(value), unit), "sv"),
            is_newest=place == len(values) - 1,
            breaks=place == breaks,
        )
        for place, value in enumerate(values)
    ]
    return Series(name, tuple(points), unit)


def drawn(kind: ChartKind, *series: Series, language: str = "sv") -> Chart:
    """Return the chart of these series."""
    return chart_of(kind, series, title="Granskade tips", language=language)


def shown(chart: Chart) -> Any:
    """Return the chart as it stands in a page."""
    return html.fromstring(render_to_string("results/includes/chart.html", {"chart": chart}))


def bars_of(figure: Any, across: str, along: str) -> list[tuple[float, float]]:
    """Return of each bar its place in the order of the drawing, and its length."""
    return sorted(
        (float(bar.get(across)[:-1]), float(re.sub("%|em", "", bar.get(along))))
        for bar in figure.iter("rect")
    )


VALUES = [
    [-120, 85, -40],
    ["98.6", "97.25", "50"],
    [98765432109, 102345678901, 123456789012],
    [1, None, 3, 4],
    [1000 + 37 * place % 911 for place in range(50)],
]


@pytest.mark.parametrize("values", VALUES, ids=str)
def test_columns_are_as_high_as_their_values_and_the_table_has_these(values: list[Any]) -> None:
    figure = shown(drawn(COLUMNS, series_of(values)))
    known = [Decimal(value) for value in values if value is not None]
    heights = [height for _x, height in bars_of(figure, "x", "height")]

    longest = max(abs(value) for value in known)
    for value, height in zip(known, heights, strict=True):
        assert height / max(heights) == pytest.approx(float(abs(value) / longest), abs=0.001)
    cells = figure.findall(".//tbody/tr/td")
    assert [cell.find("data").get("value") for cell in cells if cell.find("data") is not None] == [
        f"{value}" for value in known
    ]
    assert [cell.text_content() for cell in cells if cell.find("data") is None] == ["Saknas"] * (
        len(values) - len(known)
    )


def test_a_bar_begins_at_zero_and_is_as_long_as_its_figure() -> None:
    points = [("Reviewed", 6558), ("Illegal", 1100), ("Change", -400), ("Unknown", None)]
    series = Series(
        "2016",
        tuple(
            Point(name, None if value is None else Decimal(value), str(value))
            for name, value in points
        ),
    )
    figure = shown(drawn(BARS, series))
    bars = [(float(bar.get("x")[:-1]), float(bar.get("width")[:-1])) for bar in figure.iter("rect")]

    (zero, longest), (start, shorter), (below, back) = bars
    assert start == zero == pytest.approx(below + back, abs=0.01)
    assert shorter / longest == pytest.approx(1100 / 6558, abs=0.001)
    assert back / longest == pytest.approx(400 / 6558, abs=0.001)
    names = [each.text_content() for each in figure.find_class("results-chart__name")]
    assert names == ["Reviewed 6558", "Illegal 1100", "Change -400", "Unknown Saknas"]


def test_a_line_goes_through_its_values() -> None:
    figure = shown(drawn(LINE, series_of([4402, 6558]), series_of([1000, 1100], "Illegal")))
    zero = float(figure.xpath(".//g[@class='axis']/line/@y1")[0][:-2])
    first, second = figure.xpath(".//g[starts-with(@class, 'line')]/line")
    assert zero < float(figure.xpath(".//svg/@height")[0][:-2]), "zero is in the drawing"

    ends = [zero - float(line.get(end)[:-2]) for line in (second, first) for end in ("y1", "y2")]
    for end, value in zip(ends, (4402, 6558, 1000, 1100), strict=True):
        assert end / ends[1] == pytest.approx(value / 6558, abs=0.001)
    texts = " ".join(figure.xpath(".//g[starts-with(@class, 'text')]/text/text()"))
    assert "A 6\xa0558" in texts
    assert "B 1\xa0100" in texts


def test_a_line_has_a_gap_where_a_figure_is_missing() -> None:
    figure = shown(drawn(LINE, series_of([1, 2, None, 4, 5])))

    assert len(figure.xpath(".//g[@class='line-on']/line")) == 2


@pytest.mark.parametrize("kind", [COLUMNS, LINE])
def test_another_definition_is_a_dashed_line_and_is_said(kind: ChartKind) -> None:
    chart = drawn(kind, series_of([1, 2, 3], breaks=1))

    assert "stroke-dasharray" in chart.panels[0].svg
    assert "2015" in chart.notes[0]
    assert "stroke-dasharray" not in drawn(kind, series_of([1, 2, 3])).panels[0].svg


def test_a_rounded_label_is_said_and_the_table_is_exact() -> None:
    chart = drawn(COLUMNS, series_of([98765432109, 123456789012]))

    assert "123 md" in chart.panels[0].svg.replace("\xa0", " ")
    assert len(chart.notes) == 1
    assert chart.rows[-1][0].text == "123\xa0456\xa0789\xa0012"
    assert not drawn(COLUMNS, series_of([1000000, 2000000])).notes
    for exact, unit in (("12.3456", Unit.NUMBER), ("98765.43", Unit.PERCENT)):
        assert not drawn(COLUMNS, series_of([1, exact], unit=unit)).notes
    assert drawn(COLUMNS, series_of([1, "12345.25"])).notes


def test_a_figure_that_is_a_limit_has_a_sign_which_is_explained() -> None:
    points = (
        Point("2015", Decimal(250), "över 250", qualifier=Qualifier.OVER),
        Point("2016", Decimal(300), "300", is_newest=True),
    )
    chart = drawn(COLUMNS, Series("Reports", points))

    assert "&gt;250" in chart.panels[0].svg
    assert chart.legend[0][:1] == (">",)


@pytest.mark.parametrize("count", [2, 7, 25, 60])
def test_labels_stand_clear_of_each_other_on_the_narrowest_screen(count: int) -> None:
    figure = shown(drawn(COLUMNS, series_of([10000 + place for place in range(count)])))
    for height in {text.get("y") for text in figure.iter("text")}:
        spans = []
        for text in figure.iter("text"):
            if text.get("y") == height and text.get("text-anchor") != "":
                wide = len(text.text) * 0.55 / 18.5 * 100
                shift = {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
                start = float(text.get("x")[:-1]) - wide * shift
                spans.append((start, start + wide))
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))


REFUSED = [
    (COLUMNS, [series_of([6558])], Refusal.ONE),
    (COLUMNS, [], Refusal.EMPTY),
    (LINE, [series_of([None, None])], Refusal.EMPTY),
    (COLUMNS, [series_of([1, 2]), series_of([3, 4])], Refusal.SERIES),
    (LINE, [series_of([1, 2]), series_of([3, 4], unit=Unit.SEK)], Refusal.UNITS),
    (LINE, [series_of([1, 2]), series_of([3, 4, 5])], Refusal.PERIODS),
    (LINE, [series_of([1, 2])] * 6, Refusal.SERIES),
    (COLUMNS, [series_of([1] * 61)], Refusal.POINTS),
    (COLUMNS, [Series("A", (Point("x" * 160, Decimal(1), "1"),) * 2)], Refusal.LABELS),
]


@pytest.mark.parametrize(("kind", "series", "refusal"), REFUSED)
def test_what_cannot_be_drawn_exactly_is_refused(
    kind: ChartKind, series: list[Series], refusal: Refusal
) -> None:
    with pytest.raises(ChartError) as caught:
        drawn(kind, *series)

    assert caught.value.refusal is refusal


def test_a_name_of_any_length_is_text_of_the_page_and_is_escaped() -> None:
    name = "<b>" + "x" * 157
    points = (Point(name, Decimal(1), "1"), Point("B", Decimal(2), "2"))
    figure = shown(drawn(BARS, Series("2016", points)))

    assert figure.find_class("results-chart__name")[0].text_content() == f"{name} 1"
    assert not figure.xpath(".//*[local-name()='svg'][@viewBox]//*[local-name()='text']")


@given(whole=st.integers(60, 12_000), data=st.data())
def test_every_thing_has_one_dot_and_the_inner_ones_are_lit(
    whole: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, whole))
    arc = draw_arc(Decimal(part), Decimal(whole))

    assert arc is not None
    assert sum(ring.dots for ring in arc.rings) == whole
    assert sum(ring.dots for ring in arc.rings if ring.lit) == part
    alone = draw_arc(None, Decimal(whole))
    assert alone is not None
    assert not any(ring.lit for ring in alone.rings)
    lit = [ring.radius for ring in arc.rings if ring.lit]
    unlit = [ring.radius for ring in arc.rings if not ring.lit]
    assert not lit or not unlit or max(lit) <= min(unlit)


ARCS = [
    ("1.5", "200"),
    ("10", "200.5"),
    ("1", "59"),
    ("201", "200"),
    ("-1", "200"),
    ("7", "133007"),
]


@pytest.mark.parametrize(("part", "whole"), ARCS)
def test_what_dots_could_not_say_exactly_is_not_drawn(part: str, whole: str) -> None:
    assert draw_arc(Decimal(part), Decimal(whole)) is None


def test_a_dot_stands_for_several_where_there_are_too_many() -> None:
    arc = draw_arc(Decimal("13000"), Decimal("133000"))

    assert arc is not None
    assert arc.unit == 100
    assert sum(ring.dots for ring in arc.rings) == 1_330
