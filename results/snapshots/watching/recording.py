"""Recording what the queries of a making depend on."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import connection

from wagtail.models import Page

from ..statements.needs import EQUAL, Key, Need, any_row, keys_of
from ..statements.selects import needs_of
from ..statements.shapes import NotUnderstood
from ..statements.tables import tables
from .images import Row, rows_of
from .looks import MOST_ROWS, known_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .looks import Known


class Recording:
    """What has been asked since it began.

    `is_unclear` says that there was a query which could not be read: the answer may depend on
    anything, and is not to be kept. `known` has what was looked up before, and takes more.
    """

    def __init__(self, known: Known) -> None:
        self.is_unclear = False
        self._needs: dict[Need, None] = {}
        self._rows: Known = {}
        self._known = known

    def take(self, sql: str, params: Sequence[Any] | None, vendor: str) -> None:
        """Note what the query could have found."""
        try:
            self._needs.update(dict.fromkeys(needs_of(sql, params, vendor, self._look)))
        except NotUnderstood:
            self.is_unclear = True

    def _look(self, need: Need) -> list[Row] | None:
        for rows in (self._rows, self._known):
            if need in rows:
                return rows[need]
        with unrecorded():
            found = rows_of(connection, need)
        is_long = found is not None and len(found) > MOST_ROWS
        (self._rows if is_long else self._known)[need] = found
        return found

    @property
    def needs(self) -> list[Need]:
        """All needs but those that every snapshot has, in the order in which they arose."""
        return [need for need in self._needs if not tables()[need.table].is_site_wide]

    @property
    def page_ids(self) -> list[str]:
        """The keys of the pages that were asked for by them."""
        found: dict[str, None] = {}
        for need in self._needs:
            if need.table == Page._meta.db_table:
                key = tables()[need.table].root_key
                for one in need.conditions:
                    if one.column == key and one.operator == EQUAL:
                        found.update(dict.fromkeys(one.values))
        return list(found)

    def keys(self) -> list[Key]:
        """The needs as they are stored, each once."""
        found: dict[Key, None] = {}
        for need in self.needs:
            found.update(dict.fromkeys(keys_of(need, tables()[need.table])))
            found[Key(any_row(need.table))] = None
        broad = {key.number for key in found if not key.rest}
        return [key for key in found if not key.rest or key.number not in broad]


_current: ContextVar[Recording | None] = ContextVar("results_snapshots_recording", default=None)


def current_recording() -> Recording | None:
    """The recording of the making that runs here, or None."""
    return _current.get()


@contextmanager
def record(epoch: int | None = None) -> Iterator[Recording]:
    """Record what is asked of the database within the block.

    With `epoch`, what was looked up in that one is known. It is that of now, and no change of it
    waits to be swept.
    """
    recording = Recording({} if epoch is None else known_in(epoch))
    token = _current.set(recording)
    try:
        yield recording
    finally:
        _current.reset(token)


@contextmanager
def unrecorded() -> Iterator[None]:
    """Let what is asked within the block not count."""
    token = _current.set(None)
    try:
        yield
    finally:
        _current.reset(token)
