"""Numbers on lines of their own: parted from the text around them, and paired with their labels."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from ...quantities import Scale, Unit
from ..document import LETTERS, Heading, Paragraph, Part, Run, Runs, text_of
from ..figures import FoundFigure, find_figures
from ..figures.languages import vocabulary_of
from .outline import Content
from .plan import MAX_HEADING, MAX_LABEL, PlannedFigure
from .rich import one_line
from .table_names import in_unit, unit_named

MOST_WORDS = 14
LONGEST = 60
MOST_WORDS_BESIDE = 5  # "strax över 12,5 miljoner svenska kronor"
_ENDINGS = tuple(".!?;:")
_UNSURE = _("The words above the number or those below it may name it.")
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*")
# Behind a number: that of another year, and what it is out of.
_ASIDE = re.compile(r" \([^()]*\)$")
_OUT_OF = re.compile(r"^(?:/| \w+ )\d+$")


def lone_figure(text: str, locale: str) -> FoundFigure | None:
    """The figure of a text that is nothing but a figure; None for every other text."""
    alone = _ASIDE.sub("", text.strip())
    is_short = len(text.strip()) <= LONGEST and len(LETTERS.findall(text)) <= MOST_WORDS_BESIDE
    if not is_short or not any(map(str.isdigit, alone)) or _YEAR.fullmatch(alone):
        return None
    found = [figure for figure in find_figures(alone, locale) if not figure.reason]
    if len(found) != 1:
        return None
    outside = alone[: found[0].start] + _OUT_OF.sub("", alone[found[0].end :])
    return None if re.search(r"\w", outside) else found[0]


def is_label(text: str) -> bool:
    """Whether a text is short enough, and no sentence, so that it can name what is counted."""
    is_short = len(text) <= MAX_LABEL and 0 < len(text.split()) <= MOST_WORDS
    return is_short and bool(LETTERS.search(text)) and not text.rstrip().endswith(_ENDINGS)


@dataclass(frozen=True, slots=True)
class _Line:
    """A part, with the figure that it is; one that is neither that nor a label has neither."""

    part: Content
    runs: Runs
    found: FoundFigure | None
    is_label: bool


def _line_of(part: Content, locale: str) -> _Line:
    runs = part.runs if isinstance(part, Paragraph | Heading) else ()
    found = lone_figure(text_of(runs), locale)
    return _Line(part, runs, found, found is None and is_label(text_of(runs)))


def pair(parts: Iterable[Content], locale: str) -> list[Content]:
    """The parts, with each lone figure and its label in one."""
    lines = [_line_of(part, locale) for part in parts]
    paired: list[Content] = []
    start = 0
    while start < len(lines):
        end = start + 1
        # Lone figures and labels in turn.
        while end < len(lines) and _alternate(lines[end - 1], lines[end]):
            end += 1
        paired.extend(_pairs(lines[start:end], locale))
        start = end
    return paired


def _alternate(one: _Line, other: _Line) -> bool:
    return bool(one.found and other.is_label) or bool(one.is_label and other.found)


def _pairs(run: list[_Line], locale: str) -> Iterator[Content]:
    is_below, reason = _order(run)
    index = 0
    while index < len(run):
        lines = run[index : index + 2]
        if len(lines) > 1 and (lines[0].found is not None) == is_below:
            figure, named = lines if is_below else reversed(lines)
            yield _joined(figure, named, locale, reason)
        else:
            lines = lines[:1]
            yield lines[0].part
        index += len(lines)


def _order(run: list[_Line]) -> tuple[bool, str]:
    """Whether the labels stand below their figures, and why that is not sure."""
    starts, ends = run[0].found is None, run[-1].found is None
    labels = [text_of(line.runs) for line in run if not line.found]
    if starts != ends or len(run) == 1 or all(label[:1].islower() for label in labels[starts:]):
        return ends or starts == ends, ""
    headed = [isinstance(line.part, Heading) for line in (run[0], run[-1])]
    return (headed[0], "") if starts and headed[0] != headed[1] else (ends, str(_UNSURE))


def _joined(figure: _Line, label: _Line, locale: str, reason: str) -> PlannedFigure:
    found = figure.found
    assert found is not None  # noqa: S101
    text = one_line(text_of(label.runs))
    taken = f"{text_of(figure.runs).strip()} {text}"
    if found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        # "3 600" above "timmar i skogen".
        first = next(iter(find_figures(taken, locale)), None)
        if first is not None and not first.reason and first.start == 0:
            found = replace(first, qualifier=found.qualifier)
    if found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        # "1 471" above "kostnader i miljoner kronor".
        one = unit_named([text], locale)
        found = in_unit(found, one) if one else found
    # What it is compared with is told in passing: "raised, up from £2m", "tips (2015: 5 100)".
    language = vocabulary_of(locale)
    name = language.pattern("passing").split(text)[0]
    for each in ("day", "untold", "count"):
        name = " ".join(language.without(each, name).split()) or name
    named = replace(found, label=name, context=taken, reason=reason)
    page = figure.part.page if isinstance(figure.part, Part) else 0
    return PlannedFigure(named, taken=taken, page=page)


def split(parts: list[Part], locale: str) -> list[Content]:
    """The parts, each paragraph by itself, and of its lines each figure with its label."""
    return [piece for part in parts for piece in _pieces(part, locale)]


def _pieces(part: Part, locale: str) -> Iterator[Content]:
    if not isinstance(part, Paragraph) or "\n" not in text_of(part.runs):
        yield part
        return
    for is_filled, group in groupby(_lines_of(part.runs), lambda line: bool(text_of(line).strip())):
        lines = list(group)
        if not is_filled:
            continue
        if len(lines) > 1 and any(lone_figure(text_of(line), locale) for line in lines):
            yield from pair((replace(part, runs=line, is_line=True) for line in lines), locale)
        else:
            joined = tuple(run for line in lines for run in (Run("\n"), *line))[1:]
            is_line = part.is_line or (len(lines) == 1 and _is_bold(lines[0]))
            yield replace(part, runs=joined, is_line=is_line)


def _is_bold(line: Runs) -> bool:
    text = text_of(line).strip()
    is_title = len(text) <= MAX_HEADING and not text.endswith((".", ",", ";"))
    return is_title and all(run.bold for run in line if run.text.strip())


def _lines_of(runs: Runs) -> list[Runs]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in others)
    return [tuple(run for run in line if run.text) for line in lines]
