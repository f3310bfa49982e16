"""What stands side by side on a page of a PDF, and where its tables begin and end."""

import pytest

from results.importing.reading import read_document
from tests.importing.printed import printed

from .building import outline

LONG = (
    "The helpline was open on all days of the year, and those who answer have met more people than "
    "ever before. What they hear is passed on to schools, to the police and to parents who ask."
)
SHORT = "The garden opened in May. Most of its visitors come back, and some of them bring others."
P, Q = ("p", LONG), ("p", SHORT)
THREE = "columns: 3; column-gap: 6mm; font-size: 7pt"
STRIP = "display: flex; text-align: center; font-size: 7pt"
NUMBERED = "position: relative; padding-left: 12mm; text-align: justify"
BARS = "".join(f"<div style='background: #9cc; margin: 1.3mm 0; font-size: 8pt'>{year}: {count}</div>" for year, count in ((2014, "8 204"), (2015, "9 870"), (2016, "12 655")))  # fmt: skip
ROWS = (("Reason", "2016", "2015"), ("Debt", "3,747", "2,876"), ("Illness", "2,810", "2,465"), ("Other", "1,639", "1,437"))  # fmt: skip
TABLE = "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in ROWS)
FORMS: dict[str, tuple[str, list[object]]] = {
    "numbers with what they count below, above columns of text": (
        f"<div style='{STRIP}'>"
        + "".join(
            f"<div style='flex: 1'><span style='font-size: 14pt'>{number}</span><br>{label}</div>"
            for number, label in (("1,386", "cared for"), ("9,718", "visits"), ("654", "helpers"))
        )
        + f"</div><div style='{THREE}; columns: 2'><p>{LONG} {LONG}</div>",
        [("line", "1,386"), ("p", "cared for"), ("line", "9,718"), ("p", "visits"), ("line", "654"), ("p", "helpers"), ("p", f"{LONG} {LONG}")],
    ),
    "a heading of all columns that is no longer than one": (
        f"<h2>Gardens</h2><div style='{THREE}'><p>{SHORT}<p>{LONG}</div>"
        f"<h2>Learning</h2><div style='{THREE}'><p>{LONG}<p>{SHORT}</div>",
        [("h1", "Gardens"), Q, P, ("h1", "Learning"), P, Q],
    ),
    "paragraphs with numbers that stand out to the left": (
        "".join(f"<p style='{NUMBERED}'><span style='position: absolute; left: 0'>2.{n}</span>{text}" for n, text in ((1, LONG), (2, SHORT))),
        [("p", f"2.1 {LONG}"), ("p", f"2.2 {SHORT}")],
    ),
    "bars of a chart beside a column of text": (
        f"<div style='display: flex; gap: 8mm'><p style='width: 50mm; margin: 0'>{LONG}<div style='width: 45mm'>{BARS}</div></div>",
        [P, ("p", "2014: 8 204 2015: 9 870 2016: 12 655")],
    ),
    "a table beside a column of text, each on lines of its own": (
        f"<div style='display: flex; gap: 8mm; font-size: 8pt'><table style='width: 50mm; line-height: 1.9'>{TABLE}</table><div style='flex: 1'><p style='margin-top: 2mm'>{SHORT}</div></div>",
        [("table", True, "", *ROWS), Q],
    ),
    "a note in small letters beside the text, which goes on below it": (
        f"<aside style='float: left; width: 22mm; margin-right: 6mm; font-size: 7pt'>The dish of the year: 71,460 were sold</aside><p>{LONG} {SHORT}",
        [("p", "The dish of the year: 71,460 were sold"), ("p", f"{LONG} {SHORT}")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_side_by_side_is_read_one_after_the_other(form: str) -> None:
    body, wanted = FORMS[form]
    read = outline(read_document(printed(body), "a.pdf"))
    assert str(read).replace("\\n", " ") == str(wanted)


PARAGRAPH = (
    "The helpline was open on all days of the year, and those who answer have met more people than "
    "ever before. What they hear is passed on to schools, to the police and to parents who ask. "
)
TOPICS: list[tuple[str, ...]] = [("Topic", "2015", "2016", "Share (%)"), ("Bullying", "1,200", "1,382", "60"), ("Family", "612", "715", "31")]  # fmt: skip


def table(rows: list[tuple[str, ...]]) -> str:
    return "".join(f"<tr><td>{'<td>'.join(row)}</tr>" for row in rows)


def test_a_table_as_wide_as_the_columns_of_text_above_it_is_one() -> None:
    columns = "columns: 2; column-gap: 8mm; text-align: justify"
    style = "table { width: 100% } td:first-child { width: 55% } p { margin: 0 }"
    body = f"<div style='{columns}'><p>{PARAGRAPH}</div><p>Table 1: Calls by topic</p><table>{table(TOPICS)}</table>"
    assert outline(read_document(printed(body, style), "a.pdf")) == [
        ("p", PARAGRAPH.strip()),
        ("p", "Table 1: Calls by topic"),
        ("table", True, "", *TOPICS),
    ]


def test_a_table_that_goes_on_over_the_page_is_one_with_its_heads() -> None:
    rows = [*TOPICS, *[(f"Topic {chr(65 + n)}", "12", "15", "1") for n in range(16)]]
    style = "@page { size: 148mm 100mm } td { padding: 0 3mm }"
    read = outline(read_document(printed(f"<table>{table(rows)}</table>", style), "a.pdf"))
    assert read == [("table", True, "", *rows)]
