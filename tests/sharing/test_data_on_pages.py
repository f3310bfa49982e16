"""Where readers of an edition find its data, its sources, and whom to ask."""

from django.test import Client

import pytest
from bs4 import Tag

from results.models import ResultsIndexPage
from tests.api.building import make_document
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, ResultsPageFactory
from tests.models.heads import head, things
from tests.pages import visit
from tests.sharing.building import figure, fresh, group

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(db: None) -> ResultsIndexPage:
    page: ResultsIndexPage = ResultsIndexPageFactory.create(contact_email="data@example.org")
    return page


def part(url: str, selector: str) -> Tag:
    """The one part of a page that the selector names."""
    (found,) = visit(url).select(selector)
    return found


def links(tag: Tag) -> list[str]:
    return [str(link["href"]).removeprefix("http://localhost") for link in tag.select("a[href]")]


def test_an_edition_says_above_its_body_where_its_data_are_and_whom_to_ask(
    index: ResultsIndexPage,
) -> None:
    document = make_document()
    page = ResultsPageFactory.create(parent=index, report=document)
    block = part(page.url, "#results-data")
    files = [f"{page.url}data.{name}" for name in ("csv", "xlsx", "json")]
    found = links(block)
    assert found[0] == document.url
    assert {*files, f"{index.url}data/", "mailto:data@example.org"} <= set(found)
    assert block.find_next(class_="results-body") is not None
    assert links(visit(page.url)).count(document.url) == 1
    assert {index.url, f"{index.url}data/", f"{index.url}feed/"} <= set(
        links(part(page.url, ".results-foot"))
    )


def test_a_source_that_is_the_report_leads_to_it(index: ResultsIndexPage) -> None:
    document = make_document()
    sources = (f"ECPAT Sverige, {document.title.upper()}", "Another source")
    stats = [figure(source, "1", "tips", source=source) for source in sources]
    page = ResultsPageFactory.create(parent=index, report=document, content=[group(*stats)])
    first, second = part(page.url, "#results-notes").select("li")
    assert document.url in links(first)
    assert document.url not in links(second)


def test_search_engines_read_the_dataset_and_its_figures(
    client: Client, index: ResultsIndexPage
) -> None:
    indicator = IndicatorFactory.create(unit="percent")
    stat = figure("share", "98.6", "", unit="percent", indicator=indicator.pk)
    page = ResultsPageFactory.create(parent=index, content=[group(stat)])
    found = things(head(client, page))
    first, *others = found["Dataset"]["distribution"]
    url = f"{page.full_url}data."
    assert first == {
        "@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{url}csv"
    }  # fmt: skip
    assert [each["contentUrl"] for each in others] == [f"{url}xlsx", f"{url}json"]
    assert found["Observation"] == {
        "@type": "Observation",
        "name": "granskade tips",
        "value": 98.6,
        "unitText": "percent",
        "observationDate": "2016-12-31",
        "observationPeriod": "P366D",
        "variableMeasured": {"@type": "StatisticalVariable", "name": "granskade tips"},
    }


@pytest.mark.urls("wagtail.urls")
def test_a_site_that_does_not_include_the_addresses_of_files_offers_none(
    index: ResultsIndexPage,
) -> None:
    page = fresh(ResultsPageFactory.create(parent=index))
    offered = [each.url for each in page.get_reading_context(None)["downloads"]]
    assert not [url for url in offered if "data." in url]
    assert index.address_of("data.csv") == index.address_of("datapackage.json") == ""
    assert index.address_of("data") == "http://localhost/results/data/"
