"""Numbers on lines of their own: parted from the text around them, and paired with their labels."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from ...quantities import Scale, Unit
from ..document import Heading, Paragraph, Part, Run, Runs, text_of
from ..figures import FoundFigure, Role, find_figures, judge_name
from ..figures.languages import vocabulary_of
from .outline import Content
from .plan import MAX_HEADING, MAX_LABEL, PlannedFigure
from .table_units import in_unit, unit_named

MOST_WORDS = 14
_LINES = (Paragraph, Heading)
_LEADING_TO_UNIT = re.compile(r" (?:i|in) |, ", re.IGNORECASE)
_UNSURE = _("The words above the number or those below it may name it.")
_END_OF_SENTENCE = re.compile(r"[.!?;]\s*$|:\s*$")
_WORD = re.compile(r"[^\W\d_]+")
MOST_WORDS_BESIDE = 5  # "strax över 12,5 miljoner svenska kronor"
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*")
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b")
# Behind a number: that of another year, and what it is out of.
_ASIDE = re.compile(r" \([^()]*\)$")
_SCALE = re.compile(r"^(?:/| \w+ )\d+$")
# A number of another year, or what something is compared with, told in passing.
_BESIDE = re.compile(r" \(|(?<=\w): ")
# No unit of a figure: what is counted.
_WEEKS = re.compile(r" (weeks?|veckor)$")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n")


def lone_figure(text: str, locale: str) -> FoundFigure | None:
    """The figure of a text that is nothing but a figure; None for every other text."""
    stripped = text.strip()
    if not stripped or len(stripped) > 60 or not any(map(str.isdigit, stripped)):
        return None
    if _YEAR.fullmatch(stripped) or len(_WORD.findall(stripped)) > MOST_WORDS_BESIDE:
        return None
    alone = _ASIDE.sub("", stripped)
    found = [figure for figure in find_figures(alone, locale) if not figure.reason]
    if len(found) != 1:
        return None
    outside = alone[: found[0].start] + _WEEKS.sub("", _SCALE.sub("", alone[found[0].end :]))
    return None if re.search(r"\w", outside) else found[0]


def is_label(text: str) -> bool:
    """Whether a text is short enough, and no sentence, so that it can name what is counted."""
    words = text.split()
    return (
        0 < len(words) <= MOST_WORDS
        and len(text) <= MAX_LABEL
        and not _END_OF_SENTENCE.search(text)
    )


@dataclass(slots=True)
class _Line:
    """A part, with the figure that it is and what stands between that and its label."""

    part: Content
    found: FoundFigure | None
    is_label: bool
    asides: list[Content] = field(default_factory=list)


def pair(parts: Iterable[Content], locale: str) -> list[Content]:
    """The parts, with each lone figure and its label in one."""
    lines: list[_Line] = []
    for part in parts:
        text = text_of(part.runs) if isinstance(part, _LINES) else ""
        if (
            isinstance(part, _LINES)
            and text.strip()
            and lines
            and lines[-1].found
            and _is_aside(text, locale)
        ):
            # It heads nothing.
            lines[-1].asides.append(Paragraph(part.runs, page=part.page))
        else:
            found = lone_figure(text, locale)
            lines.append(_Line(part, found, found is None and is_label(text)))
    paired: list[Content] = []
    start = 0
    while start < len(lines):
        end = _end_of_run(start, lines)
        paired.extend(_pairs(lines[start:end], locale))
        start = end
    return paired


def _is_aside(text: str, locale: str) -> bool:
    """Whether a line behind a figure is no label: a sign, or another figure that says what it is."""
    undated = _YEARS.sub("", text)
    says_role = judge_name(undated, locale, (0, 0)).role is not Role.RESULT
    return not _WORD.search(text) or (says_role and any(map(str.isdigit, undated)))


def _end_of_run(start: int, lines: list[_Line]) -> int:
    """The end of a run of lone figures and labels in turn, of one line where none begins."""
    end = start + 1
    while end < len(lines) and all(
        line.found or line.is_label for line in lines[end - 1 : end + 1]
    ):
        if (lines[end].found is None) == (lines[end - 1].found is None):
            break
        end += 1
    return end


def _pairs(run: list[_Line], locale: str) -> Iterator[Content]:
    is_below, reason = _order(run)
    index = 0
    while index < len(run):
        lines = run[index : index + 2]
        if len(lines) > 1 and (lines[0].found is not None) == is_below:
            figure, label = lines if is_below else reversed(lines)
            yield _joined(figure, label, locale, reason)
        else:
            lines = lines[:1]
            yield lines[0].part
        yield from (aside for line in lines for aside in line.asides)
        index += len(lines)


def _order(run: list[_Line]) -> tuple[bool, str]:
    """Whether the labels stand below their figures, and why that is not sure."""
    starts, ends = run[0].found is None, run[-1].found is None
    if starts != ends or len(run) == 1:
        return ends, ""
    labels = [
        text_of(line.part.runs) for line in run if isinstance(line.part, _LINES) and not line.found
    ]
    if all(label[:1].islower() for label in labels[starts:]):
        return True, ""
    headed = [isinstance(line.part, Heading) for line in (run[0], run[-1])]
    return (headed[0], "") if starts and headed[0] != headed[1] else (ends, str(_UNSURE))


def _joined(figure: _Line, label: _Line, locale: str, reason: str) -> Content:
    found, words, number = figure.found, label.part, figure.part
    if found is None or not isinstance(words, _LINES) or not isinstance(number, _LINES):
        return words
    text = " ".join(text_of(words.runs).split())
    taken = f"{text_of(number.runs).strip()} {text}"
    if found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        # "3 600" above "timmar i skogen".
        first = next(iter(find_figures(taken, locale)), None)
        if first is not None and not first.reason and first.start == 0:
            found = replace(first, qualifier=found.qualifier)
    if found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        # "1 471" above "kostnader i miljoner kronor".
        one = unit_named([_LEADING_TO_UNIT.split(text)[-1]], locale)
        found = in_unit(found, one) if one else found
    weeks = _WEEKS.search(text_of(number.runs).strip())
    name = ", ".join(filter(None, (_named(text, locale), weeks and weeks[1])))
    named = replace(found, label=name, context=taken, reason=reason)
    return PlannedFigure(named, taken=taken, page=number.page)


def _named(text: str, locale: str) -> str:
    """What the words beside a number name, without what they tell in passing."""
    vocabulary = vocabulary_of(locale)
    named = vocabulary.roles.passing.split(_BESIDE.split(text)[0])[0]
    known = vocabulary.labels
    return known.without_count(known.tidied(vocabulary.exclusions.day.sub("", named))) or text


def split(parts: list[Part], locale: str) -> list[Content]:
    """The parts, each paragraph by itself, and of its lines each figure with its label."""
    return [piece for part in parts for piece in _pieces(part, locale)]


def _pieces(part: Part, locale: str) -> Iterator[Content]:
    if not isinstance(part, Paragraph) or "\n" not in text_of(part.runs):
        yield part
        return
    for paragraph in _parted(part.runs, _EMPTY_LINE):
        lines = _parted(paragraph, _LINE)
        if len(lines) > 1 and any(lone_figure(text_of(line), locale) for line in lines):
            yield from pair((replace(part, runs=line, is_line=True) for line in lines), locale)
        else:
            is_line = part.is_line or _is_bold_line(paragraph)
            yield replace(part, runs=paragraph, is_line=is_line)


def _is_bold_line(runs: Runs) -> bool:
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
