"""Which statements change what the public may see: told by their verb and their table.

What is not understood counts.
"""

import re
from functools import lru_cache

from django.core.signals import setting_changed

from .irrelevant import derived_tables, irrelevant_columns, irrelevant_tables

# Up to this length it is remembered what was said of a statement.
SHORT = 20_000
_COMMENTS = re.compile(r"\A(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|\()+", re.DOTALL)
_READ = re.compile(
    r"(?:SELECT|WITH|VALUES|TABLE|EXPLAIN|SHOW|SET|RESET|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN"
    r"|START|COMMIT|DECLARE|FETCH|CLOSE|LISTEN|UNLISTEN|NOTIFY|LOCK|ANALYZE|VACUUM)\b",
    re.IGNORECASE,
)
# In a statement that reads they stand for a part of it that writes, or for a second statement.
_WRITES = re.compile(
    r";\s*\S|\bINSERT\b|\b(?:REPLACE|MERGE)\s+INTO\b|\bDELETE\s+FROM\b|\bTRUNCATE\b"
    r"|(?<!FOR )(?<!KEY )(?<!DO )\bUPDATE\b|\bEXPLAIN\b.*\bANALY[ZS]E\b",
    re.IGNORECASE | re.DOTALL,
)
_WRITE = re.compile(
    r'(?P<verb>INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)"?(?P<rest>.*)',
    re.IGNORECASE | re.DOTALL,
)
_VALUE = r"(?:%s|NULL|true|false|\d+)"
_ASSIGNMENTS = re.compile(
    rf'\s+SET\s+"?\w+"?\s*=\s*{_VALUE}(?:,\s*"?\w+"?\s*=\s*{_VALUE})*(?:\s+WHERE\b.*)?',
    re.IGNORECASE | re.DOTALL,
)
_ASSIGNED = re.compile(rf'[\s,]"?(\w+)"?\s*=\s*{_VALUE}', re.IGNORECASE)


def changes_public(sql: str) -> bool:
    """Return whether the statement may change a public answer."""
    # Statements of many rows are long, and none is like another.
    return (_changes_public if len(sql) <= SHORT else _changes_public.__wrapped__)(sql)


@lru_cache(maxsize=512)
def _changes_public(sql: str) -> bool:
    text = _COMMENTS.sub("", sql)
    if _READ.match(text):
        return bool(_WRITES.search(text))
    found = _WRITE.match(text)
    if found is None or _WRITES.search(found["rest"]):
        return True
    table, verb = found["table"].lower(), found["verb"].upper()
    if table in irrelevant_tables():
        return False
    if verb == "UPDATE":
        return not _sets_only(found["rest"], irrelevant_columns().get(table, frozenset()))
    is_new = verb != "DELETE FROM" and "DO UPDATE" not in found["rest"].upper()
    return not (is_new and table in derived_tables())


def _sets_only(rest: str, columns: frozenset[str]) -> bool:
    if not _ASSIGNMENTS.fullmatch(rest):
        return False
    assignments = re.split(r"\bWHERE\b", rest, maxsplit=1, flags=re.IGNORECASE)[0]
    return set(_ASSIGNED.findall(assignments)) <= columns


def _read_anew(**_change: object) -> None:
    irrelevant_tables.cache_clear()
    _changes_public.cache_clear()


setting_changed.connect(_read_anew, dispatch_uid="results.snapshots.statements")
