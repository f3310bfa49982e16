"""What stands above and below the text on the pages of a PDF: running heads, numbers, notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..document import LeftOut
from .pdf_rows import Row, rows_of
from .plain_lines import PAGE_NUMBER, is_page_number
from .word import FOOTER, HEADER

if TYPE_CHECKING:
    from .pdf_pages import Page, Word

TURNED = _("Words that stand upright or aslant on a page")
# Of the height of a page, at its top and at its bottom.
_MARGIN, _EDGE = 0.12, 0.05
_NUMBER = re.compile(r"\d{1,9}")
_NOTE = re.compile(r"(?:\[[\d*†‡]{1,3}\]|\d{1,2}|[*†‡]{1,3})\s*\S")
_MARK = re.compile(r"\d{1,2}|[*†‡]{1,3}")
_SMALLER = 0.93


def take_margins(pages: list[Page], body: float, left_out: list[LeftOut]) -> None:
    """Take out of the pages what they have around their text, and tell of it.

    That is what stands at the same height on several pages, but for the pages' own numbers. `body` is
    the size of most letters.
    """
    places: dict[tuple[str, int], list[tuple[Page, Row]]] = defaultdict(list)
    at_edges = [
        (page, row)
        for page in pages
        for row in rows_of(page.words)
        if not _MARGIN <= row.base / page.height <= 1 - _MARGIN
        and row.size <= 1.3 * body
        and not row.picture
    ]
    bare = {row.text for _page, row in at_edges}
    for page, row in at_edges:
        key = _NUMBER.sub("#", _unnumbered(page, row, bare)), round(row.base / 4)
        places[key].append((page, row))
    told: dict[tuple[str, object], None] = {}
    numbers: list[str] = []
    for found in places.values():
        is_running = _is_running(found, len(pages), bare)
        for page, row in found:
            if not (is_running or _is_numbered(page, row, body)):
                continue
            gone = set(map(id, row.words))
            page.words = [word for word in page.words if id(word) not in gone]
            if is_page_number(row.text):
                numbers.append(row.text)
            else:
                told[row.text, HEADER if row.base > page.height / 2 else FOOTER] = None
    left_out += [LeftOut(text, reason) for text, reason in told]  # type: ignore[arg-type]
    if numbers:
        left_out.append(LeftOut(" ".join(numbers), PAGE_NUMBER))
    left_out += [LeftOut(page.turned, TURNED) for page in pages if page.turned]


def _unnumbered(page: Page, row: Row, bare: set[str]) -> str:
    """The text without the page's own number where another page has it so, as a first one often does."""
    text = re.sub(rf"^{page.number} | {page.number}$", "", row.text)
    return text if text in bare else row.text


def _is_numbered(page: Page, row: Row, body: float) -> bool:
    """Whether small letters at the very edge begin or end with the page's own number, also once in a document."""
    at_edge = not _EDGE <= row.base / page.height <= 1 - _EDGE
    ends = {row.words[0].text, row.words[-1].text}
    return at_edge and row.size < _SMALLER * body and str(page.number) in ends


def _is_running(found: list[tuple[Page, Row]], count: int, bare: set[str]) -> bool:
    if len(found) == 1 and count == 1:
        return is_page_number(found[0][1].text) and "1" in found[0][1].text
    if len(found) < 3 and len(found) * 2 < max(count, 3):
        return False
    columns = zip(
        *(map(int, _NUMBER.findall(_unnumbered(*each, bare))) for each in found), strict=True
    )
    pages = [page.number for page, _row in found]
    return all(
        len(set(column)) == 1 or len({n - p for n, p in zip(column, pages, strict=True)}) == 1
        for column in columns
    )


def take_notes(pages: list[Page], body: float) -> list[tuple[Page, list[Word]]]:
    """Take the notes at the foot of each page out of it: small letters below all others, after a mark.

    They are numbered through, and so are their marks in the text; a sign that one page alone has stays.
    """
    found = [(page, _rows_of_notes(page, body)) for page in pages]
    firsts = ({row.words[0].text.strip("[].") for row in rows} for _page, rows in found)
    signs = Counter(mark for marks in firsts for mark in marks if not mark.isdigit())
    taken, count = [], 0
    for page, rows in found:
        gone = {id(word) for row in rows for word in row.words}
        page.words = [word for word in page.words if id(word) not in gone]
        numbers: dict[str, str] = {}
        for row in rows:
            first, *others = row.words
            mark = first.text.strip("[].")
            if signs[mark] != 1 and _begins_note(first, mark, next(reversed(numbers), "")):
                count += 1
                numbers[mark] = str(count)
                first.text, first.raised = f"{count}.", False
                for word in others[:1]:
                    word.touches = False
        for word in page.words:
            if word.raised:
                word.text = numbers.get(word.text, word.text)
        taken.append((page, [word for row in rows for word in row.words]))
    return taken


def _rows_of_notes(page: Page, body: float) -> list[Row]:
    rows = rows_of(page.words)
    first = len(rows)
    while first and rows[first - 1].size < _SMALLER * body and not rows[first - 1].picture:
        first -= 1
    while first < len(rows) and not _NOTE.match(rows[first].text):
        first += 1
    return rows[first:] if first else []


def _begins_note(first: Word, mark: str, last: str) -> bool:
    """Whether a line at the foot begins with the mark of a note; bare digits count on from the last one."""
    if not _MARK.fullmatch(mark):
        return False
    is_next = not last or (mark.isdigit() and last.isdigit() and int(mark) == int(last) + 1)
    return is_next or first.raised or first.text.startswith("[") or not mark.isdigit()
