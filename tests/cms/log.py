"""What the settings write to the log."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def logged() -> Iterator[Callable[[], list[str]]]:
    """Yield a function that returns the lines written within the block."""
    handlers = logging.getLogger("django").handlers
    console = next(one for one in handlers if isinstance(one, logging.StreamHandler))
    assert console.name == "console"
    written = io.StringIO()
    before = console.setStream(written)
    try:
        yield lambda: written.getvalue().splitlines()
    finally:
        console.setStream(before)
