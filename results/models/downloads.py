"""Downloads of an edition, offered by the apps that make such files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Download:
    """A file that a visitor can download; `file` is its kind and size, such as "PDF, 1.2 MB".

    `media_type` is that of a file with the figures as data, "" of any other.
    """

    url: str
    label: str
    file: str = ""
    media_type: str = ""


Find = Callable[[Any, "HttpRequest | None"], Download | None]

_finders: list[Find] = []


def register_download(find: Find) -> None:
    """Call `find(page, request)` whenever an edition is shown; it returns None without a file.

    Call it in `ready()`; registering twice has no effect. The active language is the visitor's.
    """
    if find not in _finders:
        _finders.append(find)


def downloads_of(page: Any, request: HttpRequest | None) -> list[Download]:
    """Return the downloads of a page, in order of registration."""
    found = (find(page, request) for find in _finders)
    return [download for download in found if download is not None]
