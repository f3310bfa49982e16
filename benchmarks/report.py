"""The results of a run: as text, as JSON, and as tables in the documentation."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Share
from benchmarks.sites import ROOT, MeasuringError
from benchmarks.tables import as_markdown, as_text, rows_of, shares_of

if TYPE_CHECKING:
    from benchmarks.figures import Result

DOCS = ROOT / "docs" / "reference" / "performance.md"
BEGIN, END = "<!-- written by bin/bench -->", "<!-- end of what bin/bench writes -->"


@dataclass(frozen=True, slots=True)
class Report:
    """All results of a run, and what it was made with; `judges` says whether musts count."""

    day: str
    machine: str
    busyness: tuple[float, float]
    versions: dict[str, str]
    form: str
    results: Sequence[Result]
    judges: bool = True

    def text(self) -> str:
        """The report for a terminal, where figures go by their names."""
        return self._composed(as_text, "{}:")

    def markdown(self) -> str:
        """The report for the documentation, where figures are described."""
        return self._composed(as_markdown, "### {}")

    def verdict(self) -> str:
        """How many of the musts are reached, and which are not."""
        judged = [each for each in self.results if each.figure.must is not None]
        missed = [each.figure.name for each in judged if each.reached is False]
        unknown = [each.figure.name for each in judged if each.reached is None]
        said = f"{len(judged) - len(missed) - len(unknown)} of {len(judged)} musts are reached."
        for text, names in (("Not reached", missed), ("Not measured", unknown)):
            if names:
                said += f" {text}: {', '.join(f'`{name}`' for name in names)}."
        return said

    def as_json(self) -> dict[str, Any]:
        """Every ratio of every round."""
        return {
            "day": self.day,
            "machine": self.machine,
            "load": self.busyness,
            "versions": self.versions,
            "form": self.form,
            "figures": [
                {
                    "name": each.figure.name,
                    "text": each.figure.text,
                    "must": str(each.figure.must or ""),
                    "aim": str(each.figure.aim or ""),
                    "skipped": each.skipped,
                    "reached": each.reached,
                    "ratios": {level: series.ratios for level, series in each.series.items()},
                }
                for each in self.results
            ],
        }

    def write_json(self, path: Path) -> None:
        """Write every ratio into a file."""
        path.write_text(json.dumps(self.as_json(), indent=2, ensure_ascii=False) + "\n")

    def write_docs(self, path: Path = DOCS) -> None:
        """Put the report between the marks of the documentation; raises MeasuringError without."""
        before, begin, rest = path.read_text().partition(BEGIN)
        _old, end, after = rest.partition(END)
        if not begin or not end:
            raise MeasuringError(f"{path} has no place for the tables.")
        path.write_text(f"{before}{BEGIN}\n\n{self.markdown()}\n\n{END}{after}")

    def _composed(self, table: Callable[[list[list[str]]], str], title: str) -> str:
        versions = ", ".join(f"{name} {number}" for name, number in self.versions.items())
        before, after = self.busyness
        parts = [
            f"{self.day}: {self.machine}, load {before:.1f} before and {after:.1f} after. "
            f"{self.form}",
            f"{versions}.",
        ]
        for heading, has_must in (("Figures to reach", True), ("Figures to know", False)):
            chosen = [
                each
                for each in self.results
                if (each.figure.must is not None) is has_must and not isinstance(each.figure, Share)
            ]
            if chosen:
                parts.append(title.format(heading))
                parts.append(table(rows_of(chosen, judges=self.judges, is_short=table is as_text)))
        if shares := [each for each in self.results if isinstance(each.figure, Share)]:
            parts.append(title.format("Where the processor’s time of a request goes"))
            parts.append(table(shares_of(shares)))
        if self.judges and any(each.figure.must for each in self.results):
            parts.append(self.verdict())
        return "\n\n".join(parts)
