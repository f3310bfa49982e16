"""Results as the rows of a table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.figures import Result
    from benchmarks.rounds import Series

HEAD = ["Figure", "Must", "Aim", "1 connection", "16 connections", "Reached"]
YES_OR_NO = {True: "yes", False: "no", None: ""}


def rows_of(results: Iterable[Result], *, judges: bool, is_short: bool) -> list[list[str]]:
    """The head and a row for each result, whose figure goes by its name or by its description.

    What has no connections stands in the first of their two columns.
    """
    rows = [HEAD]
    for result in results:
        figure = result.figure
        if result.skipped:
            measured = [result.skipped, ""]
        else:
            measured = [_shown(result, 0) or _shown(result, 1), _shown(result, 16)]
        rows.append(
            [
                figure.name if is_short else f"{figure.text} (`{figure.name}`)",
                str(figure.must or ""),
                str(figure.aim or ""),
                *measured,
                YES_OR_NO[result.reached] if judges else "",
            ]
        )
    return rows


REQUESTS = {
    "plain": "plain page",
    "uncached": "without snapshots",
    "miss": "miss",
    "hit": "hit in the SQLite table",
}
CODE = {
    "queries": "Django’s queries: building, compiling, running",
    "templates": "Django’s templates",
    "django": "the rest of Django: request, response, signals, middleware, routing, translation",
    "wagtail": "Wagtail, wagtail-localize",
    "snapshots": "`results.snapshots`, with sqlglot",
    "plugin": "the rest of the plugin",
    "site": "the site",
    "other": "what lies below all of them",
}


def shares_of(results: Iterable[Result]) -> list[list[str]]:
    """The head and a row for each group of code, with its share in each way."""
    shares = {result.figure.name: result for result in results}
    ways = [way for way in REQUESTS if any(name.startswith(f"shares/{way}/") for name in shares)]
    rows = [["Code", *(REQUESTS[way] for way in ways)]]
    for group, text in CODE.items():
        found = [shares.get(f"shares/{way}/{group}") for way in ways]
        rows.append([text, *(_percent(result) for result in found)])
    return rows


def as_text(rows: list[list[str]]) -> str:
    """The rows in columns as wide as what they hold."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def as_markdown(rows: list[list[str]]) -> str:
    """The rows as a table of Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, f"|{' --- |' * len(rows[0])}")
    return "\n".join(lines)


def number(value: float) -> str:
    """A value with about three digits that say something."""
    if abs(value) >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _shown(result: Result, level: int) -> str:
    series = result.series.get(level)
    if series is None:
        return ""
    return f"{_value(series.median, result.figure.unit)} {_spread(series)}".strip()


def _percent(result: Result | None) -> str:
    if result is None or 0 not in result.series:
        return ""
    return f"{result.series[0].median:.0f} %"


def _value(value: float, unit: str) -> str:
    return f"{value:g}" if not unit else f"{number(value)}{unit}"


def _spread(series: Series) -> str:
    return "" if len(series.ratios) == 1 else f"[{number(series.least)}–{number(series.most)}]"
