"""What the command writes: its report, on streams that can fail."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from ..reporting import as_json, tell

if TYPE_CHECKING:
    from ..planning import Plan


class Report:
    """A report as text or as JSON on a stream; a terminal that has not all letters gets others."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def tell_as_json(self, plan: Plan, page: Any = None, *, is_new: bool = False) -> None:
        """Write one object. `page` is None where none was made."""
        made = _page(page, is_new=is_new) if page is not None else None
        is_narrow = not self._encoding.lower().startswith("utf")
        self.write(json.dumps(as_json(plan, made), ensure_ascii=is_narrow, indent=2))

    def tell(self, plan: Plan, page: Any = None, *, is_new: bool = False) -> None:
        """Write what will be made, or was. `page` is None where none was made."""
        self.write(tell(plan))
        if page is None:
            self.write(_("Nothing was written."))
            return
        named = {"title": page.title, "id": page.pk}
        if is_new:
            self.write(_("Draft made: “%(title)s”, page %(id)d.") % named)
        else:
            self.write(
                _(
                    "This document was imported before, as “%(title)s”, page %(id)d. "
                    "Nothing was made; --again makes another draft."
                )
                % named
            )
        if page.live:
            self.write(_("It is published: %(url)s") % {"url": page.full_url or page.url_path})
        elif is_new:
            self.write(_("To take it back: manage.py import_results --undo %(id)d") % named)

    def write(self, text: str) -> None:
        """Write a line; letters that the terminal has not become question marks."""
        self.stream.write(text.encode(self._encoding, "replace").decode(self._encoding))

    @property
    def _encoding(self) -> str:
        return getattr(self.stream, "encoding", None) or "utf-8"


def _page(page: Any, *, is_new: bool) -> dict[str, Any]:
    return {
        "id": page.pk,
        "title": page.title,
        "slug": page.slug,
        "locale": page.locale.language_code,
        "url": page.full_url,
        "live": page.live,
        "made_now": is_new,
    }


_STANDARD = (1, 2)


class Unwritten(Exception):
    """What was written has not arrived; `str()` is the reason in the words of the system."""


@contextmanager
def written(stream: Any) -> Iterator[None]:
    """Flush what is written in this block. Raises Unwritten where it does not arrive."""
    try:
        yield
        # Most of it is in a buffer until here, also where nothing can take it.
        stream.flush()
    except OSError as error:
        _forget(stream)
        raise Unwritten(error.strerror or str(error)) from error
    except (AttributeError, ValueError) as error:
        # Python has no stream at all for what was closed before it began.
        if _is_open(stream):
            raise
        raise Unwritten(os.strerror(errno.EBADF)) from error


def open_or_nowhere(stream: Any) -> Any:
    """The stream, or one that takes everything where this one takes nothing."""
    try:
        with written(stream):
            stream.write("", ending="")
    except Unwritten:
        return OutputWrapper(open(os.devnull, "w"))
    return stream


def _is_open(stream: Any) -> bool:
    inner = getattr(stream, "_out", stream)
    return inner is not None and not inner.closed


def _forget(stream: Any) -> None:
    """Discard what is still in the buffer, over which Python would fail again at exit."""
    with suppress(OSError, ValueError):
        number = stream.fileno()
        # Whatever else a program has called the command with is its own.
        if number in _STANDARD:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)
            stream.flush()
