"""The figures of editions as files that others reuse, and where readers find them, sources, and whom to ask."""

import csv
import io
import json
from datetime import datetime
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from django.test import Client
from django.utils.timezone import get_current_timezone

from wagtail.models import Page

import pytest
from bs4 import Tag
from openpyxl import load_workbook

from results.models import ResultsIndexPage
from results.record.models import Figure
from tests.api.building import make_document
from tests.factories import (
    IndicatorFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    again,
    as_stream,
    good_body,
    table_block,
)
from tests.models.heads import head, things
from tests.pages import queries, visit
from tests.sharing.building import figure, group, in_english, recorded

pytestmark = pytest.mark.django_db

FILES = ("data.csv", "data.json", "data.xlsx")


def edition(index: Page, *figures: dict[str, Any], year: int = 2016, **fields: Any) -> Page:
    """A published edition with these figures, on record."""
    content = [group(*figures or (figure("reports", "6558", "tips"),))]
    return recorded(ResultsPageFactory.create(parent=index, year=year, content=content, **fields))


def rows(client: Client, page: Page) -> list[dict[str, str]]:
    """The rows of the CSV file of a page."""
    answer = client.get(f"{page.url}data.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))


def test_an_alias_has_the_figures_of_its_original(client: Client, index: ResultsIndexPage) -> None:
    other = ResultsIndexPageFactory.create(parent=index.get_parent(), slug="other")
    alias = edition(index).create_alias(parent=other)
    assert [row["value"] for row in rows(client, alias)] == ["6558"]


def test_a_row_says_all_of_a_figure_exactly(client: Client, index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create()
    whole = figure("whole", "999999999999.9999", "tips", indicator=indicator.pk)
    part = figure(
        "part",
        "-1100.5",
        "=illegala",
        qualifier="over",
        scale="thousand",
        part_of=whole["id"],
        source="Example data",
        source_url="https://example.org/",
        period_end="2016-12-31",
    )
    page = edition(index, whole, part)

    first, second = rows(client, page)

    assert first["value"] == "999999999999.9999"
    assert first["indicator"] == indicator.slug
    assert (first["period_start"], first["period_end"]) == ("2016-01-01", "2016-12-31")
    assert second.pop("valid_from").endswith("Z")
    url = second.pop("url")
    assert url.startswith("http://localhost/results/2016/")
    assert url.endswith(f"/{part['id']}/")
    assert second == {
        "edition": "2016",
        "figure": part["id"],
        "label": "'=illegala",
        "value": "-1100.5",
        "qualifier": "over",
        "unit": "number",
        "scale": "thousand",
        "whole": "999999999999.9999",
        "whole_label": "tips",
        "period_start": "",
        "period_end": "",
        "as_of": "2016-12-31",
        "indicator": "",
        "definition_version": "",
        "source": "Example data",
        "source_url": "https://example.org/",
        "change": "",
        "change_date": "",
        "change_reason": "",
        "label_language": "sv",
        "label_older_since": "",
        "whole_label_language": "sv",
        "whole_label_older_since": "",
        "reason_language": "",
    }


def test_a_csv_file_is_as_rfc_4180_has_it(client: Client, index: ResultsIndexPage) -> None:
    page = edition(index, figure("reports", "6558", 'tips, "granskade"\ni år'))
    answer = client.get(f"{page.url}data.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="results-2016.csv"'
    head, *_lines = answer.content.split(b"\r\n")
    assert head.startswith(b"edition,figure,label,value,")
    assert 'tips, ""granskade""\ni år"'.encode() in answer.content
    assert answer.content.endswith(b"\r\n")


def test_numbers_and_days_are_such_in_a_workbook(client: Client, index: ResultsIndexPage) -> None:
    page = edition(index, figure("reports", "98.6", "=tips", unit="percent", source="#N/A"))
    sheet = load_workbook(io.BytesIO(client.get(f"{page.url}data.xlsx").content)).active
    head, row = (list(cells) for cells in sheet.iter_rows())
    found = {cell.value: each for cell, each in zip(head, row, strict=True)}
    assert found["Siffra"].value == 98.6
    assert found["Siffra"].data_type == "n"
    assert found["Period från"].is_date
    assert found["Period från"].value == datetime(2016, 1, 1)
    assert found["Publicerad från"].value == Figure.objects.get().valid_from.astimezone(
        get_current_timezone()
    ).replace(microsecond=0, tzinfo=None)
    texts = [found["Vad som räknas"], found["Källa"]]
    assert [(cell.value, cell.data_type) for cell in texts] == [("=tips", "s"), ("#N/A", "s")]
    # The formats of dates that programs show in the language of their reader.
    formats = [found[name].number_format for name in ("Period från", "Publicerad från")]
    assert formats == ["mm-dd-yy", "m/d/yy h:mm"]


def test_a_workbook_has_each_number_by_its_digits(client: Client, index: ResultsIndexPage) -> None:
    page = edition(index, figure("reports", "123456789012.1234", "tips", unit="SEK"))
    with ZipFile(io.BytesIO(client.get(f"{page.url}data.xlsx").content)) as book:
        assert "<v>123456789012.1234</v>" in book.read("xl/worksheets/sheet1.xml").decode()


def test_json_has_the_columns_of_csv_and_numbers_that_nobody_rounds(
    client: Client, index: ResultsIndexPage
) -> None:
    page = edition(index, figure("reports", "999999999999.9999", "tips"))
    (found,) = json.loads(client.get(f"{page.url}data.json").content)
    assert (list(found), found["value"]) == (list(rows(client, page)[0]), "999999999999.9999")


def test_a_corrected_figure_says_so(client: Client, index: ResultsIndexPage) -> None:
    page = edition(index)
    body = as_stream([group(figure("reports", "6500", "tips"))])
    (row,) = rows(client, recorded(page, body=body))
    assert row["value"] == "6500"
    assert (row["change"], row["change_reason"]) == ("correction", "It had been counted twice.")
    assert (bool(row["change_date"]), row["reason_language"]) == (True, "sv")


def test_labels_are_in_the_language_of_the_page(client: Client, index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create(name="granskade tips")
    own = {"indicator": indicator.pk}
    page = edition(index, figure("reports", "6558", "", **own), figure("films", "12", "filmer"))
    body = [group(figure("reports", "6558", "", **own), figure("films", "12", "films"))]
    english = in_english(page, content=body)
    translated = indicator.copy_for_translation(english.locale)
    translated.name = "reports reviewed"
    translated.save()
    for shown, labels in (
        (page, ["granskade tips", "filmer"]),
        (english, ["reports reviewed", "films"]),
    ):
        found = rows(client, shown)
        assert [row["label"] for row in found] == labels
        assert {row["indicator"] for row in found} == {"granskade-tips", ""}
        assert {row["url"].partition("/results/")[0] for row in found} == {
            shown.full_url.partition("/results/")[0]
        }


def test_the_series_has_each_public_edition_the_oldest_first(
    client: Client, index: ResultsIndexPage
) -> None:
    for year in (2016, 2018, 2017):
        edition(index, year=year)
    assert [row["edition"] for row in rows(client, index)] == ["2016", "2017", "2018"]
    for name in FILES:
        assert client.get(f"{index.url}{name}").status_code == 200


def test_the_queries_are_the_same_for_one_figure_and_for_many(
    client: Client, index: ResultsIndexPage
) -> None:
    few = edition(index, year=2015)
    many = edition(index, *(figure(str(number), "1", "tips") for number in range(12)), year=2016)
    first, second = (queries(client, f"{page.url}data.csv") for page in (few, many))
    assert first == second


TABLE = "Year,Reports\r\n2015,6243\r\n2016,6558\r\n"


def with_table() -> Any:
    return ResultsPageFactory.create(content=[*good_body(), table_block()])


def test_a_table_of_a_page_leads_to_its_csv(client: Client) -> None:
    page = with_table()
    address = f"{page.url}tables/{table_block()['id']}.csv"
    assert f'href="http://localhost{address}" download' in client.get(page.url).content.decode()
    answer = client.get(address)
    assert answer.content.decode() == TABLE
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "max-age=0" in answer["Cache-Control"]
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_there_is_none_of_what_is_no_table_of_the_page_and_no_other_file(client: Client) -> None:
    page = with_table()
    tables = [f"tables/{identity}.csv" for identity in (uuid4(), good_body()[0]["id"])]
    for name in (*tables, "data.xml", "data.csv/", "x/data.csv"):
        assert client.get(f"{page.url}{name}").status_code == 404


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
    page = again(ResultsPageFactory.create(parent=index))
    offered = [each.url for each in page.get_reading_context(None)["downloads"]]
    assert not [url for url in offered if "data." in url]
    assert index.address_of("data.csv") == ""
    assert index.address_of("data") == "http://localhost/results/data/"
