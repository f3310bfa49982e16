"""What an edition can be downloaded as, found by parts of the program that make such files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a visitor can get now. `file` is its kind and size, such as "PDF, 1.2 MB"."""

    url: str
    label: str
    file: str = ""


Find = Callable[[Any, "HttpRequest | None"], Download | None]

_finders: list[Find] = []


def register_download(find: Find) -> None:
    """Have `find(page, request)` asked whenever an edition is shown; None where there is no file.

    Call it in `ready()`; once only. The language in use is that of the visitor.
    """
    if find not in _finders:
        _finders.append(find)


def downloads_of(page: Any, request: HttpRequest | None) -> list[Download]:
    """What the page can be downloaded as now, in the order of registration."""
    found = (find(page, request) for find in _finders)
    return [download for download in found if download is not None]
