"""Title and headings: what a format marks as such, and what looks like it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..document import Heading, Paragraph, Part, text_of
from .plan import MAX_HEADING, PlannedFigure

LINE_LEVEL = 2
_CONTENTS = re.compile(r"(?:\.{4,}|(?: \.){4,}|…{2,})\s*\d+\s*$", re.MULTILINE)
BOILERPLATE = re.compile(
    r"^[\W_]*(?:press ?release|pressmeddelande|for immediate release|nyhetsbrev|newsletter|ends?|slut|# # #|draft|utkast)\b[^a-zåäö]*"
    r"(?:for immediate release)?[\W_]*$",
    re.IGNORECASE,
)
_NAMES_A_REPORT = re.compile(
    r"\b(?:19|20)\d{2}\b|resultat|berättelse|rapport|redovisning|året|result|report|review|year|impact|annual",
    re.IGNORECASE,
)

Content = Part | PlannedFigure


@dataclass(frozen=True, slots=True)
class Outline:
    """The contents with every heading marked, the place of the title, and the level of sections."""

    contents: list[Content]
    title: int | None
    section_level: int


def outline(contents: list[Content]) -> Outline:
    """Turn lines into headings, and tell the title from the headings of sections."""
    marked = any(isinstance(part, Heading) for part in contents)
    deepest = max((part.level for part in contents if isinstance(part, Heading)), default=1)
    level = deepest + 1 if marked else LINE_LEVEL
    shaped = [
        Heading(level, part.runs, page=part.page)
        if isinstance(part, Paragraph) and _is_heading(contents, index)
        else part
        for index, part in enumerate(contents)
        if not (isinstance(part, Heading) and not text_of(part.runs).strip())
    ]
    headings = {at: part for at, part in enumerate(shaped) if isinstance(part, Heading)}
    title = _title(shaped, headings, marked=marked)
    levels = [heading.level for at, heading in headings.items() if at != title]
    return Outline(shaped, title, min(levels, default=LINE_LEVEL))


def _is_heading(contents: list[Content], index: int) -> bool:
    """Whether a line has something under it that it can be the heading of."""
    part, *below = contents[index : index + 2]
    if not isinstance(part, Paragraph) or not part.is_line or not below:
        return False
    text = text_of(part.runs).strip()
    if len(text) > MAX_HEADING or BOILERPLATE.match(text) or not re.search(r"[^\W\d_]", text):
        return False
    is_over_line = isinstance(below[0], Heading) or (
        isinstance(below[0], Paragraph) and below[0].is_line
    )
    # A title stands over a first heading.
    return index == 0 or not is_over_line


def _title(contents: list[Content], headings: dict[int, Heading], *, marked: bool) -> int | None:
    """The place of the first heading, where it alone is of its level, or nothing stands above it."""
    if not headings:
        return None
    first, levels = min(headings), [heading.level for heading in headings.values()]
    if levels.count(min(levels)) == 1 and (marked or len(levels) > 1):
        return first if levels[0] == min(levels) else None
    opens = all(
        isinstance(part, Paragraph) and BOILERPLATE.match(text_of(part.runs))
        for part in contents[:first]
    )
    is_named = not marked or _NAMES_A_REPORT.search(text_of(headings[first].runs))
    return first if opens and is_named else None


def why_left_out(text: str, *, is_line: bool) -> str:
    """Why a text is nothing for readers of the page, "" where it is."""
    if _CONTENTS.search(text):
        return _("A line of a table of contents.")
    if is_line and BOILERPLATE.match(text):
        return _("A line for the press, or for the editors of the text.")
    return ""
