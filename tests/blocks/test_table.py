"""A table: what is typed, what is refused, what readers get."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import BadRequest
from django.utils import translation

import pytest
from bs4 import BeautifulSoup

from results.blocks import DataTableBlock, ResultsStreamBlock, find_issues
from results.blocks.data_table import MAX_ROWS, CellsBlock
from results.blocks.leaves import Unread
from results.blocks.stored import Stored, UnreadableError, from_plain
from results.sharing.data_files import as_csv
from tests.factories import table_block
from tests.publishing.forms import block_data

CELLS = CellsBlock()
BLOCK = DataTableBlock()
BODY = ResultsStreamBlock()
COLUMNS = [{"type": "text", "heading": "Year"}, {"type": "number", "heading": "Reports"}]


def built(*rows: Any, **more: Any) -> Any:
    return BLOCK.to_python(table_block("table", *rows, **more)["value"])


def codes(value: Any) -> list[str]:
    return [issue.code for issue in find_issues(BLOCK, value)]


def shown(value: Any, language: str = "en") -> BeautifulSoup:
    with translation.override(language):
        return BeautifulSoup(BLOCK.render(value, {"id": "1"}), "html.parser")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "expected"), [("sv", "12\xa0345,50"), ("en", "12,345.50"), ("de", "12.345,50")]
)
def test_a_number_is_written_as_the_language_writes_it_with_the_decimals_that_were_typed(
    language: str, expected: str
) -> None:
    table = shown(built(("2016", "12345.50")), language)
    (number,) = table.select("td data")
    assert (number.get_text(), number["value"]) == (expected, "12345.5")


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["12,50", "1,0", "12", "0,00", "-3,10", "1,2340"])
def test_a_form_that_is_saved_as_it_was_opened_changes_no_number(typed: str) -> None:
    with translation.override("sv"):
        number = CELLS.child_blocks["number"]
        value = number.value_from_form(typed)
        again = number.value_from_form(number.value_for_form(value))
    assert str(again) == str(value)
    assert str(value) == {"1,2340": "1.234"}.get(typed, typed.replace(",", "."))


@pytest.mark.django_db
def test_the_head_names_columns_and_the_first_column_rows() -> None:
    table = shown(built(("2015", "6243"), ("2016", None)))
    heads = [(each["scope"], each.get_text()) for each in table.select("th")]
    assert heads == [("col", "Year"), ("col", "Reports"), ("row", "2015"), ("row", "2016")]
    assert [cell.get_text() for cell in table.select("td")] == ["6,243", ""]
    region = table.select_one("[role=region][tabindex='0']")
    assert region
    assert table.caption
    assert region["aria-labelledby"] == table.caption["id"]


@pytest.mark.django_db
def test_without_heads_of_rows_all_cells_are_data() -> None:
    value = built()
    value["has_row_heads"] = False
    assert not shown(value).select("tbody th")


@pytest.mark.django_db
def test_what_is_typed_into_a_table_is_no_html() -> None:
    table = shown(built(("<b>2016</b>", "1"), caption="<script>1</script>"))
    assert not table.select("script, b")


def test_what_is_missing_is_asked_for_when_the_page_is_published() -> None:
    no_columns, no_rows = built(columns=[], rows=[{"values": []}]), built(rows=[])
    for value in (BLOCK.to_python({}), no_columns, no_rows):
        assert codes(value) == ["table_empty"]
    columns = [{"type": "text", "heading": " "}, {"type": "number", "heading": "Reports"}]
    unnamed = built(columns=columns)
    assert codes(unnamed) == []
    unnamed["has_row_heads"] = False
    assert codes(unnamed) == ["table_heading_missing"]
    assert codes(built(columns=[COLUMNS[0], COLUMNS[1] | {"heading": " "}])) == codes(unnamed)
    assert codes(built(("2016", None))) == []


def test_a_cell_that_is_no_number_is_named() -> None:
    value = built(("2015", "6243"), ("2016", {"unread": "over 250"}))
    with translation.override("en"):
        (issue,) = find_issues(BLOCK, value)
    assert isinstance(value["table"].row_data[1]["values"][1], Unread)
    assert (issue.path, issue.stage) == (("table",), "publishing")
    assert str(issue.message).startswith("Row 2, “Reports”")


def test_a_table_that_nobody_can_read_is_refused() -> None:
    wide = built([""] * 21, columns=COLUMNS[:1] * 21)
    for value in (wide, built(*[("2016", "1")] * (MAX_ROWS + 1))):
        assert codes(value) == ["table_too_large"]
    assert codes(built(caption="a" * 501)) == ["max_length"]


def test_what_is_translated_of_a_table_is_what_it_says() -> None:
    assert built((None, "1"), (" ", "2"), ("2016", None), caption=" ")["table"].texts == [
        *("Year", "Reports", "2016")
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [("row-count", "x"), ("row-count", "1000000"), ("column-0-type", "x"), ("row-1-order", "")],
)
def test_a_damaged_form_of_a_table_is_refused(name: str, value: str) -> None:
    stream = BODY.to_python([table_block("table")])
    data = block_data("body", BODY, stream)
    (block,) = BODY.value_from_datadict(data, {}, "body")
    assert block.value["table"].texts == built()["table"].texts
    data[f"body-0-value-table-{name}"] = value
    with pytest.raises(BadRequest):
        BODY.value_from_datadict(data, {}, "body")


@pytest.mark.parametrize(
    "raw",
    [
        "text",
        {"columns": [], "rows": {}},
        {"columns": {}, "rows": []},
        {"columns": [], "rows": [], "caption": 5},
        {"columns": ["text"], "rows": []},
        {"columns": [{"type": "text"}], "rows": []},
        {"columns": [], "rows": ["x"]},
        {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": "x"}]},
        {"columns": [{"type": "image", "heading": ""}], "rows": []},
        {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": []}]},
        {"columns": [{"type": "text", "heading": ""}], "rows": [{"values": [{}]}]},
        {"columns": [{"type": "number", "heading": ""}], "rows": [{"values": ["many"]}]},
    ],
)
def test_json_that_is_no_table_cannot_be_read(raw: Any) -> None:
    with pytest.raises(UnreadableError):
        Stored(BLOCK, {"table": raw, "has_row_heads": True})


def test_programs_write_a_table_as_plain_lists() -> None:
    plain = {"columns": COLUMNS, "rows": [["2016", 6558], ["2017", Decimal("1.50")], ["", None]]}
    value = from_plain(BLOCK, {"table": plain}, "table")
    numbers = [row["values"][1] for row in value["table"].row_data]
    assert numbers == [Decimal(6558), Decimal("1.50"), None]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["2016", "many"]], "table.table.rows[0][1]"),
        ([["2016"]], "table.table: This is no table"),
        ("rows", "table.table: This is no table"),
    ],
)
def test_a_program_is_told_where_its_table_is_wrong(rows: Any, place: str) -> None:
    with pytest.raises(Exception, match="table") as refused:
        from_plain(BLOCK, {"table": {"columns": COLUMNS, "rows": rows}}, "table")
    assert place in str(refused.value)


def test_a_csv_has_exact_numbers_and_no_formulas() -> None:
    table = built(("=1+1", "-12.50"), ('He said "no", twice', None))["table"]
    assert as_csv(table).decode() == (
        'Year,Reports\r\n\'=1+1,-12.50\r\n"He said ""no"", twice",\r\n'
    )
