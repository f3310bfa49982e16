"""The table of stored answers: found by one statement, stored by one, up to a budget of bytes."""

from __future__ import annotations

import logging
from contextlib import contextmanager, nullcontext
from dataclasses import astuple
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.db import Error, connection, transaction
from django.db.models import Sum
from django.utils import timezone

from ...conf import setting
from ..models import Snapshot
from ..sql import fetch_one
from ..versions import CURRENT_VERSION
from .answers import Head, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .addresses import Address

logger = logging.getLogger(__name__)

# Where the bytes are, by Content-Encoding.
COLUMNS = {"": "body", "gzip": "gzip", "br": "brotli"}
_TABLE = Snapshot._meta.db_table
_FIND = (
    f"SELECT head, version, {', '.join(COLUMNS.values())} FROM {_TABLE} "  # noqa: S608
    f"WHERE key = %s AND version = ({CURRENT_VERSION})"
)
_FIELDS = [field for field in Snapshot._meta.concrete_fields if not field.primary_key]
_COLUMNS = [field.attname for field in _FIELDS]
_REPLACED = [name for name in _COLUMNS if name not in ("key", "asked", "asked_at")]
_STORE = (
    f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))}) "  # noqa: S608
    f"ON CONFLICT (key) DO UPDATE SET {', '.join(f'{name} = EXCLUDED.{name}' for name in _REPLACED)}"
)
# So many answers of one process are noted as asked for at a time.
MOST = 200
_NOTE = f"UPDATE {_TABLE} SET asked = asked + %s, asked_at = %s WHERE key = %s"  # noqa: S608
# What a visitor may wait for SQLite's only writer.
SHORTLY = 50  # milliseconds
# So much of the budget may be stored by one process before it looks at the sum again.
SHARE = 0.05
# What is left after an eviction, so that not every storing evicts.
LEFT = 0.9
SLICE = 500

_since_looked: float = float("inf")


def find(key: str) -> Stored | None:
    """Return the answer that is stored by the key, if it is the site's of now."""
    row = fetch_one(_FIND, (key,))
    return None if row is None else whole(row[0], row[1], dict(zip(COLUMNS, row[2:], strict=True)))


def whole(head_text: str, version: int, bodies: dict[str, Any]) -> Stored | None:
    """Return the answer unless its time is over, or bytes of it are others than were stored."""
    try:
        head = Head.of_text(head_text)
        encodings = {name: bytes(bodies[name]) for name in head.checksums}
    except (KeyError, TypeError, ValueError):
        logger.exception("A snapshot is damaged and is made anew.")
        return None
    for name, body in encodings.items():
        if name in head.whole:
            continue
        if crc32(body) != head.checksums[name]:
            logger.error("The snapshot of %s is damaged and is made anew.", head.url)
            return None
        head.whole.add(name)
    stored = Stored(head, version, encodings)
    return stored if stored.is_valid else None


def store(stored: Stored, address: Address, page_id: int | None, *, patiently: bool) -> None:
    """Store the answer in the place of whatever its address had.

    Raises Error where the database does not take it, or not at once unless `patiently`.
    """
    row = Snapshot(
        key=address.key,
        url=stored.head.url,
        address=astuple(address),
        page_id=page_id,
        is_variant=bool(address.query),
        version=stored.version,
        valid_until=stored.head.valid_until,
        size=len(stored.encodings[""]),
        # Of a file as well, which has no bytes here: nobody fills the table with these.
        weight=stored.weight,
        head=stored.head.as_text(),
        **{column: stored.encodings.get(name, b"") for name, column in COLUMNS.items()},
    )
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in _FIELDS]
    # By one statement: Django's own takes three, and a transaction.
    with nullcontext() if patiently else _impatient(), connection.cursor() as cursor:
        cursor.execute(_STORE, values)
        _keep_within_budget(stored.weight)


def note_usage(asked: Mapping[str, int]) -> None:
    """Add to the table how often each key was asked for; nobody waits for it, or fails with it."""
    most = sorted(dict(asked).items(), key=lambda item: -item[1])[:MOST]
    if not most:
        return
    now = timezone.now()
    try:
        with _impatient(), transaction.atomic(), connection.cursor() as cursor:
            # In one order, so that processes do not wait for each other crosswise.
            cursor.executemany(_NOTE, [(number, now, key) for key, number in sorted(most)])
    except Error as error:
        logger.info("What was asked for is not noted: %s", error)


@contextmanager
def _impatient() -> Iterator[None]:
    """Have what is written within the block fail, rather than wait, while SQLite is written to."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    # Not by Django: it reads and writes nothing of the database.
    sqlite: Any = connection.connection
    (patience,) = sqlite.execute("PRAGMA busy_timeout").fetchone()
    sqlite.execute(f"PRAGMA busy_timeout = {SHORTLY}")
    try:
        yield
    finally:
        sqlite.execute(f"PRAGMA busy_timeout = {patience}")


def _keep_within_budget(more: int) -> None:
    global _since_looked
    _since_looked += more
    if _since_looked > int(setting("SNAPSHOT_BYTES")) * SHARE:
        _since_looked = 0
        evict()


def evict() -> int:
    """Delete what is beyond the budget; return how many answers went."""
    budget = int(setting("SNAPSHOT_BYTES"))
    total = Snapshot.objects.aggregate(sum=Sum("weight", default=0))["sum"]
    if total <= budget:
        return 0
    deleted = 0
    ordered = Snapshot.objects.order_by("-is_variant", "asked_at", "pk")
    while total > budget * LEFT:
        with transaction.atomic():
            rows = ordered.select_for_update(skip_locked=True).values_list("pk", "weight")[:SLICE]
            ids = []
            for pk, weight in rows:
                ids.append(pk)
                total -= weight
                if total <= budget * LEFT:
                    break
            if not ids:
                break
            Snapshot.objects.filter(pk__in=ids).only("pk").delete()
        deleted += len(ids)
    return deleted
