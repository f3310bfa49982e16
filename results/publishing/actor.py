"""Who acts: a person, known or not, or the system."""

from __future__ import annotations

from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any

from wagtail.log_actions import LogContext, get_active_log_context

from ..context import during

_is_system: ContextVar[bool] = ContextVar("results_as_system", default=False)


def as_system() -> AbstractContextManager[None]:
    """Save as the system, which no editorial rule refuses; rules of safety hold nevertheless.

    Every step runs within it.
    """
    return during(_is_system, True)


def is_system() -> bool:
    """Whether the system acts right now."""
    return _is_system.get()


def as_user(user: Any) -> LogContext:
    """Save as this user, in Wagtail's log as well; None leaves it as it was."""
    active = get_active_log_context()
    context = LogContext(user or active.user, generate_uuid=False)
    context.uuid = active.uuid
    return context


def acting_user() -> Any:
    """Return the person who acts right now: the one who publishes, else who is logged in, or None."""
    user = get_active_log_context().user
    return user if user is not None and user.pk else None
