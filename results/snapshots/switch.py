"""Whether the site wants stored answers at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from ..conf import setting
from .models import Snapshot

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_ANY_ROW = f"SELECT 1 FROM {Snapshot._meta.db_table} LIMIT 1"  # noqa: S608


def is_on() -> bool:
    """Whether answers are stored and given, and changes watched.

    While a site is being built, with DEBUG, they are not, unless it says so.
    """
    wanted = setting("SNAPSHOTS")
    return not settings.DEBUG if wanted is None else bool(wanted)


def may_be_on_elsewhere() -> bool:
    """Whether this process is off, but others of the site may not be.

    A command that runs with the settings for building a site changes what visitors of the real one
    are given, if both have the same database.
    """
    return setting("SNAPSHOTS") is None and settings.DEBUG


def is_on_elsewhere(connection: BaseDatabaseWrapper) -> bool:
    """Whether others have stored answers in the database, which this process could make old."""
    if not may_be_on_elsewhere():
        return False
    with connection.cursor() as cursor:
        cursor.execute(_ANY_ROW)
        return cursor.fetchone() is not None
