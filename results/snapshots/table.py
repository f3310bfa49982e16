"""The table of stored answers: found by one statement, stored by one, up to a budget of bytes."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import astuple
from typing import Any

from django.db import connection
from django.db.models import Sum

from ..conf import setting
from .addresses import Address
from .answers import Head, Stored
from .models import Snapshot
from .versions import CURRENT_VERSION, fetch_one

# Where the bytes are, by Content-Encoding; a form that there is not is empty.
COLUMNS = {"": "body", "gzip": "gzip", "br": "brotli"}
_TABLE = Snapshot._meta.db_table
_FIND = (
    f"SELECT head, version, {', '.join(COLUMNS.values())} FROM {_TABLE} "  # noqa: S608
    f"WHERE key = %s AND version = ({CURRENT_VERSION})"
)
_FIELDS = [field for field in Snapshot._meta.concrete_fields if not field.primary_key]
_COLUMNS = [field.attname for field in _FIELDS]
_REPLACED = [name for name in _COLUMNS if name not in ("key", "asked_at")]
_STORE = (
    f"INSERT INTO {_TABLE} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))}) "  # noqa: S608
    "ON CONFLICT (key) DO UPDATE SET "
)
_AGAIN = ", ".join(f"{name} = EXCLUDED.{name}" for name in _REPLACED)
# What a visitor may wait for SQLite's only writer.
SHORTLY = 50  # milliseconds
# So much of the budget may be stored by one process before it looks at the sum again.
SHARE = 0.05
# What is left after an eviction, so that not every storing evicts.
LEFT = 0.9

_since_looked: float = float("inf")


def find(key: str) -> Stored | None:
    """Return the answer that is stored by the key, if it is the site's of now."""
    row = fetch_one(_FIND, (key,))
    if row is None:
        return None
    bodies = zip(COLUMNS, row[2:], strict=True)
    encodings = {name: body for name, body in bodies if body or not name}
    stored = Stored(Head.of_text(row[0]), row[1], encodings)
    return stored if stored.is_valid else None


def store(stored: Stored, address: Address, page_id: int | None, *, is_asked_for: bool) -> None:
    """Store the answer in the place of whatever its address had.

    Raises Error where the database does not take it; at once, not after a wait for other writers, if
    a visitor has asked for it.
    """
    row = Snapshot(
        key=address.key,
        url=address.url,
        address=astuple(address),
        page_id=page_id,
        is_variant=bool(address.query),
        version=stored.version,
        valid_until=stored.head.valid_until,
        weight=stored.weight,
        head=stored.head.as_text(),
        **{column: stored.encodings.get(name, b"") for name, column in COLUMNS.items()},
    )
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in _FIELDS]
    again = f"{_AGAIN}, asked_at = EXCLUDED.asked_at" if is_asked_for else _AGAIN
    # By one statement: Django's own takes three, and a transaction.
    with _impatient() if is_asked_for else nullcontext(), connection.cursor() as cursor:
        cursor.execute(_STORE + again, values)
        _keep_within_budget(stored.weight)


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
    """Delete what is beyond the budget: those with parameters first, then the least recently asked for.

    Returns how many answers went.
    """
    budget = int(setting("SNAPSHOT_BYTES"))
    total = Snapshot.objects.aggregate(sum=Sum("weight", default=0))["sum"]
    if total <= budget:
        return 0
    gone = []
    ordered = Snapshot.objects.order_by("-is_variant", "asked_at", "pk")
    for pk, weight in ordered.values_list("pk", "weight"):
        if total <= budget * LEFT:
            break
        gone.append(pk)
        total -= weight
    return delete(Snapshot.objects.filter(pk__in=gone))


def delete(rows: Any) -> int:
    """Delete the rows without reading their bodies; return how many went."""
    return int(rows.only("pk").delete()[0])
