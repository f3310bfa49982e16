"""Where a table of a PDF begins and ends."""

from results.importing.reading import read_document
from tests.importing.printed import printed
from tests.importing.reading.building import outline

LONG = (
    "The helpline was open on all days of the year, and those who answer have met more people than "
    "ever before. What they hear is passed on to schools, to the police and to parents who ask. "
)
ROWS: list[tuple[str, ...]] = [("Topic", "2015", "2016", "Share (%)"), ("Bullying", "1,200", "1,382", "60"), ("Family", "612", "715", "31")]  # fmt: skip


def table(rows: list[tuple[str, ...]]) -> str:
    return "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows)


def test_a_table_as_wide_as_the_columns_of_text_above_it_is_one() -> None:
    columns = "columns: 2; column-gap: 8mm; text-align: justify"
    style = "table { width: 100% } td:first-child { width: 55% } p { margin: 0 }"
    body = f"<div style='{columns}'><p>{LONG}</div><p>Table 1: Calls by topic</p><table>{table(ROWS)}</table>"
    assert outline(read_document(printed(body, style), "a.pdf")) == [
        ("p", LONG.strip()),
        ("p", "Table 1: Calls by topic"),
        ("table", True, "", *ROWS),
    ]


def test_a_table_that_goes_on_over_the_page_is_one_with_its_heads() -> None:
    rows = [*ROWS, *[(f"Topic {chr(65 + n)}", "12", "15", "1") for n in range(16)]]
    style = "@page { size: 148mm 100mm } td { padding: 0 3mm }"
    read = outline(read_document(printed(f"<table>{table(rows)}</table>", style), "a.pdf"))
    assert read == [("table", True, "", *rows)]
