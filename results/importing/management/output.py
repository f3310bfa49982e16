"""What the command writes: its report, on streams that can fail."""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.core.management.base import OutputWrapper
from django.utils.translation import gettext as _

from ..planning.chapters import name_of, told
from ..reporting import as_json, tell

if TYPE_CHECKING:
    from ..planning import Plan

_STANDARD = (1, 2)


def report(plan: Plan, page: Any, *, is_new: bool) -> str:
    """Return what will be made, or was, as text; `page` is None where none was made."""
    lines = [tell(plan)]
    named = {"title": page.title, "id": page.pk} if page else {}
    if page is None:
        lines.append(_("Nothing was written."))
    elif is_new:
        lines.append(_("Draft created: “%(title)s”, page %(id)d.") % named)
    else:
        lines.append(
            _(
                "This document was imported before, as “%(title)s”, page %(id)d. Nothing was "
                "created; --again creates another draft."
            )
            % named
        )
    if page and page.live:
        lines.append(_("It is published: %(url)s") % {"url": page.full_url or page.url_path})
    elif is_new:
        lines.append(_("To undo the import: manage.py import_results --undo %(id)d") % named)
    return "\n".join(lines)


def report_as_json(plan: Plan, page: Any, *, is_new: bool) -> dict[str, Any]:
    """Return the same as the one object of `--format json`."""
    made = page and {
        "id": page.pk,
        "title": page.title,
        "slug": page.slug,
        "locale": page.locale.language_code,
        "url": page.full_url,
        "live": page.live,
        "made_now": is_new,
    }
    return as_json(plan, made)


def listed(chapters: list[dict[str, Any]]) -> str:
    """Return the chapters as lines of text, each with its number and how much is in it."""
    if not chapters:
        return _("The document has no chapters.")
    return "\n".join(
        f"{number:4}. {'  ' * (each['level'] - 1)}{name_of(each)} ({told(each)})"
        for number, each in enumerate(chapters, start=1)
    )


def listed_as_json(chapters: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the same as the one object of `--format json`."""
    return {"chapters": [{"number": n, **each} for n, each in enumerate(chapters, start=1)]}


def write(stream: Any, content: str | dict[str, Any], ending: str = "\n") -> str:
    """Write text, or an object as JSON; return why it has not arrived, in the words of the system.

    A terminal that has not all letters gets others.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    if isinstance(content, dict):
        is_narrow = not encoding.lower().startswith("utf")
        content = json.dumps(content, ensure_ascii=is_narrow, indent=2)
    try:
        stream.write(content.encode(encoding, "replace").decode(encoding), ending=ending)
        # Most of it is in a buffer until here, also where nothing can take it.
        stream.flush()
    except OSError as error:
        _forget(stream)
        return error.strerror or str(error)
    except (AttributeError, ValueError):
        # Python has no stream at all for what was closed before it began.
        return os.strerror(errno.EBADF)
    return ""


def open_or_nowhere(stream: Any) -> Any:
    """The stream, or one that takes everything where this one takes nothing."""
    return OutputWrapper(open(os.devnull, "w")) if write(stream, "", ending="") else stream


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
