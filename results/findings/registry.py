"""The finders: functions that look at a page and yield findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ..blocks import Severity, Stage
from .finding import Finding

Finder = Callable[[Any], Iterable[Finding]]
F = TypeVar("F", bound=Finder)

_finders: list[Finder] = []


def register_finder(finder: F) -> F:
    """Have `finder(page)` asked for findings from now on; once only, in order of registration.

    Register in `AppConfig.ready()`. Usable as a decorator.
    """
    if finder not in _finders:
        _finders.append(finder)
    return finder


def findings_of(page: Any) -> list[Finding]:
    """Everything there is to know about the page as it stands in memory.

    Asks the page itself (`find_findings()`), then each registered finder.
    """
    found = list(page.find_findings())
    for finder in _finders:
        found.extend(finder(page))
    return found


def errors_of(page: Any, *, publishing: bool) -> list[Finding]:
    """The findings that refuse a save: those of safety, when publishing also of completeness."""
    return [
        finding
        for finding in findings_of(page)
        if finding.severity is Severity.ERROR and (publishing or finding.stage is Stage.SAVING)
    ]
