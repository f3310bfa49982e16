"""Dropping the snapshots that a change makes old: in its transaction, and once more after it.

The first time makes the change and the end of the old bytes one thing, whatever happens to the
process. The second time, behind the gate, finds what a making has stored that had asked before the
change was committed: whoever makes notes the gate's epoch before and stores only if it is the same
(docs/decisions/snapshots.md has the proof).
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import Gate, Need, Snapshot, Sweep
from ..purging import all_urls, is_wanted, purge
from ..statements.needs import any_row, meets, numbers_of_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper

    from ..statements.tables import Table
    from .images import Row

# What more snapshots than these depend on is as good as the whole site's: a new generation makes
# all of them old at the cost of one row.
MOST_DROPPED = 200
_SLICE = 500
LEFT_OVER = timedelta(minutes=1)


class Changes:
    """What a transaction has changed; called after its commit, it sweeps."""

    def __init__(self) -> None:
        self.rows: list[tuple[Table, Row]] = []
        self.any_of: set[str] = set()
        self.sweeps: list[int] = []
        self.urls: list[str] = []
        self.keys: list[str] = []
        self.is_site = False
        # Whether nobody will call it: the change begins a generation by itself.
        self.is_unswept = False

    def absorb(self, other: Changes) -> None:
        """Take over what another has, which is left with nothing to do."""
        self.rows += other.rows
        self.any_of |= other.any_of
        self.sweeps += other.sweeps
        self.urls += other.urls
        self.keys += other.keys
        self.is_site |= other.is_site
        other.__init__()  # type: ignore[misc]

    def __call__(self) -> None:
        """Drop what is old by now, for good, and let every process know."""
        if not self.sweeps:
            return
        from ..serving.copies import begin_copies, tell

        with transaction.atomic():
            hold_gate(epoch=F("epoch") + 1)
            begun = Sweep.objects.filter(pk__in=self.sweeps, bumps=True).count()
            if self.is_site or begun or not _drop(self, self.rows, self.any_of):
                # As many as are removed below, so that a generation that has begun goes on.
                self.urls = all_urls()
                hold_gate(generation=F("generation") + max(begun, 1))
            Sweep.objects.filter(pk__in=self.sweeps).delete()
            epoch, generation = Gate.objects.values_list("epoch", "generation").get(pk=1)
        tell(epoch, self.keys)
        begin_copies(generation)
        purge(self.urls)


def touch_rows(connection: BaseDatabaseWrapper, table: Table, rows: list[Row]) -> None:
    """Drop what depends on one of these rows, as it was or as it is."""
    if not rows:
        return
    changes = _changes_of(connection)
    found = [(table, row) for row in rows]
    changes.rows += found
    _note(changes, bumps=not _drop(changes, found, ()))


def touch_any(connection: BaseDatabaseWrapper, table: str) -> None:
    """Drop what reads the table at all."""
    changes = _changes_of(connection)
    changes.any_of.add(table)
    _note(changes, bumps=not _drop(changes, [], {table}))


def touch_site(connection: BaseDatabaseWrapper) -> None:
    """Make every snapshot old."""
    changes = _changes_of(connection)
    changes.is_site = True
    _note(changes, bumps=True)


def begin_generation() -> None:
    """Make every snapshot old at once; the answer to whatever nobody has watched."""
    from django.db import connection

    with transaction.atomic():
        touch_site(connection)


def sweep_leftovers() -> int:
    """Make up for sweeps that a process did not live to do; give back how many there were."""
    left = Sweep.objects.filter(created_at__lt=timezone.now() - LEFT_OVER)
    ids = list(left.values_list("pk", flat=True))
    if ids:
        changes = Changes()
        changes.sweeps, changes.is_site = ids, True
        changes()
    return len(ids)


def _note(changes: Changes, *, bumps: bool) -> None:
    bumps |= changes.is_unswept
    if not changes.sweeps or bumps:
        changes.sweeps.append(Sweep.objects.create(bumps=bumps).pk)


def _changes_of(connection: BaseDatabaseWrapper) -> Changes:
    """The changes of the transaction, which are swept once, after its commit.

    What stands deeper in it, within a savepoint that is released, is kept or lost with it.
    """
    here = set(connection.savepoint_ids)
    hooks: list[Any] = connection.run_on_commit
    waiting = [(set(hook[0]), hook[1]) for hook in hooks if isinstance(hook[1], Changes)]
    for points, changes in waiting:
        if points <= here:
            return changes
    changes = Changes()
    if not connection.in_atomic_block and not connection.get_autocommit():
        # The site commits by itself, and Django tells nobody when.
        changes.is_unswept = True
        return changes
    for points, deeper in waiting:
        if here <= points:
            changes.absorb(deeper)
    transaction.on_commit(changes, using=connection.alias, robust=True)
    return changes


def _drop(changes: Changes, rows: list[tuple[Table, Row]], any_of: Iterable[str]) -> bool:
    """Drop what depends on the rows, or on any of the tables; False where that is too much.

    It is as well where another transaction holds a snapshot: to wait for it could be for ever.
    """
    touched: dict[int, list[Row] | None] = {any_row(table): None for table in any_of}
    for table, row in rows:
        for number in numbers_of_row(table, row):
            having = touched.setdefault(number, [])
            if having is not None:
                having.append(row)
    found: set[int] = set()
    numbers = sorted(touched)
    for start in range(0, len(numbers), _SLICE):
        needs = Need.objects.filter(key__in=numbers[start : start + _SLICE])
        for snapshot, number, rest in needs.values_list("snapshot_id", "key", "rest"):
            if snapshot not in found and _is_met(rest, touched[number]):
                found.add(snapshot)
                if len(found) > MOST_DROPPED:
                    return False
    if not found:
        return True
    names = list(Snapshot.objects.filter(pk__in=found).values_list("key", "url"))
    changes.keys += [key for key, _url in names]
    if is_wanted():
        changes.urls += [url for _key, url in names]
    return drop_snapshots(found)


def _is_met(rest: str, rows: list[Row] | None) -> bool:
    return not rest or rows is None or any(meets(rest, row) for row in rows)


def drop_snapshots(ids: Iterable[int]) -> bool:
    """Delete these snapshots; False where another transaction holds one of them."""
    wanted: Any = Snapshot.objects.filter(pk__in=list(ids)).order_by("pk")
    count = wanted.count()
    held = list(wanted.select_for_update(skip_locked=True).values_list("pk", flat=True))
    for rows in (Need.objects.filter(snapshot_id__in=held), Snapshot.objects.filter(pk__in=held)):
        # Nothing hangs on these rows; `delete()` would load them, bytes and all, to make sure.
        rows._raw_delete(using=rows.db)
    return len(held) == count


def hold_gate_of(epoch: int) -> bool:
    """Hold the gate's row until the transaction ends; False if the epoch is another one by now."""
    gates = Gate.objects.filter(pk=1, epoch=epoch)
    if gates.update(epoch=F("epoch")):
        return True
    _gate, is_new = Gate.objects.get_or_create(pk=1)
    return is_new and epoch == 0 and bool(gates.update(epoch=F("epoch")))


def hold_gate(**changes: Any) -> None:
    """Change the gate's row, and hold it until the transaction ends."""
    if not Gate.objects.filter(pk=1).update(**changes):
        Gate.objects.get_or_create(pk=1)
        Gate.objects.filter(pk=1).update(**changes)
