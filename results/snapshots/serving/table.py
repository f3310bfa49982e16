"""Reading the table of snapshots, by one statement each time."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from .memory import Stored

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

_GENERATION = (
    "((SELECT generation FROM results_snapshots_gate WHERE id = 1) + "
    "(SELECT COUNT(*) FROM results_snapshots_sweep WHERE bumps))"
)
_STATE = (
    f"SELECT epoch, {_GENERATION}, "  # noqa: S608
    "(SELECT COUNT(*) FROM results_snapshots_sweep) FROM results_snapshots_gate WHERE id = 1"
)
_COLUMNS = "id, url, status, headers, varies_on, etag, generation, valid_until, checksum"
# Where the bytes are, by Content-Encoding.
COLUMNS = {"": "body", "gzip": "gzip", "br": "brotli"}
# Databases whose connections execute statements by themselves, and the mark of a parameter there.
_MARKS = {"sqlite": "?", "postgresql": "%s"}
_FIND = (
    f"SELECT {_COLUMNS}, body, gzip, brotli FROM results_snapshots_snapshot "  # noqa: S608
    f"WHERE key = %s AND generation = {_GENERATION}"
)
_GOOD = (
    "SELECT {} FROM results_snapshots_snapshot "  # noqa: S608
    # A database that was restored may give an id a second time.
    f"WHERE id = %s AND key = %s AND etag = %s AND generation = {_GENERATION}"
)
_IS_GOOD = _GOOD.format("1")
_BODY_OF = {name: _GOOD.format(column) for name, column in COLUMNS.items()}


def state() -> tuple[int, int]:
    """The epoch and the generation of now."""
    return state_and_waiting()[:2]


def state_and_waiting() -> tuple[int, int, int]:
    """The epoch, the generation, and how many changes are committed and not swept."""
    row = _one(_STATE, ())
    return (0, 0, 0) if row is None else (row[0], row[1], row[2])


def find(key: str, epoch: int = 0) -> Stored | None:
    """The answer that is stored by the key and good, or None."""
    row = _one(_FIND, (key,))
    if row is None:
        return None
    bodies = [bytes(body) for body in row[9:]]
    if checksum_of(bodies) != row[8]:
        logger.error("The snapshot of %s is damaged and is made anew.", row[1])
        return None
    stored = Stored(
        id=row[0],
        url=row[1],
        status=row[2],
        headers=tuple((name, value) for name, value in json.loads(row[3])),
        varies_on=tuple(json.loads(row[4])),
        encodings=encodings_of(*bodies),
        etag=row[5],
        generation=row[6],
        valid_until=_moment(row[7]),
        epoch=epoch,
    )
    return stored if stored.valid_until > timezone.now() else None


def checksum_of(bodies: Iterable[bytes]) -> int:
    """A number that other bytes hardly ever have."""
    number = 0
    for body in bodies:
        number = crc32(body, number)
    return number


def encodings_of(body: bytes, gzip: bytes, brotli: bytes) -> dict[str, bytes]:
    """What there is of them, by Content-Encoding."""
    return {"": body} | {name: found for name, found in (("gzip", gzip), ("br", brotli)) if found}


def body_of(stored: Stored, key: str, encoding: str) -> bytes | None:
    """The bytes of the answer as the table has them, or None if it is there no more, or not good."""
    row = _one(_BODY_OF[encoding], (stored.id, key, stored.etag))
    return None if row is None else bytes(row[0])


def is_good(stored: Stored, key: str) -> bool:
    """Whether the table still has the answer by that key, and its generation is that of now."""
    return _one(_IS_GOOD, (stored.id, key, stored.etag)) is not None


def _one(sql: str, params: tuple[Any, ...]) -> Any:
    """The first row of the statement, asked twice if the connection has gone meanwhile."""
    database = connections[DEFAULT_DB_ALIAS]
    try:
        return _asked(database, sql, params)
    except Error:
        if database.connection is None or database.in_atomic_block:
            raise
        database.close_if_unusable_or_obsolete()
        if database.connection is not None:
            raise
        return _asked(database, sql, params)


def _asked(database: BaseDatabaseWrapper, sql: str, params: tuple[Any, ...]) -> Any:
    """The first row, past what Django does around a statement: that costs as much as itself."""
    mark = _MARKS.get(database.vendor)
    if mark is None or database.queries_logged:
        with database.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchone()
    if database.connection is None:
        database.ensure_connection()
    try:
        return database.connection.execute(_marked(sql, mark), params).fetchone()
    except Exception:
        with database.wrap_database_errors:
            raise


@cache
def _marked(sql: str, mark: str) -> str:
    return sql.replace("%s", mark)


def _moment(value: Any) -> datetime:
    moment = parse_datetime(value) if isinstance(value, str) else value
    if moment is None:
        raise ValueError(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
