"""The index page: the newest edition's cover, all editions on one scale, and their indicators."""

import re
from math import atan2
from typing import Any

from django.test import Client

import pytest
from bs4 import BeautifulSoup

from results.models import Figure, ResultsIndexPage, ResultsPage
from results.models.addresses import INDICATOR_WORDS
from tests.factories import HIDDEN, IndicatorFactory, ResultsIndexPageFactory, hide
from tests.pages import queries, visit
from tests.record.building import edition, stat_id
from tests.record.conftest import few_steps

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["few_steps"]
MOST = 17
YEARS = {2015: ("5940", "960"), 2016: ("6558", "1100"), 2017: ("7124", "1180")}


@pytest.fixture
def index() -> ResultsIndexPage:
    """Three editions of two indicators, one of them a part of the other."""
    page: ResultsIndexPage = ResultsIndexPageFactory.create()
    reviewed = IndicatorFactory.create(name="granskade tips")
    illegal = IndicatorFactory.create(name="illegala tips")
    for year, (whole, part) in YEARS.items():
        edition(
            page,
            {"indicator": reviewed.pk, "value": whole, "highlight": "lead", "label": ""},
            {
                "name": "part",
                "indicator": illegal.pk,
                "value": part,
                "part_of": str(stat_id()),
                "highlight": "key",
                "label": "",
            },
            year=year,
            title=f"Results {year}",
        )
    return page


def dots_on(ring: Any) -> int:
    """How many dots a ring of an arc has, by its path and the distance between them."""
    x, y, radius, _same, *_flags, to_x, to_y = map(float, re.findall(r"-?[\d.]+", ring["d"]))
    angle = atan2(-to_y, to_x) - atan2(-y, x)
    step = float(ring["stroke-dasharray"].split()[1])
    return round(radius * abs(angle) / step)


def table(page: BeautifulSoup) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.select(".results-table tr")
    ]


def test_the_newest_edition_is_shown_by_its_cover_and_leads_to_the_whole(
    index: ResultsIndexPage,
) -> None:
    page = visit(index.url)
    assert [title.get_text() for title in page.select("h1")] == [index.title]
    assert not page.select(".results-body, .results-notes")
    newest = page.select_one("#results-newest a")
    assert newest
    assert (newest.get_text(), newest["href"]) == ("Results 2017", "/results/2017/")
    assert [value["value"] for value in page.select(".results-band data")] == ["7124", "1180"]
    inside = [str(link["href"]) for link in page.select("main a[href^='#']")]
    assert all(page.select(link) for link in inside)
    figures = [str(link["href"]) for link in page.select(".results-band dt a")]
    assert figures
    assert all(link.startswith("/results/2017/figurer/") for link in figures)


def test_every_arc_has_the_same_scale_and_as_many_dots_as_its_figures_say(
    index: ResultsIndexPage,
) -> None:
    page = visit(index.url)
    drawn = {}
    for arc in page.select(".results-arc"):
        _left, _top, width, height = map(int, str(arc["viewbox"]).split())
        dots = [(dots_on(ring), "lit" in (ring.get("class") or "")) for ring in arc.select("path")]
        drawn[height] = (width, sum(n for n, _lit in dots), sum(n for n, lit in dots if lit))
    heights = sorted(drawn, reverse=True)
    assert [drawn[height][1:] for height in heights] == [
        (int(whole), int(part)) for whole, part in reversed(YEARS.values())
    ]
    assert {drawn[height][0] for height in heights} == {2 * heights[0]}


def test_years_whose_dots_would_stand_for_another_number_have_no_arc() -> None:
    page = ResultsIndexPageFactory.create()
    indicator = IndicatorFactory.create()
    for year, value in ((2015, "6555"), (2016, "120000"), (2017, "130000")):
        edition(page, {"indicator": indicator.pk, "value": value, "highlight": "lead"}, year=year)
    arcs = visit(page.url).select(".results-arc")
    assert len(arcs) == 2


def test_the_table_says_what_is_on_record_of_each_indicator_and_how_it_changed(
    index: ResultsIndexPage,
) -> None:
    page = visit(index.url)
    head, reviewed, illegal = table(page)
    assert head[1:] == ["2017", "2016", "2015"]
    assert reviewed[0] == "Granskade tips"
    assert reviewed[3] == "5 940"
    assert reviewed[2].startswith("6 558 ")
    assert "618" in reviewed[2]
    recorded = Figure.objects.filter(valid_to=None, label="illegala tips").order_by("-edition_end")
    cells = page.select(".results-table tr:nth-of-type(2) td data")
    assert [cell["value"] for cell in cells] == [str(row.value) for row in recorded]
    assert illegal[0] == "Illegala tips"
    link = page.select_one(".results-table th a")
    assert link
    assert link["href"] in {f"/results/{word}/granskade-tips/" for word in INDICATOR_WORDS}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_not_public_is_neither_in_the_table_nor_on_the_scale(
    client: Client, index: ResultsIndexPage, hidden: str
) -> None:
    hide(ResultsPage.objects.get(slug="2016"), hidden)
    html = client.get(index.url).content.decode()
    assert "2016" not in html
    assert "6 558" not in html


def test_an_indicator_without_a_figure_in_a_year_says_so_and_never_zero(
    index: ResultsIndexPage,
) -> None:
    new = IndicatorFactory.create(name="nya")
    edition(index, {"indicator": new.pk, "value": "3", "highlight": "lead"}, year=2018)
    page = visit(index.url)
    row = next(row for row in table(page) if row[0] == "Nya")
    assert row[1:] == ["3", "Ingen siffra", "Ingen siffra", "Ingen siffra"]
    assert not page.select(".results-years")


def test_seven_editions_of_ten_indicators_cost_as_many_queries_as_three(client: Client) -> None:
    few, many = (ResultsIndexPageFactory.create(slug=slug) for slug in ("few", "many"))
    indicators = [IndicatorFactory.create(name=f"indicator {n}") for n in range(10)]
    for parent, count in ((few, 3), (many, 7)):
        for year in range(2000, 2000 + count):
            figures: list[dict[str, Any]] = [
                {"name": f"{each.pk}", "indicator": each.pk, "value": str(1000 + year + n)}
                for n, each in enumerate(indicators)
            ]
            figures[0]["highlight"] = "lead"
            edition(parent, *figures, year=year)
    costs = [queries(client, parent.url) for parent in (few, many)]
    assert len(visit(many.url).select(".results-table td")) == 70
    assert costs[0] == costs[1]
    assert costs[1] <= MOST
