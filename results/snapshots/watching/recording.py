"""Recording what the queries of a making depend on."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import connection

from wagtail.models import Page

from ..statements.needs import EQUAL, Key, Need, any_row, keys_of
from ..statements.selects import reading_of
from ..statements.shapes import NotUnderstood
from ..statements.tables import tables
from .looks import MOST_HELD, Known, known_in, look_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..statements.narrowing import Rows
    from .looks import Statement

logger = logging.getLogger(__name__)

_LISTS = (list, tuple, set)


class _Asked:
    """One query: as it is read, it wants rows of one need after another, and has needs at the end."""

    def __init__(self, sql: str, params: Sequence[Any] | None, vendor: str) -> None:
        # Whoever asked may change a list of parameters before it is read.
        values = tuple(tuple(one) if isinstance(one, _LISTS) else one for one in params or ())
        # None where a parameter has no hash.
        self.statement: Statement | None = (sql, values) if _have_hash(values) else None
        self._reading = reading_of(sql, values, vendor)
        self.wants: Need | None = None
        self.needs: list[Need] = []

    def go_on(self, rows: Rows) -> None:
        """Read on with the rows that it wanted; raises NotUnderstood."""
        try:
            self.wants = self._reading.send(rows)
        except StopIteration as end:
            self.wants, self.needs = None, end.value


def _have_hash(values: tuple[Any, ...]) -> bool:
    try:
        hash(values)
    except TypeError:
        return False
    return True


class Recording:
    """What has been asked since it began.

    The queries are read when somebody asks what they depend on: all of them together, so that what
    they stand on is looked up in a few statements. A change that is committed in between is met as
    any other during the making: by the epoch, or by the needs. `known` has what was looked up
    before, and takes more.
    """

    def __init__(self, known: Known) -> None:
        self._asked: list[_Asked] = []
        self._found: dict[Need, None] = {}
        self._rows: dict[Need, Rows] = {}
        self._known = known
        self._is_unclear = False

    def take(self, sql: str, params: Sequence[Any] | None, vendor: str) -> None:
        """Note what is asked."""
        self._asked.append(_Asked(sql, params, vendor))

    def take_unclear(self) -> None:
        """Note that something is asked of which no change is heard."""
        self._is_unclear = True

    @property
    def is_unclear(self) -> bool:
        """Whether there was a query that cannot be read, or not be followed in the database.

        The answer may depend on anything, and is not to be kept.
        """
        self._read()
        return self._is_unclear

    @property
    def needs(self) -> list[Need]:
        """All needs but those that every snapshot has, in the order in which they arose."""
        return [need for need in self._all() if not tables()[need.table].is_site_wide]

    def _all(self) -> dict[Need, None]:
        self._read()
        return self._found

    def _read(self) -> None:
        """Read what was asked, side by side, until no rows are wanted any more."""
        asked, self._asked = self._asked, []
        try:
            for one in asked:
                self._begin(one)
            while wanting := [one for one in asked if one.wants]:
                self._look_up(need for one in wanting if (need := one.wants))
                for one in wanting:
                    one.go_on(self._rows_of(one.wants))
            self._known.needs |= {one.statement: one.needs for one in asked if one.statement}
        except NotUnderstood:
            self._is_unclear = True
        except Exception:
            # Whatever it is, the visitor has an answer, which only cannot be kept.
            logger.exception("What an answer depends on cannot be told, so it is not stored.")
            self._is_unclear = True
        self._found.update(dict.fromkeys(need for one in asked for need in one.needs))

    def _begin(self, one: _Asked) -> None:
        known = self._known.needs.get(one.statement) if one.statement else None
        if known is None:
            one.go_on(None)
        else:
            one.needs = known

    def _rows_of(self, need: Need | None) -> Rows:
        return None if need is None else self._rows.get(need, self._known.rows.get(need))

    def _look_up(self, needs: Iterable[Need]) -> None:
        missing: dict[str, list[Need]] = {}
        for need in dict.fromkeys(needs):
            if need not in self._rows and need not in self._known.rows:
                missing.setdefault(need.table, []).append(need)
        for name, those in missing.items():
            with unrecorded():
                looked_up = look_up(connection, tables()[name], those)
            for need, rows in looked_up.items():
                is_long = rows is not None and len(rows) > MOST_HELD
                (self._rows if is_long else self._known.rows)[need] = rows

    @property
    def page_ids(self) -> list[str]:
        """The keys of the pages that were asked for by them."""
        found: dict[str, None] = {}
        for need in self._all():
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
    recording = Recording(Known() if epoch is None else known_in(epoch))
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
