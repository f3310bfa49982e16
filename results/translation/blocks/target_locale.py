"""The language into which a translation is being restored.

wagtail-localize gives a block its segments, but not the language; a chooser of translatable
snippets needs it to find the snippet's translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import Locale

_target: ContextVar[Locale | None] = ContextVar("target_locale", default=None)


@contextmanager
def restoring_into(locale: Locale) -> Iterator[None]:
    """Let blocks know the language for the time of the restoring."""
    token = _target.set(locale)
    try:
        yield
    finally:
        _target.reset(token)


def target_locale() -> Locale | None:
    """The language of the restoring under way, None outside of any."""
    return _target.get()
