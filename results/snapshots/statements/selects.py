"""What a SELECT with its parameters could have found."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Any

from .conditions import BETWEEN, Test
from .narrowing import Part, Rows, follow_links
from .needs import EQUAL, PREFIX, Condition, Need, plain
from .shapes import NotUnderstood, shape_of
from .tables import Table, tables

# It asks for the rows of a need, one after another, and returns the needs of the statement.
Reading = Generator[Need, Rows, list[Need]]

_LISTS = re.compile(r"\((%s(?:, ?%s)+)\)")
_MARKS = re.compile(r"%%|%s")
_DIALECTS = {"postgresql": "postgres", "sqlite": "sqlite"}


def reading_of(sql: str, params: Sequence[Any] | None, vendor: str) -> Reading:
    """Find the rows that the statement's answer depends on; raises NotUnderstood.

    `vendor` is Django's name for the kind of database. Where rows are wanted for what other rows
    say, it asks for those: if they change, the answer is old in any case.
    """
    if vendor not in _DIALECTS:
        raise NotUnderstood(vendor)
    text, sizes = _marked(sql)
    values = list(params or ())
    if sum(sizes) != len(values):
        raise NotUnderstood(sql)
    groups: list[list[Any]] = []
    for size in sizes:
        groups.append(values[:size])
        values = values[size:]
    wanted = shape_of(text, _DIALECTS[vendor])
    parts = [
        Part(one.table, one.links, list(_bound(tables()[one.table], one.tests, groups)))
        for one in wanted
    ]
    yield from follow_links(parts)
    return [part.need for part in parts]


def _marked(sql: str) -> tuple[str, list[int]]:
    """The text with the marks :p0, :p1, …, and how many parameters each stands for.

    A list of any length is one mark, so that there are few texts to understand.
    """
    sizes: list[int] = []

    def name(size: int) -> str:
        sizes.append(size)
        return f":p{len(sizes) - 1}"

    def mark(found: re.Match[str]) -> str:
        return "%" if found.group() == "%%" else name(1)

    parts: list[str] = []
    end = 0
    for found in _LISTS.finditer(sql):
        parts.append(_MARKS.sub(mark, sql[end : found.start()]))
        parts.append(f"({name(found.group(1).count('%s'))})")
        end = found.end()
    parts.append(_MARKS.sub(mark, sql[end:]))
    return "".join(parts), sizes


def _bound(table: Table, tests: Iterable[Test], groups: list[list[Any]]) -> Iterator[Condition]:
    for test in tests:
        values = [value for mark in test.marks for value in _flat(groups[mark])]
        texts = [text for value in values if (text := plain(value)) is not None]
        if test.operator in (PREFIX, BETWEEN):
            start = _beginning(test, texts, table)
            if start:
                yield Condition(test.column, PREFIX, (start,))
        elif test.operator == EQUAL:
            texts += test.words
            if test.column in table.texts or all(_is_key(text) for text in texts):
                yield Condition(test.column, EQUAL, tuple(texts))
        else:
            yield Condition(test.column, test.operator)


def _beginning(test: Test, texts: list[str], table: Table) -> str:
    """What the column's text begins with; "" where the test does not say."""
    if test.operator == PREFIX and len(texts) == 1 and test.column in table.texts:
        return _start(texts[0])
    # The order of other texts is the database's own: "a" may stand between "B" and "C".
    if test.operator == BETWEEN and len(texts) == 2 and test.column == table.path:
        return _common(*texts)
    return ""


def _is_key(text: str) -> bool:
    """Whether a value that is no text has this form only, and not "01" or "true" as well."""
    return bool(_KEY.fullmatch(text))


_KEY = re.compile(r"0|-?[1-9][0-9]*|[0-9a-f]{32}")


def _flat(values: list[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, (list, tuple, set)):
            yield from value
        else:
            yield value


def _start(pattern: str) -> str:
    """What a text begins with that a pattern of LIKE describes; "" if it says something else."""
    found = _BEGINNING.fullmatch(pattern)
    return re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL) if found else ""


_BEGINNING = re.compile(r"((?:[^\\%_]|\\.)*)%", re.DOTALL)


def _common(one: str, other: str) -> str:
    end = 0
    while end < min(len(one), len(other)) and one[end] == other[end]:
        end += 1
    return one[:end]
