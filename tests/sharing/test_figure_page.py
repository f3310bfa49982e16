"""What the page of a figure says."""

from typing import Any

from django.test import Client

import pytest

from results.models import Figure, ResultsIndexPage
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, hide
from tests.models.heads import properties
from tests.pages import soup

from .figure_building import TIPS, edition, get, text, url

pytestmark = pytest.mark.django_db(transaction=True)


def years(*values: str, **fields: Any) -> list[Any]:
    """An edition a year from 2014 on, each with a figure of the same indicator."""
    index: ResultsIndexPage = ResultsIndexPageFactory.create()
    indicator = IndicatorFactory.create(definition="Tips som har granskats.", **fields)
    return [
        edition(
            {"name": "tips", "value": value, "indicator": indicator.pk, "label": ""},
            parent=index,
            year=2014 + number,
        )
        for number, value in enumerate(values)
    ]


def test_a_figure_is_shown_with_its_definition_and_what_it_was_before() -> None:
    first, second, last = years("4402", "5354", "6558", method="Ur registret.")
    said = text(get(last))
    for wanted in (
        '<data value="6558">6 558</data>',
        "granskade tips",
        "Tips som har granskats.",
        "Ur registret.",
        '<data value="4402">4 402</data>',
        '<data value="5354">5 354</data>',
        f'href="{url(first)}"',
        f'href="{url(second)}"',
    ):
        assert wanted in said
    assert said.count("1 204") == 2


def files(page: Any) -> list[str]:
    shown = soup(get(page)).select("#results-use a[href*='data.']")
    return [str(link["href"]) for link in shown]


def test_a_figure_leads_to_the_files_of_all_years_or_to_those_of_its_edition() -> None:
    (page,) = years("6558")
    names = [f"data.{form}" for form in ("csv", "xlsx", "json")]
    series = f"{page.get_parent().url}indikatorer/granskade-tips/"
    assert files(page) == [f"{series}{name}" for name in names]
    alone = edition({"name": "tips", "value": "1"}, parent=page.get_parent(), year=2013)
    assert files(alone) == [f"{alone.url}{name}" for name in names]


@pytest.mark.parametrize("how", ["private", "expired"])
def test_nothing_is_said_of_an_edition_that_is_not_public(how: str) -> None:
    first, second, last = years("4402", "5354", "6558")
    hide(second, how)
    for form in ("", "card/"):
        said = text(get(last, form))
        assert "5354" not in said
        assert "5 354" not in said
        assert "1 204" not in said
        assert "2 156" in said
    assert "4 402" in text(get(last))
    hide(first, how)
    assert "4 402" not in text(get(last))


def test_who_may_read_a_private_section_reads_what_is_compared_in_it(admin_client: Any) -> None:
    _first, second = years("4402", "5354")
    hide(second.get_parent(), "private")
    assert "952" in admin_client.get(second.url).content.decode()


def test_the_drawing_has_what_the_table_has_and_its_own_year_stands_out() -> None:
    _first, second, _last = years("4402", "5354", "6558")
    shown = soup(get(second))
    drawn = shown.select_one(".results-chart svg")
    assert drawn
    for row in shown.select(".results-one__years tbody tr"):
        assert row.td
        assert row.td.get_text() in drawn.get_text()
    assert [each.th.get_text() for each in shown.select(".results-one__own")] == ["2015"]  # type: ignore[union-attr]


def test_of_several_figures_for_one_indicator_the_series_is_of_this_one() -> None:
    indicator = IndicatorFactory.create()
    index = ResultsIndexPageFactory.create()
    edition({"value": "10", "indicator": indicator.pk}, parent=index, year=2015)
    page = edition(
        {"name": "girls", "value": "3", "indicator": indicator.pk},
        {"name": "tips", "value": "12", "indicator": indicator.pk},
        parent=index,
    )
    assert '<td><data value="12">12</data></td>' in text(get(page))


def test_a_deleted_edition_leaves_a_gap_between_those_around_it() -> None:
    first, second, last = years("4402", "5354", "6558")
    gone, index = url(second), second.get_parent()
    second.delete()
    assert Client().get(gone).status_code == 404
    below = (index.url, f"{index.url}indikatorer/granskade-tips/", f"{index.url}data.csv")
    for address in (url(first), url(last), first.url, last.url, *below):
        said = text(Client().get(address))
        assert "5354" not in said, address
        assert "1 204" not in said, address
    assert "2 156 sedan 2014" in text(get(last))


def test_a_figure_whose_indicator_is_gone_keeps_the_name_it_was_published_with() -> None:
    indicator = IndicatorFactory.create()
    tips = {"value": "6558", "label": "", "indicator": indicator.pk, "source": "Registret"}
    page = edition(
        {"name": "tips", "highlight": "lead", **tips},
        {"name": "part", "value": "1100", "label": "olagliga", "part_of": TIPS},
    )
    indicator.delete()
    for form in ("", "card/", "share-image/"):
        assert get(page, form).status_code == 200
    assert '<span class="results-one__label">granskade tips</span>' in text(get(page))
    assert picture_words(page).endswith("6 558 granskade tips.")
    shown = text(Client().get(page.url))
    for wanted in (
        f'"{url(page)}">granskade tips</a>',
        "av 6 558 granskade tips",
        "”granskade tips”",
    ):
        assert wanted in shown
    assert f",{TIPS},granskade tips," in text(Client().get(f"{page.url}data.csv"))


def test_a_figure_without_any_name_on_record_is_called_a_figure() -> None:
    indicator = IndicatorFactory.create()
    page = edition({"name": "tips", "value": "6558", "label": "", "indicator": indicator.pk})
    indicator.delete()
    Figure.objects.all().delete()
    assert f'"{url(page)}">Siffra</a>' in text(Client().get(page.url))


def test_a_part_and_its_whole_lead_to_each_other() -> None:
    page = edition(
        {"name": "tips", "value": "6558", "label": "granskade tips"},
        {"name": "part", "value": "1100", "label": "olagliga", "part_of": TIPS},
    )
    part = page.body[0].value["stats"][1].id
    assert f'href="{url(page, figure=part)}">Olagliga' in text(get(page))
    assert f'href="{url(page)}">Granskade tips' in text(get(page, figure=part))


@pytest.mark.parametrize("value", ["0", "-999999999999.1234"])
def test_any_number_has_its_page_and_its_picture(value: str) -> None:
    page = edition({"name": "tips", "value": value, "label": "x" * 160})
    for form in ("", "card/", "share-image/"):
        assert get(page, form).status_code == 200
    assert "<table" not in text(get(page)), "A figure of one edition has no series."


def test_a_figure_behind_a_content_notice_has_it_and_no_picture_shows_it() -> None:
    page = edition()
    assert picture_words(page).endswith("6 558 granskade tips.")
    stat = page.body[0].value["stats"][0].get_prep_value()
    work = {"care": "notice", "heading": "Tips", "text": "<p>Text.</p>", "stats": [stat]}
    page.body = [{"type": "campaign", "value": work}]
    page.save_revision().publish()
    assert '<p class="results-care__text">' in text(get(page))
    assert '<p class="care">' in text(get(page, "card/"))
    assert picture_words(page) == "2016."


def picture_words(page: Any) -> str:
    """What the picture of the figure says, for those who do not see it."""
    return properties(text(get(page)))["og:image:alt"]
