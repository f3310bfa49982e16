"""What a document without the signs of its format still shows: lines that head, bullets typed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from ..document import Document, Heading, Items, Paragraph, Part, Run, Runs, text_of
from .inline import is_heading_like, is_link, joined_lines, lines_of, stripped

_BULLET = re.compile(r"(?:[•‣▪·●○■□\uf0b7]\s*|[*–—-]\s+)(?=\S)")


def find_lines_and_bullets(document: Document) -> None:
    """Mark short paragraphs where nothing is a heading; make lists of paragraphs with bullets."""
    parts = _with_lists(document.parts)
    if not any(isinstance(part, Heading) for part in parts):
        parts = [_marked(part) for part in parts]
    document.parts[:] = parts


def _marked(part: Part) -> Part:
    if (
        isinstance(part, Paragraph)
        and is_heading_like(text_of(part.runs))
        and not is_link(part.runs)
    ):
        return replace(part, is_line=True)
    return part


def _with_lists(parts: list[Part]) -> list[Part]:
    """The parts with an Items for two or more lines in succession that begin with a bullet."""
    done: list[Part] = []
    items: list[Runs] = []
    waiting: list[Part] = []

    def end() -> None:
        done.extend([Items(tuple(items))] if len(items) > 1 else waiting)
        items.clear()
        waiting.clear()

    for part in _apart(parts):
        lines = lines_of(part.runs) if isinstance(part, Paragraph) else []
        found = [_without_bullet(line) for line in lines]
        if found and all(found):
            items += [line for line in found if line]
            waiting.append(part)
        else:
            end()
            done.append(part)
    end()
    return done


def _apart(parts: list[Part]) -> Iterator[Part]:
    """The parts, with lines that have bullets apart from those before and after them."""
    for part in parts:
        if not isinstance(part, Paragraph) or part.is_line:
            yield part
            continue
        lines = lines_of(part.runs)
        groups = [
            (has_bullet, list(group))
            for has_bullet, group in groupby(lines, lambda line: bool(_BULLET.match(text_of(line))))
        ]
        if len(groups) < 2 or not any(has and len(group) > 1 for has, group in groups):
            yield part
            continue
        for _has_bullet, group in groups:
            yield Paragraph(joined_lines(group))


def _without_bullet(line: Runs) -> Runs | None:
    """The line after its bullet, or None where it has none."""
    match = _BULLET.match(text_of(line))
    if not match:
        return None
    left = match.end()
    kept: list[Run] = []
    for run in line:
        cut = min(left, len(run.text))
        left -= cut
        kept.append(replace(run, text=run.text[cut:]))
    return stripped([run for run in kept if run.text])
