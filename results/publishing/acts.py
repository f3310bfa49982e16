"""Who acts: a person, known or not, or the system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from wagtail.log_actions import get_active_log_context

_is_system: ContextVar[bool] = ContextVar("results_system_act", default=False)
_user: ContextVar[Any] = ContextVar("results_acting_user", default=None)


@contextmanager
def system_act() -> Iterator[None]:
    """Let what is saved within be the system's act, which no editorial rule refuses.

    Rules of safety hold nevertheless. Every step runs within it.
    """
    token = _is_system.set(True)
    try:
        yield
    finally:
        _is_system.reset(token)


@contextmanager
def acting(user: Any) -> Iterator[None]:
    """Let what is saved within be this user's act; None leaves it as it was."""
    token = _user.set(user or _user.get())
    try:
        yield
    finally:
        _user.reset(token)


def is_system_act() -> bool:
    """Whether the system acts right now."""
    return _is_system.get()


def acting_user() -> Any:
    """The person who acts right now, or None: the one who publishes, else who is logged in."""
    user = _user.get() or get_active_log_context().user
    return user if user is not None and user.pk else None
