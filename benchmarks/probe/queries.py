"""Counting SQL statements, and which of them the plugin asks for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = f"{ROOT / 'results'}/"
SITE = tuple(f"{ROOT / name}/" for name in ("cms", "home"))


@dataclass(slots=True)
class Count:
    """The statements of a while: all, and those that code of the plugin asked for."""

    total: int = 0
    ours: int = 0


@contextmanager
def counting() -> Iterator[Count]:
    """Count the statements of this thread's connection."""
    count = Count()

    def wrapper(execute: Callable[..., Any], *arguments: Any) -> Any:
        count.total += 1
        count.ours += _asked_by_plugin()
        return execute(*arguments)

    # The first of the wrappers is the outermost: no other one stands between it and who asks.
    connection.execute_wrappers.insert(0, wrapper)
    try:
        yield count
    finally:
        connection.execute_wrappers.remove(wrapper)


def _asked_by_plugin() -> bool:
    """Whether the nearest code of the project on the stack is the plugin's.

    A middleware of the plugin stands around what the site does, so it is passed over.
    """
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(PLUGIN) and not name.endswith("/middleware.py"):
            return True
        if name.startswith(SITE):
            return False
        frame = frame.f_back
    return False
