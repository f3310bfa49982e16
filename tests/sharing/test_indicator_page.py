"""One indicator at an address of its own, and the page about the data."""

from typing import Any

from django.test import Client

from wagtail.models import Page, PageViewRestriction

import pytest
from bs4 import BeautifulSoup

from results.models import Indicator, IndicatorTarget, ResultsIndexPage
from results.models.addresses import indicator_path
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, ResultsPageFactory
from tests.pages import visit
from tests.sharing.building import figure, group, in_english, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(db: None) -> ResultsIndexPage:
    page: ResultsIndexPage = ResultsIndexPageFactory.create(contact_email="data@example.org")
    return page


@pytest.fixture
def indicator(db: None) -> Indicator:
    found: Indicator = IndicatorFactory.create(
        definition="Vad som räknas.", method="Så räknas det."
    )
    return found


def edition(index: Page, year: int, indicator: Indicator, value: str, **fields: Any) -> Page:
    """A published edition with a figure of the indicator, on record."""
    content = [group(figure("reports", value, "", indicator=indicator.pk, **fields))]
    return recorded(ResultsPageFactory.create(parent=index, year=year, content=content))


def table(soup: BeautifulSoup) -> list[list[str]]:
    return [
        [" ".join(cell.text.split()) for cell in row.select("th, td")]
        for row in soup.select("tbody tr")
    ]


def test_an_indicator_shows_its_figures_over_the_years_with_their_changes(
    index: ResultsIndexPage, indicator: Indicator
) -> None:
    for year, value in ((2016, "6558"), (2015, "5900"), (2018, "7000")):
        edition(index, year, indicator, value)
    soup = visit(f"{index.url}indikatorer/{indicator.slug}/")
    assert soup.h1 is not None
    assert soup.h1.text == "Granskade tips"
    newest = soup.select_one(".results-series__newest")
    assert newest is not None
    assert newest.data["value"] == "7000"  # type: ignore[index]
    assert table(soup) == [
        ["2015", "5 900", "", "2015"],
        ["2016", "6 558", "En ökning med 658 sedan 2015", "2016"],
        ["2018", "7 000", "En ökning med 442 sedan 2016", "2018"],
    ]
    text = soup.text
    assert "Vad som räknas." in text
    assert "Så räknas det." in text
    assert "data@example.org" in text


def test_a_new_definition_breaks_the_series(index: ResultsIndexPage, indicator: Indicator) -> None:
    edition(index, 2015, indicator, "5900")
    indicator.definition_version = 2
    indicator.save()
    edition(index, 2016, indicator, "6558")
    soup = visit(f"{index.url}indikatorer/{indicator.slug}/")
    assert table(soup)[1][2] == "En annan definition"
    said = [" ".join(each.text.split()) for each in soup.select("dd")]
    assert {"Version 1: 2015", "Version 2: 2016"} <= set(said)


def test_an_indicator_shows_baseline_targets_and_sources(
    index: ResultsIndexPage, indicator: Indicator
) -> None:
    indicator.baseline_value = 5000
    indicator.baseline_period_start, indicator.baseline_period_end = "2014-01-01", "2014-12-31"
    indicator.targets = [
        IndicatorTarget(period_start="2016-01-01", period_end="2016-12-31", value=6000)
    ]
    indicator.direction = "increase"
    indicator.save()
    edition(
        index, 2016, indicator, "6558", source="Example data", source_url="https://example.org/"
    )
    soup = visit(f"{index.url}indikatorer/{indicator.slug}/")
    said = {" ".join(each.text.split()) for each in soup.select("dd")}
    assert {
        "5 000 (2014)",
        "En ökning med 1 558 sedan 2014, till det bättre",
        "Målet på 6 000 för 2016 nåddes",
        "Example data",
    } <= said


def test_each_language_has_the_address_of_its_own_slug_and_finds_the_others(
    index: ResultsIndexPage, indicator: Indicator
) -> None:
    page = edition(index, 2016, indicator, "6558")
    english = in_english(
        page, content=[group(figure("reports", "6558", "", indicator=indicator.pk))]
    )
    named = indicator.copy_for_translation(english.locale)
    named.name, named.slug = "reports reviewed", "reports-reviewed"
    named.save()
    own = f"{index.full_url}{indicator_path('sv', 'granskade-tips')}"
    other = f"{english.get_parent().full_url}indicators/reports-reviewed/"
    for url, shown in ((own, "Granskade tips"), (other, "Reports reviewed")):
        soup = visit(url)
        assert soup.h1 is not None
        assert soup.h1.text == shown
        links = {link.get("hreflang"): link["href"] for link in soup.select("link[hreflang]")}
        assert links == {"sv": own, "en": other, "x-default": own}
        assert soup.select_one("link[rel=canonical]")["href"] == url  # type: ignore[index]
    later = visit(f"{english.get_parent().url}indicators/granskade-tips/")
    assert later.select_one("link[rel=canonical]")["href"] == other  # type: ignore[index]


def test_what_nobody_has_translated_is_marked_with_its_language(
    index: ResultsIndexPage, indicator: Indicator
) -> None:
    page = edition(index, 2016, indicator, "6558")
    english = in_english(
        page, content=[group(figure("reports", "6558", "", indicator=indicator.pk))]
    )
    soup = visit(f"{english.get_parent().url}indicators/granskade-tips/")
    assert soup.h1 is not None
    assert soup.h1["lang"] == "sv"


def test_an_indicator_without_a_public_figure_is_not_found(
    client: Client, index: ResultsIndexPage, indicator: Indicator
) -> None:
    url = f"{index.url}indikatorer/{indicator.slug}/"
    assert client.get(url).status_code == 404
    page = edition(index, 2016, indicator, "6558")
    assert client.get(url).status_code == 200
    assert client.get(f"{index.url}indikatorer/other/").status_code == 404
    assert client.get(f"{index.url}indikatorer/").status_code == 404
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    for found in (url, f"{url}data.csv", f"{url}data.json"):
        assert client.get(found).status_code == 404
    assert indicator.name not in visit(f"{index.url}data/").text.lower()


def test_the_files_of_an_indicator_have_its_figures_only(
    client: Client, index: ResultsIndexPage, indicator: Indicator
) -> None:
    content = [
        group(figure("reports", "6558", "", indicator=indicator.pk), figure("f", "1", "filmer"))
    ]
    recorded(ResultsPageFactory.create(parent=index, content=content))
    url = f"{index.url}{indicator_path('sv', indicator.slug)}"
    (found,) = client.get(f"{url}data.json").json()
    assert (found["label"], found["value"]) == ("granskade tips", "6558")
    links = [link["href"] for link in visit(url).select(".results-series__files a")]
    assert links == [f"http://localhost{url}data.{name}" for name in ("csv", "xlsx", "json")]


def test_the_page_about_the_data_leads_to_files_indicators_and_editions(
    client: Client, index: ResultsIndexPage, indicator: Indicator
) -> None:
    page = edition(index, 2016, indicator, "6558")
    soup = visit(f"{index.url}data/")
    links = {
        str(link["href"]).removeprefix("http://localhost") for link in soup.select("main a[href]")
    }
    own = indicator_path("sv", indicator.slug)
    names = ("data.csv", "data.xlsx", "data.json", own)
    assert {f"{index.url}{name}" for name in names} | {page.url} <= links
    for link in links:
        assert client.get(link).status_code == 200


def test_the_sitemap_has_the_pages_of_data_and_of_indicators(
    client: Client, index: ResultsIndexPage, indicator: Indicator
) -> None:
    edition(index, 2016, indicator, "6558")
    found = client.get("/sitemap.xml").content.decode()
    for path in ("data/", indicator_path("sv", indicator.slug)):
        assert f"<loc>http://localhost{index.url}{path}</loc>" in found
