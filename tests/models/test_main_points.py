"""Main points, and numbers in prose that a figure has left."""

import json
from decimal import Decimal
from typing import Any

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.models.next_edition import start_next_edition
from results.reading import PageReading
from results.rules import issues_of
from tests.factories import (
    IndicatorFactory,
    ResultsPageFactory,
    again,
    block,
)
from tests.pages import visit
from tests.record.building import edition, publish, stat_id
from tests.record.conftest import few_steps

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["few_steps"]


def points(*texts: str, figure: str = "stat") -> str:
    """Main points as a field holds them; the first one begins with the figure of that name."""
    return json.dumps(
        [
            block("point", f"point {number}", text=text, figure="" if number else _id(figure))
            for number, text in enumerate(texts)
        ]
    )


def _id(figure: str) -> str:
    return str(stat_id(figure)) if figure else ""


def codes(issues: Any) -> list[str]:
    return [each.code for each in issues if each.code.startswith("main_point")]


def test_a_sentence_begins_with_its_figure_and_follows_its_correction(
    index: ResultsIndexPage,
) -> None:
    page = edition(index, main_points=points("tips granskades.", "Alla tips lästes."))
    first, second = visit(page.get_url()).select(".results-point__say")
    assert first.get_text(" ", strip=True) == "6\u00a0558 tips granskades."
    assert second.get_text(strip=True) == "Alla tips lästes."

    publish(page, {"value": "6500"})
    (number,) = visit(page.get_url()).select(".results-point__say data")
    assert (number["value"], number.text) == ("6500", "6\u00a0500")


def test_a_key_figure_that_is_no_main_point_stands_after_them(index: ResultsIndexPage) -> None:
    figures = [{"name": "stat", "highlight": "lead"}, {"name": "other", "highlight": "key"}]
    page = edition(index, *figures, main_points=points("tips granskades."))
    (band,) = visit(page.get_url()).select(".results-band")
    assert len(band.select(".results-point")) == 1
    assert [link["href"] for link in band.select(".results-figure a")] == [
        f"/results/2016/figurer/{stat_id('other')}/"
    ]


def test_a_lead_figure_that_is_a_part_is_drawn_beside_it(index: ResultsIndexPage) -> None:
    lead = {"value": "1100", "highlight": "lead", "whole_value": "6558", "whole_label": "tips"}
    (band,) = visit(edition(index, lead).get_url()).select(".results-band")
    assert len(band.select(".results-part svg")) == 1


def test_a_sentence_whose_figure_is_gone_is_not_shown(index: ResultsIndexPage) -> None:
    page = again(edition(index))
    page.main_points = points("tips granskades.", "Alla lästes.", figure="gone")
    told = PageReading.of(page).main_points
    assert [point.value["text"] for point in told] == ["Alla lästes."]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (("stat",), []),
        (("gone",), ["main_point_figure"]),
        (("stat", "stat"), ["main_point_figure"]),
    ],
)
def test_a_main_point_needs_a_figure_of_the_page_that_no_other_one_has(
    figures: tuple[str, ...], expected: list[str], index: ResultsIndexPage
) -> None:
    page = again(edition(index))
    raw = [
        block("point", f"point {number}", text="tips.", figure=_id(name))
        for number, name in enumerate(figures)
    ]
    page.main_points = json.dumps(raw)
    assert codes(issues_of(page)) == expected


@pytest.fixture
def compared(index: ResultsIndexPage) -> Any:
    """An edition in Swedish with 5,940 reports in 2015 and 6,558 in 2016, 1,100 of them illegal."""
    indicator = IndicatorFactory.create(name="tips")
    reviewed = {"indicator": indicator.pk, "label": "granskade tips", "highlight": "key"}
    edition(index, {"value": "5940", **reviewed}, year=2015)
    part = {"name": "part", "value": "1100", "label": "illegala", "part_of": _id("stat")}
    return edition(index, reviewed, {**part, "highlight": "key"}, {"name": "third"}, year=2016)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tips granskades, 618 fler än 2015.", None),
        ("tips granskades, 10 % fler än 2015.", None),
        ("tips granskades, 5 940 året före.", None),
        ("tips, varav 1 100 illegala, alltså 16,8 %.", None),
        ("tips granskades i 12 län.", None),
        ("tips granskades, 12 % fler än 2015.", "12 %"),
        ("tips granskades, 620 fler än 2015.", "620"),
    ],
)
def test_a_number_that_the_figures_do_not_say_is_pointed_out(
    text: str, words: str | None, compared: Any
) -> None:
    page = again(compared)
    page.main_points = points(text)
    found = [each for each in issues_of(page) if each.code == "main_point_number"]
    assert [words in str(each.message) for each in found if words] == [True] * bool(words)
    assert len(found) == bool(words)


def test_the_next_edition_begins_without_main_points() -> None:
    page = ResultsPageFactory.create(main_points=points("tips granskades."))
    assert not start_next_edition(page).main_points


def with_prose(
    index: ResultsIndexPage, text: str, value: str = "6558", **fields: Any
) -> ResultsPage:
    figure = {"value": value, "label": "granskade tips", "unit": "number"} | fields
    content = [
        block("text", "text", heading="", text=f"<p>{text}</p>"),
        block("stat", "figure", **figure),
    ]
    page: ResultsPage = ResultsPageFactory.create(
        parent=index, year=fields.pop("year", 2016), content=content
    )
    return page


def found(page: Any) -> list[str]:
    return [str(each.message) for each in issues_of(page) if each.code == "former_number"]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("Vi granskade 6 558 tips.", "6558", "6 558"),
        ("Vi granskade 6&nbsp;558 tips.", "6558", "6\u00a0558"),
        ("Av 2,4 miljoner kronor gick allt.", "2400000", "2,4 miljoner"),
        ("Andelen var 98,6 %.", "98.6", "98,6 %"),
        ("Vi var 20 år.", "20", None),
        ("Vi granskade 16 558 tips.", "6558", None),
    ],
)
def test_a_number_that_a_correction_has_left_is_pointed_out(
    text: str, value: str, words: str | None, index: ResultsIndexPage
) -> None:
    draft = again(with_prose(index, text, value))
    draft.body[1].value["value"] = Decimal(6500)

    issues = [each for each in issues_of(draft) if each.code == "former_number"]
    assert [each.path[-1] for each in issues] == ["text"] * bool(words)
    assert all(words in str(each.message) for each in issues if words)
    assert all("granskade tips" in str(each.message) for each in issues)


def test_a_number_that_still_is_a_figure_is_not(index: ResultsIndexPage) -> None:
    page = again(with_prose(index, "Vi granskade 6 558 tips."))
    assert found(page) == []
    page.body.append(("stat", {"value": Decimal(6558), "label": "annat"}))
    page.body[1].value["value"] = Decimal(6500)
    assert found(page) == []


def test_last_year_s_number_is_pointed_out_in_this_year_s_prose(index: ResultsIndexPage) -> None:
    with_prose(index, "Om året.", value="5900", year=2015)
    page = with_prose(index, "Vi granskade 5 900 tips.", value="6558", year=2016)
    assert len(found(again(page))) == 1
