"""What a statement that writes says: the table, the columns, and which rows.

Django and treebeard write one table at a time. Whatever is not understood concerns all its rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .needs import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NAME = r'(?P<schema>"?\w+"?\.)?(?P<table>"[^"]+"|[A-Za-z_][\w$]*)'
_INSERT = re.compile(
    rf"(?:INSERT(?:\s+OR\s+(?P<conflict>\w+))?|REPLACE)\s+INTO\s+{_NAME}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_UPDATE = re.compile(
    rf"UPDATE\s+(?:ONLY\s+)?{_NAME}(?P<alias>\s+(?:AS\s+)?(?!SET\b)\S+)?\s+SET\s+(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DELETE = re.compile(
    rf"DELETE\s+FROM\s+(?:ONLY\s+)?{_NAME}(?:\s+(?P<rest>.*))?", re.IGNORECASE | re.DOTALL
)
_COLUMNS = re.compile(r"\s*\((?P<columns>[^()]*)\)\s*(?P<rest>.*)", re.DOTALL)
_ROW = r"\(\s*%s(?:::\w+)?(?:\s*,\s*%s(?:::\w+)?)*\s*\)"
_ROWS = re.compile(
    rf"VALUES\s*{_ROW}(?:\s*,\s*{_ROW})*"
    r"(?:\s*ON\s+CONFLICT\s+(?:\([^()]*\)\s*)?DO\s+NOTHING)?(?:\s*RETURNING\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|%%|%s|[(),;=]|--|/\*|[A-Za-z_]\w*")
_COMMENTS = re.compile(r"(?:\s+|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)
_HIDDEN = re.compile(
    r"\b(?:INSERT|REPLACE|MERGE)\s+INTO\b|\bDELETE\s+FROM\b|\bTRUNCATE\b"
    r"|(?<!FOR )(?<!KEY )\bUPDATE\b",
    re.IGNORECASE,
)
_VERBS = ("INSERT", "UPDATE", "DELETE", "REPLACE", "TRUNCATE", "MERGE", "COPY")
# After these a WHERE does not stand by itself.
_ENDS = frozenset({"ORDER", "LIMIT", "CURRENT"})
_UNCLEAR = frozenset({"--", "/*", ";"})


@dataclass(frozen=True, slots=True)
class Write:
    """A statement that writes.

    `columns` are those that are written, empty where all may be. `where` selects the rows that are
    there already, with its own parameters; None where there is no telling. `rows` are the values
    of new ones, in the order of the columns; None where there is no telling.
    """

    table: str
    is_new: bool
    columns: frozenset[str] = frozenset()
    where: str | None = None
    params: tuple[Any, ...] = ()
    rows: tuple[dict[str, str | None], ...] | None = None


def without_comments(sql: str) -> str:
    """The statement from its first word on."""
    if sql[:1].isalpha():
        return sql
    found = _COMMENTS.match(sql)
    return sql[found.end() :] if found else sql


def is_write(sql: str) -> bool:
    """Whether the statement may write rows."""
    text = without_comments(sql)
    start = text[:16].lstrip("( ").upper()
    if start.startswith(_VERBS):
        return True
    is_whole = start.startswith("SELECT") and ";" not in text
    return not is_whole and bool(_HIDDEN.search(text))


def write_of(sql: str, params: Sequence[Any] | Mapping[str, Any] | None) -> Write | None:
    """What the statement writes, or None if that is not clear: it may be any table."""
    text = without_comments(sql).rstrip("; \t\r\n")
    if ";" in text:
        return None
    if params is None:
        # Nothing is put into the text: a sign of percent stands for itself.
        text = text.replace("%", "%%")
    values = None if isinstance(params, Mapping) else tuple(params or ())
    if found := _INSERT.fullmatch(text):
        return _insert(found, values)
    if found := _UPDATE.fullmatch(text):
        columns, where, position = _assignments(found["rest"])
        if found["alias"]:
            where = None
    elif found := _DELETE.fullmatch(text):
        rest = found["rest"] or ""
        columns, position = frozenset(), 0
        where = _whole(rest[5:]) if rest[:5].upper() == "WHERE" else None
    else:
        return None
    if found["schema"] or values is None:
        where = None
    rest_of_values = (values or ())[position:] if where else ()
    return Write(_table(found), False, columns, where, rest_of_values)


def _table(found: re.Match[str]) -> str:
    name: str = found["table"]
    return name[1:-1] if name.startswith('"') else name


def _insert(found: re.Match[str], values: tuple[Any, ...] | None) -> Write:
    is_replacing = found["conflict"] and found["conflict"].upper() == "REPLACE"
    listed = _COLUMNS.fullmatch(found["rest"])
    if listed is None or values is None or is_replacing or found.group()[:7].upper() == "REPLACE":
        return Write(_table(found), True)
    columns = [name.strip().strip('"') for name in listed["columns"].split(",")]
    return Write(
        _table(found), True, frozenset(columns), rows=_rows(columns, listed["rest"], values)
    )


def _rows(
    columns: list[str], rest: str, values: tuple[Any, ...]
) -> tuple[dict[str, str | None], ...] | None:
    if rest[:21].upper() == "SELECT * FROM UNNEST(":
        # PostgreSQL gets one list for each column.
        if len(values) != len(columns) or not all(isinstance(one, list) for one in values):
            return None
        return tuple(
            {name: plain(value) for name, value in zip(columns, row, strict=True)}
            for row in zip(*values, strict=True)
        )
    if not values or len(values) % len(columns) or not _ROWS.fullmatch(rest):
        return None
    size = len(columns)
    return tuple(
        {
            name: plain(value)
            for name, value in zip(columns, values[start : start + size], strict=True)
        }
        for start in range(0, len(values), size)
    )


def _assignments(rest: str) -> tuple[frozenset[str], str | None, int]:
    """The columns that are set, what stands after WHERE, and how many marks stand before it."""
    columns: set[str] = set()
    marks = 0
    last = ""
    is_clear = True
    for word, end, depth in _tokens(rest):
        if word == "%s":
            marks += 1
        elif depth == 0 and word == "=" and last:
            columns.add(last.strip('"'))
        elif depth == 0 and word == "=":
            is_clear = False
        elif depth == 0 and word.upper() == "FROM":
            return frozenset(columns) if is_clear else frozenset(), None, 0
        elif depth == 0 and word.upper() == "WHERE":
            return frozenset(columns) if is_clear else frozenset(), _whole(rest[end:]), marks
        last = word if depth == 0 and (word[0] == '"' or word[0].isalpha()) else ""
    return frozenset(columns) if is_clear else frozenset(), None, 0


def _whole(text: str) -> str | None:
    """The condition, or None if more follows it than what is returned."""
    for word, end, depth in _tokens(text):
        if depth == 0 and word.upper() == "RETURNING":
            return text[: end - len(word)].strip()
        if (depth == 0 and word.upper() in _ENDS) or word in _UNCLEAR:
            return None
    return text.strip() or None


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    depth = 0
    for found in _TOKEN.finditer(text):
        word = found.group()
        depth += (word == "(") - (word == ")")
        yield word, found.end(), depth
