"""Rows that were looked up to read a query, for other makings until something changes.

Many answers that are made one after another stand on the same few rows: sites, restrictions, the
pages above. Nobody uses what is known while a change waits to be swept. One that is committed after
a making has begun is met by its needs, since what is looked up is a need itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..statements.needs import Need
    from .images import Row

    Known = dict[Need, list[Row] | None]

MOST_NEEDS = 500
# Longer lists are looked up again rather than held.
MOST_ROWS = 50

_of_epoch: tuple[int, Known] = (-1, {})


def known_in(epoch: int) -> Known:
    """What this process has looked up in the epoch, to be added to."""
    global _of_epoch
    if _of_epoch[0] != epoch or len(_of_epoch[1]) > MOST_NEEDS:
        _of_epoch = (epoch, {})
    return _of_epoch[1]


def forget_looks() -> None:
    """Look everything up again, as after a change that no epoch tells of."""
    global _of_epoch
    _of_epoch = (-1, {})
