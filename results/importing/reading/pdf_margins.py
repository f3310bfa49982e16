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
_NUMBER = re.compile(r" ?\d+ ?")
_NOTE = re.compile(r"(?:\[[\d*†‡]{1,3}\]|\d{1,2}|[*†‡]{1,3})\s*\S")
_SMALLER = 0.93


def take_margins(pages: list[Page], body: float, left_out: list[LeftOut]) -> None:
    """Take out of the pages what they have around their text, and tell of it.

    That is what stands at the same height on several pages, whatever its numbers are. `body` is the size
    of most letters.
    """
    edges = [
        (page, row, (_NUMBER.sub("", row.text), round(row.base / 4)))
        for page in pages
        for row in rows_of(page.words)
        if not _MARGIN <= row.base / page.height <= 1 - _MARGIN
        and row.size <= 1.3 * body
        and not row.words[0].picture
    ]
    times = Counter(said for _page, _row, said in edges)
    told: dict[tuple[str, object], None] = {}
    numbers: list[str] = []
    for page, row, said in edges:
        is_running = times[said] >= 3 or times[said] * 2 >= max(len(pages), 3)
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
    """Take the notes at the foot of each page out of it: small letters below all others, after a mark."""
    taken = []
    for page in pages:
        rows = rows_of(page.words)
        first = len(rows)
        while first and rows[first - 1].size < _SMALLER * body and rows[first - 1].text:
            first -= 1
        while first < len(rows) and not _NOTE.match(rows[first].text):
            first += 1
        notes = rows[first:] if first else []
        taken.append((page, _take(page, notes)))
        for sign, *others in (row.words for row in notes):
            mark = sign.text.strip("[].")
            if mark.isdigit():
                sign.text, sign.raised = f"{mark}.", False
                for word in others[:1]:
                    word.touches = False
    return taken
