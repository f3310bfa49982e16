"""Recording what the queries of a making depend on."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import connection

from wagtail.models import Page

from ..statements.needs import EQUAL, Key, Need, any_row, keys_of
from ..statements.selects import reading_of
from ..statements.shapes import NotUnderstood
from ..statements.tables import tables
from .looks import MOST_HELD, known_in, look_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..statements.selects import Reading, Rows
    from .looks import Known


class Recording:
    """What has been asked since it began.

    The queries are read when somebody asks what they depend on: all of them together, so that what
    they stand on is looked up in a few statements. A change that is committed in between is met as
    any other during the making: by the epoch. `known` has what was looked up before, and takes more.
    """

    def __init__(self, known: Known) -> None:
        self._asked: list[tuple[str, list[Any], str]] = []
        self._found: dict[Need, None] = {}
        self._rows: Known = {}
        self._known = known
        self._is_unclear = False

    def take(self, sql: str, params: Sequence[Any] | None, vendor: str) -> None:
        """Note what is asked."""
        self._asked.append((sql, list(params or ()), vendor))

    def take_unclear(self) -> None:
        """Note that something is asked of which no change is heard."""
        self._is_unclear = True

    @property
    def is_unclear(self) -> bool:
        """Whether there was a query that cannot be read.

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
        found: list[list[Need]] = [[] for _one in asked]
        wanting: list[tuple[int, Reading, Rows]] = [
            (number, reading_of(*one), None) for number, one in enumerate(asked)
        ]
        while wanting:
            wanted: list[tuple[int, Reading, Need]] = []
            for number, reading, rows in wanting:
                try:
                    wanted.append((number, reading, reading.send(rows)))
                except StopIteration as end:
                    found[number] = end.value
                except NotUnderstood:
                    self._is_unclear = True
            self._look_up([need for _number, _reading, need in wanted])
            wanting = [
                (number, reading, self._rows.get(need, self._known.get(need)))
                for number, reading, need in wanted
            ]
        self._found.update(dict.fromkeys(need for needs in found for need in needs))

    def _look_up(self, needs: list[Need]) -> None:
        missing: dict[str, list[Need]] = {}
        for need in dict.fromkeys(needs):
            if need not in self._rows and need not in self._known:
                missing.setdefault(need.table, []).append(need)
        for name, those in missing.items():
            with unrecorded():
                looked_up = look_up(connection, tables()[name], those)
            for need, rows in looked_up.items():
                is_long = rows is not None and len(rows) > MOST_HELD
                (self._rows if is_long else self._known)[need] = rows

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
