"""The results of a run: as text, as JSON, and as tables in the documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.sites import ROOT

if TYPE_CHECKING:
    from benchmarks.figures import Result

DOCS = ROOT / "docs" / "reference" / "performance.md"
BEGIN, END = "<!-- written by bin/bench -->", "<!-- end of what bin/bench writes -->"
HEAD = ["Figure", "Must", "1 connection", "16 connections", "Reached"]
YES_OR_NO = {True: "yes", False: "no", None: ""}

SPREAD = r" \[[^]]*\]"

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Report:
    """All results of a run, and what it was made with; `judges` says whether musts count."""

    heading: str
    results: Sequence[Result]
    judges: bool = True

    def text(self) -> str:
        """The report for a terminal, where figures go by their names."""
        parts = [self.heading]
        for heading, has_must in (("Figures to reach", True), ("Figures to know", False)):
            rows = [
                self._row(each, "{0.name}")
                for each in self.results
                if (each.figure.must is not None) is has_must
            ]
            if rows:
                parts += [f"{heading}:", as_text([HEAD, *rows])]
        if self.judges:
            parts.append(self.verdict())
        return "\n\n".join(parts)

    def markdown(self) -> str:
        """The musts for the documentation, with their median alone, and HTML standing for API v3."""
        rows = [
            [re.sub(SPREAD, "", cell) for cell in self._row(each, "{0.text}")]
            for each in self.results
            if each.figure.must is not None and "/v3/" not in each.figure.name
        ]
        return f"{self.heading}\n\n{as_markdown([HEAD, *rows])}"

    def verdict(self) -> str:
        """How many of the musts are reached, and which are not."""
        judged = [each for each in self.results if each.figure.must]
        said = f"{sum(each.reached is True for each in judged)} of {len(judged)} musts are reached."
        for text, reached in (("Not reached", False), ("Not measured", None)):
            names = [f"`{each.figure.name}`" for each in judged if each.reached is reached]
            if names:
                said += f" {text}: {', '.join(names)}."
        return said

    def write_json(self, path: Path) -> None:
        """Write the ratio of every round into a file."""
        found = {
            each.figure.name: {
                "must": str(each.figure.must or ""),
                "reached": each.reached,
                "skipped": each.skipped,
                "ratios": each.values,
            }
            for each in self.results
        }
        content = {"heading": self.heading, "figures": found}
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")

    def write_docs(self, path: Path = DOCS) -> None:
        """Put the report between the marks of the documentation."""
        before, _begin, rest = path.read_text().partition(BEGIN)
        after = rest.partition(END)[2]
        path.write_text(f"{before}{BEGIN}\n\n{self.markdown()}\n\n{END}{after}")

    def _row(self, result: Result, name: str) -> list[str]:
        """What has no connections stands in the first of their two columns."""
        figure = result.figure
        return [
            name.format(figure),
            str(figure.must or ""),
            result.skipped or _shown(result, 0) or _shown(result, 1),
            _shown(result, 16),
            YES_OR_NO[result.reached] if self.judges else "",
        ]


def as_text(rows: Rows) -> str:
    """The rows in columns as wide as what they hold."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def as_markdown(rows: Rows) -> str:
    """The rows as a table of Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * len(rows[0])}")
    return "\n".join(lines)


def _shown(result: Result, connections: int) -> str:
    values, unit = result.values.get(connections, []), result.figure.unit
    if not values:
        return ""
    middle = f"{_number(median(values))}{unit}" if unit else f"{median(values):g}"
    spread = f" [{_number(min(values))}–{_number(max(values))}]" if len(values) > 1 else ""
    return f"{middle}{spread}"


def _number(value: float) -> str:
    """A value with about three digits that say something."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
