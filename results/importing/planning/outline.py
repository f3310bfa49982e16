"""Title and headings: what a format marks as such, and what looks like it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..document import Heading, Paragraph, Part, text_of
from .plan import MAX_HEADING, PlannedFigure

LINE_LEVEL = 2
_CONTENTS = re.compile(r"(?:\.{4,}|(?: \.){4,}|…{2,})\s*\d+\s*$", re.MULTILINE)
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
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
    shaped = _shaped(contents, marked=marked)
    places = [index for index, part in enumerate(shaped) if isinstance(part, Heading)]
    title = _title(shaped, places, marked=marked)
    if title is not None and _has_subtitle(shaped, title):
        subtitle = shaped[title + 1]
        assert isinstance(subtitle, Heading)  # noqa: S101
        shaped[title + 1] = Paragraph(subtitle.runs)
    levels = [
        part.level
        for index, part in enumerate(shaped)
        if isinstance(part, Heading) and index != title
    ]
    return Outline(shaped, title, min(levels, default=LINE_LEVEL))


def _has_subtitle(contents: list[Content], title: int) -> bool:
    """Whether the heading right below the title is alone on its level, above those of sections."""
    levels = [part.level for part in contents[title + 1 :] if isinstance(part, Heading)]
    follows = title + 1 < len(contents) and isinstance(contents[title + 1], Heading)
    return follows and len(levels) > 2 and all(level > levels[0] for level in levels[1:])


def _shaped(contents: list[Content], *, marked: bool) -> list[Content]:
    deepest = max((part.level for part in contents if isinstance(part, Heading)), default=1)
    headings = [
        part
        for index, part in enumerate(contents)
        if index and isinstance(part, Paragraph) and _is_heading(contents, index)
    ]
    capitals = list(map(_in_capitals, headings))
    two_levels = not marked and sum(capitals) > 1 and capitals[0]
    shaped: list[Content] = []
    for index, part in enumerate(contents):
        if isinstance(part, Paragraph) and _is_heading(contents, index):
            level = deepest + 1 if marked else LINE_LEVEL
            if two_levels and not _in_capitals(part) and index:
                level += 1
            shaped.append(Heading(level, part.runs, page=part.page))
        elif isinstance(part, Heading) and not text_of(part.runs).strip():
            continue
        else:
            shaped.append(part)
    return shaped


def _is_heading(contents: list[Content], index: int) -> bool:
    """Whether a line has something under it that it can be the heading of."""
    part = contents[index]
    if not isinstance(part, Paragraph) or not part.is_line:
        return False
    text = text_of(part.runs).strip()
    if len(text) > MAX_HEADING or BOILERPLATE.match(text) or not re.search(r"[^\W\d_]", text):
        return False
    if index + 1 == len(contents):
        return False
    if index == 1 and _is_subtitle(contents[0], text):
        return False
    following = contents[index + 1]
    if isinstance(following, Heading) or (isinstance(following, Paragraph) and following.is_line):
        # A title over a first heading; a heading in capitals over one that is not; a heading over
        # a line that is none itself.
        if index == 0 or (_in_capitals(part) and not _in_capitals(following)):
            return True
        return _ends(following)
    return True


def _is_subtitle(first: Content, text: str) -> bool:
    """Whether the second line of a document goes on with the title, and heads no section."""
    if not isinstance(first, Paragraph) or not first.is_line:
        return False
    return text.endswith("!") or ": " in text or _YEAR.search(text) is not None


def _ends(part: Content) -> bool:
    """Whether a line is long, or holds an address: no heading, whatever it ends with."""
    text = text_of(part.runs) if isinstance(part, Paragraph) else ""
    return len(text) > 60 or "www." in text or "://" in text or "@" in text


def _in_capitals(part: Content) -> bool:
    return isinstance(part, (Paragraph, Heading)) and text_of(part.runs).isupper()


def _title(contents: list[Content], places: list[int], *, marked: bool) -> int | None:
    if not places:
        return None
    headings = {index: part for index in places if isinstance(part := contents[index], Heading)}
    top = min(heading.level for heading in headings.values())
    highest = [index for index, heading in headings.items() if heading.level == top]
    first = places[0]
    opens = all(
        isinstance(part, Paragraph) and BOILERPLATE.match(text_of(part.runs))
        for part in contents[:first]
    )
    if len(highest) == 1 and len(places) > 1:
        return highest[0] if highest[0] == first else None
    if not marked:
        return first if opens else None
    if len(places) == 1:
        return first
    return first if _NAMES_A_REPORT.search(text_of(headings[first].runs)) and opens else None


def why_left_out(text: str, *, is_line: bool) -> str:
    """Why a text is nothing for readers of the page, "" where it is."""
    if _CONTENTS.search(text):
        return _("A line of a table of contents.")
    if is_line and BOILERPLATE.match(text):
        return _("A line for the press, or for the editors of the text.")
    return ""
