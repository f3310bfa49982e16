"""The rules that a page has to keep, each a function that yields issues; one list for each page.

The form, its panel, API v3, the guard and the import show what this list yields.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..content import EditionContent
from ..issues import Issue, Severity, Stage

Find = Callable[[EditionContent], Iterable[Issue]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `find(content)` yields the issues of a page as it stands in memory, `content.page`.

    `refuses` is the first stage at which one of them can be an error, None for mere warnings. A save
    asks only rules that can refuse it.
    """

    find: Find
    refuses: Stage | None = None


def rule(refuses: Stage | None = None) -> Callable[[Find], Rule]:
    """Make a rule of a function that yields the issues of a page."""
    return lambda find: Rule(find, refuses)


_registered: list[Rule] = []


def register_rule(added: Rule) -> Rule:
    """Ask this rule of every page, after those of its type; registering twice has no effect.

    Call it in `AppConfig.ready()`.
    """
    if added not in _registered:
        _registered.append(added)
    return added


def issues_of(page: Any) -> list[Issue]:
    """Return all issues of the page in memory, in the order of its rules."""
    content = EditionContent(page)
    passed = {Stage.GOING_PUBLIC} if page.live else set()
    return [
        found
        for each in _rules_of(page)
        if each.refuses not in passed
        for found in each.find(content)
    ]


def errors_of(content: EditionContent, stages: Collection[Stage]) -> list[Issue]:
    """Return the issues that refuse a page at these stages."""
    return [
        found
        for each in _rules_of(content.page)
        if each.refuses in stages
        for found in each.find(content)
        if found.severity is Severity.ERROR and found.stage in stages
    ]


def _rules_of(page: Any) -> Iterator[Rule]:
    yield from page.rules
    yield from _registered
