"""What stands above and below the text on the pages of a PDF: running heads, numbers, notes."""

import re
from collections import Counter

from django.utils.translation import gettext_lazy as _

from ..document import LeftOut
from .pdf_lines import Row, rows_of
from .pdf_pages import Page, Word
from .plain_lines import PAGE_NUMBER, is_page_number
from .word import FOOTER, HEADER

TURNED = _("Words that stand upright or aslant on a page")
# Of the height of a page, at its top and at its bottom.
_MARGIN, _EDGE = 0.12, 0.05
_NUMBER = re.compile(r"\b\d{1,3}\b")
_NOTE = re.compile(r"(?:\[[\d*†‡]{1,3}\]|\d{1,2}|[*†‡]{1,3})\s*\S")
_MARK = re.compile(r"\d{1,2}|[*†‡]{1,3}")
_SMALLER = 0.93


def take_margins(pages: list[Page], body: float, left_out: list[LeftOut]) -> None:
    """Take out of the pages what they have around their text, and tell of it.

    That is what stands at the same height on several pages, but for the pages' own numbers. `body` is
    the size of most letters.
    """
    edges = [
        (page, row, _ways(page, row))
        for page in pages
        for row in rows_of(page.words, page)
        if not _MARGIN <= row.base / page.height <= 1 - _MARGIN
        and row.size <= 1.3 * body
        and not row.words[0].picture
    ]
    times = Counter(way for _page, _row, ways in edges for way in ways)
    told: dict[tuple[str, object], None] = {}
    numbers: list[str] = []
    for page, row, ways in edges:
        most = max(times[way] for way in ways)
        is_running = most >= 3 or most * 2 >= max(len(pages), 3)
        is_alone = len(pages) == 1 and is_page_number(row.text) and "1" in row.text
        if is_running or is_alone or _is_numbered(page, row, body):
            _take(page, [row])
            if is_page_number(row.text):
                numbers.append(row.text)
            else:
                told[row.text, HEADER if row.base > page.height / 2 else FOOTER] = None
    left_out += [LeftOut(text, reason) for text, reason in told]  # type: ignore[arg-type]
    if numbers:
        left_out.append(LeftOut(" ".join(numbers), PAGE_NUMBER))
    left_out += [LeftOut(page.turned, TURNED) for page in pages if page.turned]


def _ways(page: Page, row: Row) -> set[tuple[str, int]]:
    """What a line says at its height: as it is, and with each number as it follows that of the page."""
    ways = {row.text}
    for number in _NUMBER.finditer(row.text):
        before, behind = row.text[: number.start()], row.text[number.end() :]
        own = f"{before}+{int(number[0]) - page.number}{behind}"
        # The first page often has no number.
        ways |= {own, re.sub(r"^\+0 | \+0$", "", own)}
    return {(way, round(row.base / 4)) for way in ways}


def _is_numbered(page: Page, row: Row, body: float) -> bool:
    """Whether small letters at the very edge begin or end with the page's own number, also once in a document."""
    at_edge = not _EDGE <= row.base / page.height <= 1 - _EDGE
    ends = {row.words[0].text, row.words[-1].text}
    return at_edge and row.size < _SMALLER * body and str(page.number) in ends


def _take(page: Page, rows: list[Row]) -> list[Word]:
    """Take the words of lines out of a page, and return them."""
    taken = [word for row in rows for word in row.words]
    gone = set(map(id, taken))
    page.words = [word for word in page.words if id(word) not in gone]
    return taken


def take_notes(pages: list[Page], body: float) -> list[tuple[Page, list[Word]]]:
    """Take the notes at the foot of each page out of it: small letters below all others, after a mark.

    They are numbered through, and so are their marks in the text.
    """
    taken, count = [], 0
    for page in pages:
        rows = rows_of(page.words, page)
        first = len(rows)
        while first and rows[first - 1].size < _SMALLER * body and rows[first - 1].text:
            first -= 1
        while first < len(rows) and not _NOTE.match(rows[first].text):
            first += 1
        notes = rows[first:] if first else []
        taken.append((page, _take(page, notes)))
        raised = {word.text for word in page.words if word.raised}
        numbers: dict[str, str] = {}
        for sign, *others in (row.words for row in notes):
            mark, last = sign.text.strip("[]."), next(reversed(numbers), "")
            is_next = not last or (last.isdigit() and mark == str(int(last) + 1))
            is_number = mark.isdigit() and (sign.raised or sign.text[0] == "[" or is_next)
            # A sign that the text does not raise stays as it is.
            if _MARK.fullmatch(mark) and (is_number or mark in raised):
                count += 1
                numbers[mark] = str(count)
                sign.text, sign.raised = f"{count}.", False
                for word in others[:1]:
                    word.touches = False
        for word in page.words:
            if word.raised:
                word.text = numbers.get(word.text, word.text)
    return taken
