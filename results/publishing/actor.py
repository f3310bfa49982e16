"""Who acts: a person, known or not, or the system."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from wagtail.log_actions import LogContext, get_active_log_context

_is_system: ContextVar[bool] = ContextVar("results_as_system", default=False)


Value = TypeVar("Value")


@contextmanager
def during(variable: ContextVar[Value], value: Value) -> Iterator[None]:
    """Give the variable this value within the block."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


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
