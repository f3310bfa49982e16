"""The pages of plain text, where a converter marked them: their numbers are no part of the text."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

from ..document import LeftOut

PAGE_NUMBER = _("The number of a page")
_COUNT = r"\d{1,4}(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?"
_NAMED = re.compile(
    rf"[-–—\s]*(?:sidan|sid\.?|sida|page|p\.|s\.)\s*{_COUNT}[-–—\s]*", re.IGNORECASE
)
_BARE = re.compile(rf"[-–—\s]*(?:{_COUNT}|[ivxl]{{1,6}})[-–—\s]*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;][\"'”’)»]*$")


def lines_of_pages(text: str, left_out: list[LeftOut]) -> list[str]:
    """All lines of a text; numbers of pages go to `left_out`, sentences go on over the page."""
    lines: list[str] = []
    pages = text.split("\f")
    for number, page in enumerate(pages):
        of_page = page.split("\n")
        _take_number(of_page, 0, left_out, at_edge=number > 0)
        _take_number(of_page, -1, left_out, at_edge=number < len(pages) - 1)
        of_page = _without_named(of_page, left_out)
        if number:
            _join(lines, of_page)
        else:
            lines = of_page
    return lines


def _take_number(lines: list[str], edge: int, left_out: list[LeftOut], at_edge: bool) -> None:
    """Take the number out of the first or last line that has words, where a page begins or ends."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not at_edge or not filled:
        return
    line = lines[filled[edge]].strip()
    if _BARE.fullmatch(line) or _NAMED.fullmatch(line):
        left_out.append(LeftOut(line, PAGE_NUMBER))
        lines[filled[edge]] = ""


def _without_named(lines: list[str], left_out: list[LeftOut]) -> list[str]:
    """The lines without those that are "Page 3 (5)" alone between blank lines."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        before = lines[number - 1] if number else ""
        if not before.strip() and not after.strip() and _NAMED.fullmatch(line.strip()):
            left_out.append(LeftOut(line.strip(), PAGE_NUMBER))
            line = ""
        kept.append(line)
    return kept


def _join(before: list[str], after: list[str]) -> None:
    """Put a page below those before; a sentence that goes on over the page stays one paragraph."""
    while before and not before[-1].strip():
        before.pop()
    first = next((number for number, line in enumerate(after) if line.strip()), len(after))
    filled = after[first:]
    goes_on = (
        before
        and filled
        and not _ENDS.search(before[-1].rstrip())
        and filled[0].lstrip()[:1].islower()
    )
    if not goes_on:
        before.append("")
    before += filled
