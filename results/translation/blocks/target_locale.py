"""The target language of the translation that is being restored.

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
    """Set the target language for the blocks that are restored within."""
    token = _target.set(locale)
    try:
        yield
    finally:
        _target.reset(token)


def target_locale() -> Locale | None:
    """Return the target language, None outside `restoring_into`."""
    return _target.get()
