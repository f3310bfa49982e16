"""The table of stored answers: found by one statement, stored by one."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.db import connection
from django.utils import timezone

from ..database import fetch_one
from ..models import Snapshot
from ..versions import ONLY
from .memory import Head, Stored
from .usage import keep_within_budget

if TYPE_CHECKING:
    from .addresses import Address

logger = logging.getLogger(__name__)

# Where the bytes are, by Content-Encoding.
COLUMNS = {"": "body", "gzip": "gzip", "br": "brotli"}
_FIND = (
    "SELECT head, version, {} FROM results_snapshots_snapshot "  # noqa: S608
    "WHERE key = %s AND version = "
    f"(SELECT number FROM results_snapshots_cacheversion WHERE id = {ONLY}) "
    "AND NOT EXISTS (SELECT 1 FROM results_snapshots_pendinginvalidation)"
)
_FIND_ALL = _FIND.format(", ".join(COLUMNS.values()))
_FIND_FORM = {encoding: _FIND.format(column) for encoding, column in COLUMNS.items()}


def find(key: str) -> Stored | None:
    """Return the answer that is stored by the key, if it is the site's of now, in all its forms."""
    row = fetch_one(_FIND_ALL, (key,))
    return None if row is None else whole(row[0], row[1], dict(zip(COLUMNS, row[2:], strict=True)))


def find_form(key: str, encoding: str) -> Stored | None:
    """Return the same with the bytes of one form only; all of them where there is no such form."""
    row = fetch_one(_FIND_FORM[encoding], (key,))
    if row is None:
        return None
    if encoding and not row[2]:
        return find(key)
    return whole(row[0], row[1], {encoding: row[2]})


def whole(head_text: str, version: int, bodies: dict[str, Any]) -> Stored | None:
    """Return the answer unless its time is over, or bytes of it are others than were stored."""
    encodings = {name: bytes(body) for name, body in bodies.items() if body or not name}
    try:
        head = Head.of_text(head_text)
    except ValueError:
        logger.exception("A snapshot is damaged and is made anew.")
        return None
    for name, body in encodings.items():
        if name in head.whole:
            continue
        if crc32(body) != head.checksums.get(name):
            logger.error("The snapshot of %s is damaged and is made anew.", head.url)
            return None
        head.whole.add(name)
    stored = Stored(head, version, encodings)
    return stored if stored.is_valid else None


def store(stored: Stored, address: Address, page_id: int | None) -> None:
    """Store the answer in the place of whatever its address had."""
    weight = sum(len(body) for body in stored.encodings.values())
    row = Snapshot(
        key=address.key,
        url=stored.head.url,
        address=address.parts,
        page_id=page_id,
        is_variant=bool(address.query),
        version=stored.version,
        valid_until=stored.head.valid_until,
        made_at=timezone.now(),
        size=len(stored.encodings[""]),
        weight=weight,
        head=stored.head.as_text(),
        **{column: stored.encodings.get(name, b"") for name, column in COLUMNS.items()},
    )
    fields = [field for field in Snapshot._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    # By one statement: Django's own takes three, and a transaction.
    with connection.cursor() as cursor:
        cursor.execute(_store_sql(), values)
    keep_within_budget(weight)


@cache
def _store_sql() -> str:
    quote = connection.ops.quote_name
    fields = Snapshot._meta.concrete_fields
    columns = [str(field.column) for field in fields if not field.primary_key]
    names = ", ".join(map(quote, columns))
    marks = ", ".join("%s" for _column in columns)
    replaced = ", ".join(
        f"{quote(column)} = EXCLUDED.{quote(column)}"
        for column in columns
        if column not in ("key", "asked", "asked_at")
    )
    return (
        f"INSERT INTO {quote(Snapshot._meta.db_table)} ({names}) VALUES ({marks}) "  # noqa: S608
        f"ON CONFLICT (key) DO UPDATE SET {replaced}"
    )
