"""Parts paragraphs that hold more than one: empty lines within, and numbers on lines of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..document import Paragraph, Part, Run, Runs, text_of
from .plan import MAX_HEADING
from .quantity_lines import lone_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n")


def split(parts: list[Part], locale: str) -> list[Part]:
    """The parts, each paragraph by itself."""
    return [piece for part in parts for piece in _pieces(part, locale)]


def _pieces(part: Part, locale: str) -> Iterator[Part]:
    if not isinstance(part, Paragraph) or "\n" not in text_of(part.runs):
        yield part
        return
    for paragraph in _parted(part.runs, _EMPTY_LINE):
        lines = _parted(paragraph, _LINE)
        if len(lines) > 1 and any(lone_figure(text_of(line), locale) for line in lines):
            yield from (Paragraph(line, is_line=True) for line in lines)
        else:
            yield Paragraph(paragraph, is_line=part.is_line or _is_bold_line(paragraph))


def _is_bold_line(runs: Runs) -> bool:
    """Whether a whole paragraph is bold and as short as a heading."""
    text = text_of(runs).strip()
    worded = [run for run in runs if run.text.strip()]
    is_line = all(run.bold for run in worded) and "\n" not in text
    return is_line and len(text) <= MAX_HEADING and not text.endswith((".", ",", ";"))


def _parted(runs: Runs, border: re.Pattern[str]) -> list[Runs]:
    parted: list[list[Run]] = [[]]
    # A border may begin in one run and end in the next: it is looked for in the whole text.
    text = text_of(runs)
    borders = [match.span() for match in border.finditer(text)]
    position = 0
    for run in runs:
        start, end = position, position + len(run.text)
        position = end
        cursor = start
        for begin, finish in borders:
            if finish <= cursor or begin >= end:
                continue
            if begin > cursor:
                parted[-1].append(_cut(run, cursor - start, begin - start))
            if start <= begin < end:
                parted.append([])
            cursor = min(finish, end)
        if cursor < end:
            parted[-1].append(_cut(run, cursor - start, end - start))
    return [tuple(piece) for piece in parted if any(run.text.strip() for run in piece)]


def _cut(run: Run, start: int, end: int) -> Run:
    return Run(run.text[start:end], run.href, run.bold, run.italic)
