"""A workbook is read as it is seen, and as a PDF of the same content is."""

import io
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image

from results.importing.document import (
    Document,
    Heading,
    Paragraph,
    Table,
    count_words,
    text_of,
    texts_of,
)
from results.importing.planning import Plan, plan_document
from results.importing.reading import read_document
from results.importing.reading.workbook import PICTURES
from tests.importing.bad_documents import with_sheet
from tests.importing.generated import as_html, pieces_of
from tests.importing.printed import picture, printed


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def sheet(*rows: tuple[object, ...], change: Callable[[Any], None] = lambda _: None) -> Document:
    """A sheet with these rows, changed, as it is read in Swedish."""
    workbook = Workbook()
    workbook.active.title = "Våra insatser"
    for row in rows:
        workbook.active.append(row)
    change(workbook.active)
    return read_document(saved(workbook), "a.xlsx", "sv")


def shape(document: Document) -> list[str]:
    """The parts in short: "# heading", "- line", "text", rows of a table with their caption."""
    lines: list[str] = []
    for part in document.parts:
        match part:
            case Heading():
                lines.append(f"# {text_of(part.runs)}")
            case Paragraph():
                lines.append(f"{'- ' if part.is_line else ''}{text_of(part.runs)}")
            case Table():
                rows = [" | ".join(map(text_of, row)) for row in part.rows]
                lines.append(" / ".join(filter(None, [part.caption, *rows])))
    return lines


def planned(document: Document) -> Plan:
    return plan_document(document, "sv", 2016)


def figures(made: Plan) -> list[str]:
    """Each figure as "12000 SEK thousand: Gåvor, 2015-01-01"; what is as usual is not named."""
    told = []
    for each in made.figures():
        found = each.found
        units = [str(of) for of in (found.unit, found.scale) if of not in ("number", "none")]
        amount = " ".join([f"{found.value.normalize():f}", *units])
        told.append(", ".join([f"{amount}: {found.label}", *map(str, (each.days or ())[:1])]))
    return told


@pytest.mark.parametrize(
    ("value", "number_format", "locale", "shown"),
    [
        (6558, "General", "sv", "6558"),
        (133_000, "General", "sv", "133\xa0000"),
        (6558, "#,##0", "sv", "6\xa0558"),
        (0.986, "0.0%", "sv", "98,6\xa0%"),
        (1 / 3, "General", "sv", "0,3333"),
        (12.345, "General", "sv", "12,3450"),
        (1.5, "0.0##", "sv", "1,5"),
        (-1412.75, '#,##0.0" tkr";[Red](#,##0.0)', "sv", "−1\xa0412,8 tkr"),
        (1_412_750, '#,##0,\\ "tkr"', "sv", "1\xa0413 tkr"),
        (12, "[$€-2] #,##0.00", "en", "€ 12.00"),
        (1_500_000, '[>=1000000]0.0,,"M";0', "sv", "1\xa0500\xa0000"),
        (date(2016, 12, 31), "yyyy-mm-dd", "sv", "31 december 2016"),
        (datetime(2016, 5, 1, 13, 30), "d/m/yy h:mm", "sv", "1 maj 2016 13:30"),
        (time(9, 5), "h:mm", "sv", "09:05"),
        (timedelta(hours=30, minutes=5), "[h]:mm", "sv", "30:05"),
        (True, "General", "sv", "TRUE"),
        (" Tips_x000D_\n", "@", "sv", "Tips"),
    ],
)
def test_a_cell_is_what_its_number_format_shows(
    value: object, number_format: str, locale: str, shown: str
) -> None:
    workbook = Workbook()
    cell = workbook.active.cell(1, 1, value)
    cell.number_format = number_format
    document = read_document(saved(workbook), "a.xlsx", locale)
    assert [text for part in document.parts for text in texts_of(part)] == [shown]


def test_empty_rows_part_tables_and_lines_stand_above_and_below_them() -> None:
    document = sheet(
        ("Året i korthet",),
        (),
        ("Insatser",),
        ("Antal",),
        (None, "Vad", 2016),
        (None, "Tips", 6558),
        ("Not: utan dubbletter",),
        (),
        ("Post", "Kostnad"),
        ("Drift", 3),
    )
    assert shape(document) == [
        "# Våra insatser",
        "- Året i korthet",
        "- Insatser",
        "Antal /  | Vad | 2016 /  | Tips | 6558",
        "Not: utan dubbletter",
        "Post | Kostnad / Drift | 3",
    ]


def test_a_row_above_the_heads_of_a_wider_table_is_none_of_its_rows() -> None:
    document = sheet(("Uppdaterad", "mars"), ("Vad", 2016, 2015), ("Tips", 6558, 5000))
    assert shape(document)[1:] == ["Uppdaterad: mars / Vad | 2016 | 2015 / Tips | 6558 | 5000"]


def test_what_stands_over_the_cells_is_told() -> None:
    def beside(seen: Any) -> None:
        seen["A1"].comment = Comment("Osäker uppgift", "Åsa")
        seen.add_image(Image(io.BytesIO(picture())))

    document = sheet(("Tips", 6558), change=beside)
    assert [left.text for left in document.left_out] == ["Osäker uppgift"]
    assert [str(notice) for notice in document.notices] == [str(PICTURES)]


def test_what_is_hidden_is_left_out_and_told() -> None:
    def hide(seen: Any) -> None:
        seen.row_dimensions[2].hidden = True
        seen.column_dimensions.group("C", "D", hidden=True)
        secret = seen.parent.create_sheet("Underlag")
        secret.append(("Lön", 1))
        secret.sheet_state = "veryHidden"
        seen.parent.create_sheet("Blad2").append(("Källa",))

    document = sheet(
        ("Vad", 2016, "Bas"), ("Fel", 1, 2), ("Tips", "många", 3), ("Filmer", 12, 4), change=hide
    )
    assert shape(document) == [
        "# Våra insatser",
        "Vad | 2016 / Tips | många / Filmer | 12",
        "- Källa",
    ]
    assert [left.text for left in document.left_out] == [
        "Bas\nFel | 1 | 2\n3\n4",
        "Underlag\nLön | 1",
        "Blad2",
    ]


def test_a_formula_is_the_value_that_the_file_has_and_is_told_without_one() -> None:
    content = with_sheet(lambda xml: xml.replace("<v>6558", "<f>2*3279</f><v>6558"))
    document = read_document(content, "a.xlsm", "sv")
    assert shape(document) == ["Tips | 6558"]
    assert document.notices == []
    empty = with_sheet(lambda xml: xml.replace(' t="n"><v>6558', ' t="str"><f>""</f><v>'))
    assert read_document(empty, "a.xlsx", "sv").notices == []
    missing = sheet(("Vad", "Antal"), ("Tips", "=2*3279"), ("Filmer", 12))
    assert shape(missing) == ["# Våra insatser", "Vad | Antal / Tips |  / Filmer | 12"]
    assert "“Våra insatser”" in str(missing.notices[0])
    assert ": B2." in str(missing.notices[0])


TABLES: dict[str, tuple[list[tuple[Any, ...]], list[str]]] = {
    "unit and scale of a head": (
        [("Post", "Belopp, tkr"), ("Gåvor", 1412.5), ("Lotterier", 7)],
        ["1412500 SEK thousand: Gåvor", "7000 SEK thousand: Lotterier"],
    ),
    "a year by its name, and thousands of a sign": (
        [("Post (1 000 €)", "År 2015", "År 2016"), ("Gåvor", 12, 14)],
        ["12000 EUR thousand: Gåvor, 2015-01-01", "14000 EUR thousand: Gåvor"],
    ),
    "share in a head": (
        [("Ort", "Andel (%)"), ("Norr", 98.6), ("Söder", 90)],
        ["98.6 percent: Norr, Andel", "90 percent: Söder, Andel"],
    ),
    "years and broken years": (
        [("kSEK", 2015, "2015/16", 2016), ("Gåvor", 1, 2, 3)],
        ["1000 SEK thousand: Gåvor, 2015-01-01", "2000 SEK thousand: Gåvor, 2015-07-01", "3000 SEK thousand: Gåvor"],
    ),
    "two heads, whose second has the label": (
        [("", "Kvinnor", "", "Män", ""), ("Ort", 2015, 2016, 2015, 2016), ("Norr", 3, 4, 5, 6)],
        ["3: Norr, Kvinnor, 2015-01-01", "4: Norr, Kvinnor", "5: Norr, Män, 2015-01-01", "6: Norr, Män"],
    ),
    "years in rows, and a number for each row": (
        [("Nr", "År", "Medlemmar", "Bidrag (tkr)"), (1, 2015, 1290, 3), (2, 2016, 1412, 4)],
        ["1290: Medlemmar, 2015-01-01", "3000 SEK thousand: Bidrag, 2015-01-01", "1412: Medlemmar", "4000 SEK thousand: Bidrag"],
    ),
    "a cell for the unit": (
        [("Vad", "Antal", "Enhet"), ("Väntetid", 3.5, "minuter"), ("Gåvor", 2.5, "mkr")],
        ["3.5 minutes: Väntetid", "2500000 SEK million: Gåvor"],
    ),
    "columns for what came of it and what was meant to": (
        [("kSEK", "Utfall 2016", "Budget 2016", "Avvikelse"), ("Gåvor", 12, 11, 1)],
        ["12000 SEK thousand: Gåvor", "11000 SEK thousand: Gåvor, Budget", "1000 SEK thousand: Gåvor, Avvikelse"],
    ),
    "a label over more than one row": (
        [("Del", "Ort", "Antal"), ("Norr", "Luleå", 5), ("", "Umeå", 6), ("Söder", "Lund", 7)],
        ["5: Norr, Luleå", "6: Norr, Umeå", "7: Söder, Lund"],
    ),
}  # fmt: skip


STYLES = (
    "padding: 1mm 8mm 1mm 0",
    "border: 1px solid",
    "border-bottom: 1px solid; padding: 1mm 2mm",
)


@pytest.mark.parametrize("name", TABLES)
def test_the_same_table_has_the_same_figures_in_a_workbook_on_a_page_and_in_a_pdf(
    name: str,
) -> None:
    rows, expected = TABLES[name]

    def text(cell: object) -> str:
        return str(cell).replace(".", ",")

    cells = ["".join(f"<td>{text(cell)}</td>" for cell in row) for row in rows]
    page = f"<h1>Våra insatser</h1><table><tr>{'</tr><tr>'.join(cells)}</tr></table>"
    assert figures(planned(sheet(*rows))) == expected
    assert figures(planned(read_document(page.encode(), "a.html", "sv"))) == expected
    for style in STYLES:
        pdf = printed(page, f"table {{ border-collapse: collapse }} td {{ {style} }}", "sv")
        assert figures(planned(read_document(pdf, "a.pdf", "sv"))) == expected


UNSEEN = Path(__file__).parents[1] / "unseen"


@pytest.mark.parametrize("style", [STYLES[1], "padding: 1mm 2mm } td + td { text-align: right"])
@pytest.mark.parametrize("name", ["eighth/documents/04-botaniska", "documents/33-kinderschutzhaus"])
def test_a_whole_workbook_has_the_same_figures_and_words_in_a_pdf(name: str, style: str) -> None:
    path = UNSEEN / f"{name}.xlsx"
    told = json.loads(path.with_suffix(".json").read_text())
    locale, year = told["language"], int(told["period"][:4])
    book = read_document(path.read_bytes(), path.name, locale)
    page = "@page { size: A4 } table { border-collapse: collapse; font-size: 8pt } td"
    pdf = printed(as_html(pieces_of(book)).decode(), f"{page} {{ {style} }}", locale)
    one, other = (
        plan_document(each, locale, year) for each in (book, read_document(pdf, "a.pdf", locale))
    )
    assert figures(one) == figures(other)
    assert count_words(one.words()) == count_words(other.words())


def test_a_head_that_is_merged_over_columns_heads_each_of_them() -> None:
    def merge(seen: Any) -> None:
        for cells in ("A1:A2", "B1:C1", "D1:E1"):
            seen.merge_cells(cells)

    rows = [
        ("Ort", "Samtal", None, "Mejl", None),
        (None, 2015, 2016, 2015, 2016),
        ("Norr", 10, 12, 1, 2),
    ]
    assert figures(planned(sheet(*rows, change=merge))) == [
        "10: Norr, Samtal, 2015-01-01",
        "12: Norr, Samtal",
        "1: Norr, Mejl, 2015-01-01",
        "2: Norr, Mejl",
    ]


def test_names_of_columns_in_a_pdf_need_not_stand_over_their_numbers() -> None:
    rows, expected = TABLES["columns for what came of it and what was meant to"]
    cells = "</tr><tr>".join("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    css = "td { min-width: 30mm; text-align: right } tr:first-child td, td:first-child { text-align: left }"
    pdf = printed(f"<h1>Våra insatser</h1><table><tr>{cells}</tr></table>", css, "sv")
    assert figures(planned(read_document(pdf, "a.pdf", "sv"))) == expected
