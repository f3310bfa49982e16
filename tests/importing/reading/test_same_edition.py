"""A workbook, and a PDF that is printed of the same content, make the same edition."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from results.importing.document import Heading, Items, Paragraph, Table, count_words, text_of
from results.importing.planning import plan_document
from results.importing.reading import read_document
from tests.importing.printed import printed

if TYPE_CHECKING:
    from results.importing.document import Document

UNSEEN = Path(__file__).parents[1] / "unseen"
WORKBOOKS = sorted(UNSEEN.rglob("documents/*.xlsx"))
PAGE = (
    "@page { size: A4; margin: 18mm } body { font: 9pt/1.35 'DejaVu Sans' } "
    "caption { text-align: left; font-weight: bold } td, th { padding: 1mm 2mm; text-align: left } "
)
NUMBERS_RIGHT = "td.n { text-align: right } table { border-collapse: collapse; width: 100% } "
STYLES = {
    "columns of the same side": f"{PAGE} td, th {{ padding: 1mm 6mm 1mm 0 }}",
    "numbers to the right, below names to the left": f"{PAGE}{NUMBERS_RIGHT}",
    "a line around each cell": f"{PAGE}{NUMBERS_RIGHT} td, th {{ border: 1px solid }}",
    "a line below each row": f"{PAGE}{NUMBERS_RIGHT} th.n {{ text-align: right }} tr {{ border-bottom: 1px solid }}",
}
_NUMBER = re.compile(r"[-−+–]?[\d\s,.]+ ?\S{0,3}")


def page_of(document: Document) -> str:
    """The document as the body of a page."""
    return "".join(map(_html, document.parts))


def _html(part: object) -> str:
    match part:
        case Heading():
            return f"<h{part.level}>{escape(text_of(part.runs))}</h{part.level}>"
        case Paragraph():
            return f"<p>{escape(text_of(part.runs))}</p>"
        case Items():
            return f"<ul>{''.join(f'<li>{escape(text_of(item))}</li>' for item in part.items)}</ul>"
        case Table():
            return _table(part)
    raise AssertionError(part)


def _table(table: Table) -> str:
    rows = [[text_of(cell) for cell in row] for row in table.rows]
    columns = [[cell for cell in column if cell] for column in zip(*rows, strict=True)]
    kinds = [
        "n" if sum(map(bool, map(_NUMBER.fullmatch, cells))) * 2 > len(cells) - 1 else "t"
        for cells in columns
    ]
    lines = []
    for number, row in enumerate(rows):
        is_head = table.has_header and number == 0
        # As in a workbook, where text stands to the left and a number to the right.
        own = kinds if is_head else ["n" if _NUMBER.fullmatch(text) else "t" for text in row]
        cells = zip(["t", *own[1:]], row, strict=True)
        tag = "th" if is_head else "td"
        line = (f"<{tag} class={kind}>{escape(text)}</{tag}>" for kind, text in cells)
        lines.append(f"<tr>{''.join(line)}</tr>")
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    return f"<table>{caption}{''.join(lines)}</table>"


def edition(document: Document, locale: str, year: int) -> tuple[Counter[object], Counter[str]]:
    """The figures with all that is said of them, and the words of the page."""
    plan = plan_document(document, locale, year)
    figures = Counter[object](
        (
            f.found.value,
            f.found.unit,
            f.found.scale,
            f.found.label,
            f.found.role,
            f.days,
            f.found.reason,
        )
        for f in plan.figures()
    )
    return figures, count_words(plan.words())


def both(path: Path, style: str) -> tuple[Document, Document, str, int]:
    """The workbook, and its PDF, as they are read; the language and the year."""
    told = json.loads(path.with_suffix(".json").read_text())
    locale, year = told["language"], int(told["period"][:4])
    workbook = read_document(path.read_bytes(), path.name, locale)
    pdf = printed(page_of(workbook), STYLES[style], locale)
    return workbook, read_document(pdf, "a.pdf", locale), locale, year


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["04-botaniska", "33-kinderschutzhaus"])
def test_a_workbook_and_a_pdf_of_the_same_content_make_the_same_edition(
    name: str, style: str
) -> None:
    (path,) = (path for path in WORKBOOKS if path.stem == name)
    workbook, pdf, locale, year = both(path, style)
    assert edition(pdf, locale, year) == edition(workbook, locale, year)


@pytest.mark.soak
@pytest.mark.parametrize("style", STYLES)
def test_almost_all_figures_of_workbooks_are_the_same_in_a_pdf(style: str) -> None:
    alike = total = 0
    for path in WORKBOOKS:
        workbook, pdf, locale, year = both(path, style)
        expected, _words = edition(workbook, locale, year)
        found, _words = edition(pdf, locale, year)
        alike, total = alike + (expected & found).total(), total + expected.total()
    assert alike * 100 > total * 90, f"{alike} of {total}"
