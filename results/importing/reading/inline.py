"""Text of paragraphs as it is gathered: its styles, links, spaces, lines, and bullets typed in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby

from ..document import Paragraph, Run, Runs, text_of

_SPACES = re.compile(r"[ \t\n\r\f]+")
# Spaces are looked at from their first one alone, or many of them would take for ever.
_AROUND_BREAKS = re.compile(r"(?:(?<! ) +)?\n *")
# What a page shows although it leads nowhere that a reader could go, or does what it should not.
_NO_ADDRESS = ("#", "javascript:", "vbscript:", "data:", "file:", "blob:", "about:", "cid:")
_IGNORED_IN_ADDRESS = dict.fromkeys([*range(0x21), 0x7F])
MAX_LINE = 100


@dataclass(slots=True)
class Inline:
    """A buffer of runs. `take()` gives them, tidied, and begins anew."""

    bold: int = 0
    italic: int = 0
    preformatted: int = 0
    hrefs: list[str] = field(default_factory=lambda: [""])
    _runs: list[Run] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add text as it stands in the source; its white space counts as one space."""
        text = text if self.preformatted else _SPACES.sub(" ", text)
        if text:
            self._runs.append(Run(text, self.hrefs[-1], self.bold > 0, self.italic > 0))

    def add_break(self) -> None:
        """End a line."""
        self._runs.append(Run("\n"))

    def take(self) -> Runs:
        """What was gathered, without white space at its ends; () when there was nothing."""
        runs, self._runs = self._runs, []
        return tidied(runs)

    @property
    def last_character(self) -> str:
        """The character before the next one, or ""."""
        return self._runs[-1].text[-1] if self._runs else ""


def address_of(href: object) -> str:
    """The address of a link as written, or "" for one that leads nowhere outside the page."""
    written = str(href or "").strip()
    return "" if written.translate(_IGNORED_IN_ADDRESS).lower().startswith(_NO_ADDRESS) else written


def tidied(runs: Iterable[Run]) -> Runs:
    """The runs with single spaces, none around breaks and at the ends; equal neighbours joined."""
    found: list[tuple[Run, list[str]]] = []
    last = "\n"  # the last character so far; at the start white space goes, as after a break
    for run in runs:
        text = _AROUND_BREAKS.sub("\n", run.text)
        if last in " \n":
            text = text.removeprefix(" ")
        if last == " " and text.startswith("\n"):
            found[-1][1][-1] = found[-1][1][-1][:-1]
        if not text:
            continue
        last = text[-1]
        if not found or replace(found[-1][0], text="") != replace(run, text=""):
            found.append((run, []))
        found[-1][1].append(text)
    return stripped(_with(run, "".join(texts)) for run, texts in found)


def stripped(runs: Iterable[Run]) -> Runs:
    """The runs without white space before the first word and after the last one."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = _with(kept[0], kept[0].text.lstrip())
        kept[-1] = _with(kept[-1], kept[-1].text.rstrip())
    return tuple(kept)


def lines_of(runs: Runs) -> list[Runs]:
    """The lines of a text with breaks, each as runs; an empty one is ()."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(_with(run, first))
        lines += [[_with(run, other)] for other in others]
    return [stripped(line) for line in lines]


def joined_lines(lines: Iterable[Runs]) -> Runs:
    """Several texts as one, each on a line of its own."""
    runs: list[Run] = []
    for line in lines:
        if runs:
            runs.append(Run("\n"))
        runs += line
    return tidied(runs)


def paragraphs_of(runs: Runs) -> Iterator[Paragraph]:
    """Yield the paragraphs between the empty lines of a text, a bold line above one by itself: it may head it."""
    for is_filled, group in groupby(lines_of(runs), bool):
        lines = list(group)
        if is_filled and len(lines) > 1 and _is_head_of(lines[0], lines[1]):
            yield Paragraph(lines.pop(0), is_line=True)
        if is_filled:
            text = joined_lines(lines)
            yield Paragraph(text, _is_head(text))


def _is_head(runs: Runs) -> bool:
    """Whether a writer made a heading of a line by setting it in bold."""
    return is_bold(runs) and is_heading_like(text_of(runs)) and not is_link(runs)


def _is_head_of(line: Runs, after: Runs) -> bool:
    """Whether a line is the heading of the next one, not a number above its label."""
    text = text_of(line)
    return _is_head(line) and not is_bold(after) and is_name(text) and not text[:1].isdigit()


def is_heading_like(text: str) -> bool:
    """Whether a text could be a heading by its form: one short line without a stop at its end."""
    return (
        0 < len(text) <= MAX_LINE
        and "\n" not in text
        and not text.rstrip("\"'”’)»").endswith((".", ",", ";", ":"))
        and not text.startswith((">>", "»"))
        and any(character.isalnum() for character in text)
    )


def is_name(text: str) -> bool:
    """Whether a line may name what is below it: it is no number that stands above its label."""
    letters = sum(character.isalpha() for character in text)
    return text.startswith("#") or (not text[:1].islower() and letters * 2 > len(text))


def is_bold(runs: Runs) -> bool:
    """Whether all words of a text are bold."""
    return bool(text_of(runs).strip()) and all(run.bold or not run.text.strip() for run in runs)


def is_link(runs: Runs) -> bool:
    """Whether all words of a text are a link."""
    return bool(text_of(runs).strip()) and all(run.href or not run.text.strip() for run in runs)


def _with(run: Run, text: str) -> Run:
    return run if run.text == text else replace(run, text=text)


def without_start(runs: Runs, count: int) -> Runs:
    """The runs without so many characters at their start."""
    kept: list[Run] = []
    for run in runs:
        kept.append(_with(run, run.text[count:]))
        count = max(0, count - len(run.text))
    return stripped([run for run in kept if run.text])
