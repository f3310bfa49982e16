"""What holds for a while: a context variable, and the objects that have been fetched."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Value = TypeVar("Value")


@contextmanager
def during(variable: ContextVar[Value], value: Value) -> Iterator[None]:
    """Give the variable this value within the block."""
    token = variable.set(value)
    try:
        yield
    finally:
        variable.reset(token)


# Objects by model and key, None for those that are not there, for as long as several pages are read.
Fetched = dict[type, dict[int, Any]]
_fetched: ContextVar[Fetched | None] = ContextVar("fetched", default=None)


def fetching_once(known: Fetched | None = None) -> AbstractContextManager[None]:
    """Have no object of a chooser fetched twice within the block, nor within others with `known`."""
    outer = _fetched.get()
    return during(_fetched, ({} if known is None else known) if outer is None else outer)


def fetching_anew() -> AbstractContextManager[None]:
    """Have objects fetched again within the block, whatever holds around it."""
    return during(_fetched, None)


def fetched(model: Any, keys: Iterable[Any]) -> dict[int, Any]:
    """Return the objects of these keys, those that are there; see `fetching_once`."""
    wanted, known = set(keys) - {None}, _fetched.get()
    if known is None:
        found: dict[int, Any] = model.objects.in_bulk(wanted)
        return found
    own = known.setdefault(model, {})
    if missing := wanted - own.keys():
        own |= dict.fromkeys(missing) | model.objects.in_bulk(missing)
    return {key: own[key] for key in wanted if own[key] is not None}
