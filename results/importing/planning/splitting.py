"""Numbers on lines of their own: parted from the text around them, and paired with their labels."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...quantities import Scale, Unit
from ..document import Heading, Paragraph, Part, Run, Runs, text_of
from ..figures import FoundFigure, find_figures
from .plan import MAX_HEADING, MAX_LABEL, PlannedFigure

MOST_WORDS = 14
_LINES = (Paragraph, Heading)
_END_OF_SENTENCE = re.compile(r"[.!?;]\s*$|:\s*$")
_WORD = re.compile(r"[^\W\d_]+")
MOST_WORDS_BESIDE = 5  # "strax över 12,5 miljoner svenska kronor"
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n")


def lone_figure(text: str, locale: str) -> FoundFigure | None:
    """The figure of a text that is nothing but a figure; None for every other text."""
    stripped = text.strip()
    if not stripped or len(stripped) > 60 or not any(map(str.isdigit, stripped)):
        return None
    if _YEAR.fullmatch(stripped) or len(_WORD.findall(stripped)) > MOST_WORDS_BESIDE:
        return None
    found = [figure for figure in find_figures(stripped, locale) if not figure.reason]
    if len(found) != 1:
        return None
    outside = stripped[: found[0].start] + stripped[found[0].end :]
    return None if re.search(r"\w", outside) else found[0]


def is_label(text: str) -> bool:
    """Whether a text is short enough, and no sentence, so that it can name what is counted."""
    words = text.split()
    return (
        0 < len(words) <= MOST_WORDS
        and len(text) <= MAX_LABEL
        and not _END_OF_SENTENCE.search(text)
    )


def pair(parts: list[Part], locale: str) -> list[Part | PlannedFigure]:
    """The parts, with each lone figure and its label in one."""
    alone = [
        lone_figure(text_of(part.runs), locale) if isinstance(part, _LINES) else None
        for part in parts
    ]
    labels = [
        isinstance(part, _LINES) and figure is None and is_label(text_of(part.runs))
        for part, figure in zip(parts, alone, strict=True)
    ]
    paired: list[Part | PlannedFigure] = []
    index = 0
    while index < len(parts):
        end = _end_of_run(index, alone, labels)
        if end > index:
            start = index
            # Where the run ends with a label, each stands below its figure.
            below = alone[end - 1] is None
            while start < end and (alone[start] is None) == below:
                paired.append(parts[start])
                start += 1
            while start + 1 < end:
                figure, label = (start, start + 1) if below else (start + 1, start)
                paired.append(_joined(parts, alone, figure, label, locale))
                start += 2
            paired.extend(parts[start:end])
            index = end
        else:
            paired.append(parts[index])
            index += 1
    return paired


def _end_of_run(start: int, alone: list[FoundFigure | None], labels: list[bool]) -> int:
    """The end of a run of lone figures and labels in turn, or `start` where none begins."""
    end = start
    while end < len(alone) and (alone[end] is not None or labels[end]):
        if end > start and (alone[end] is None) == (alone[end - 1] is None):
            break
        end += 1
    return end if any(alone[start:end]) and end - start > 1 else start


def _joined(
    parts: list[Part], alone: list[FoundFigure | None], figure: int, label: int, locale: str
) -> Part | PlannedFigure:
    found, words, number = alone[figure], parts[label], parts[figure]
    if found is None or not isinstance(words, _LINES) or not isinstance(number, _LINES):
        return words
    text = " ".join(text_of(words.runs).split())
    taken = f"{text_of(number.runs).strip()} {text}"
    if found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        # "3 600" above "timmar i skogen".
        first = next(iter(find_figures(taken, locale)), None)
        if first is not None and not first.reason and first.start == 0:
            found = replace(first, qualifier=found.qualifier)
    return PlannedFigure(replace(found, label=text, context=taken), taken=taken, page=number.page)


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
            yield from (replace(part, runs=line, is_line=True) for line in lines)
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
