"""A context variable that has a value for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Value = TypeVar("Value")


@contextmanager
def during(variable: ContextVar[Value], value: Value) -> Iterator[None]:
    """Give the variable this value within the block."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)
