"""A cursor whose rows have been read already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper


class ReadRows:
    """Stands for a cursor until it executes something else: gives the rows that it had.

    SQLite ends no transaction while rows of an INSERT … RETURNING wait to be read.
    """

    def __init__(self, wrapper: CursorWrapper) -> None:
        self._wrapper = wrapper
        self._cursor: Any = wrapper.cursor
        self._rows: Iterator[Any] = iter(self._cursor.fetchall())
        wrapper.cursor = self

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(self._rows, None)

    def fetchmany(self, size: int = 1) -> list[Any]:
        """The next rows, as many."""
        return [row for row, _number in zip(self._rows, range(size), strict=False)]

    def fetchall(self) -> list[Any]:
        """The rows that are left."""
        return list(self._rows)

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def __getattr__(self, name: str) -> Any:
        if name in ("execute", "executemany"):
            self._wrapper.cursor = self._cursor
        return getattr(self._cursor, name)
