"""Where the processor's time goes: whose code runs, looked at again and again while it works.

Unlike a profiler that is told of each call, this does not make small functions look dear.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parents[2]
# Seconds of the processor between two looks; where the system counts in longer ticks, those.
INTERVAL = 0.001
# The first of the groups, from the innermost frame outwards, that has the frame's file.
_PACKAGES = {
    "queries": ("django/db", "psycopg"),
    "templates": ("django/template", "django/templatetags"),
    "django": ("django",),
    "wagtail": ("wagtail", "wagtail_localize", "treebeard", "modelcluster"),
}
GROUPS = {
    **{
        group: tuple(f"site-packages/{name}/" for name in names)
        for group, names in _PACKAGES.items()
    },
    "snapshots": (f"{ROOT}/results/snapshots/", "site-packages/sqlglot/"),
    "plugin": (f"{ROOT}/results/",),
    "site": (f"{ROOT}/cms/", f"{ROOT}/home/", f"{ROOT}/benchmarks/plain/"),
}
OTHER = "other"


class Sample:
    """How often each group was met."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._pauses = False

    def shares(self) -> dict[str, float]:
        """The share of each group, in per cent; the groups that were never met have 0."""
        total = self.counts.total() or 1
        return {name: 100 * self.counts[name] / total for name in (*GROUPS, OTHER)}

    @contextmanager
    def looking(self) -> Iterator[None]:
        """Look while the block runs; only in the main thread of a process."""
        former = signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, former)

    @contextmanager
    def pausing(self) -> Iterator[None]:
        """Count nothing while the block runs; the timer goes on, lest it lose what is short."""
        self._pauses = True
        try:
            yield
        finally:
            self._pauses = False

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        if not self._pauses:
            self.counts[group_of(frame)] += 1


def group_of(frame: FrameType | None) -> str:
    """The group of the nearest frame that belongs to one."""
    while frame is not None:
        name = frame.f_code.co_filename
        for group, parts in GROUPS.items():
            if any(part in name for part in parts):
                return group
        frame = frame.f_back
    return OTHER
