"""The report of an imported PO file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Reason(Enum):
    """Why a row was not taken."""

    FUZZY = "fuzzy", _("It is marked as fuzzy.")
    EMPTY = "empty", _("It has no translation.")
    NO_PLACE = "no_place", _("It does not say where it belongs (msgctxt).")
    UNKNOWN_PLACE = "unknown_place", _("The page does not have this place, or not any more.")
    UNKNOWN_STRING = "unknown_string", _("The page does not have this text, or not any more.")
    NOT_USED_THERE = "not_used_there", _("The page has this text, but not at this place.")
    OBSOLETE = "obsolete", _("It is marked as obsolete.")
    PLURAL = "plural", _("It has plural forms, which texts of pages do not have.")
    REPEATED = "repeated", _("The same text comes once more further down, and counts there.")
    CHANGED = "changed", _("Somebody has changed the translation since the file was downloaded.")
    INVALID = "invalid", _("It cannot be used.")
    TOO_LONG = "too_long", _("It is too long.")

    def __init__(self, code: str, label: Any) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One row that was not taken: the number of its entry and of its line, what it says, and why.

    `detail` adds to the reason; `place` is the place in words.
    """

    number: int
    line: int
    path: str
    place: str
    source: str
    text: str
    reason: Reason
    detail: str = ""


@dataclass(slots=True)
class Report:
    """How many rows were taken, confirmed or unchanged, and which were not taken.

    `obsolete` are the rows of earlier texts, `absent` the texts of the page that are not in the file.
    """

    taken: int = 0
    confirmed: int = 0
    unchanged: int = 0
    obsolete: int = 0
    absent: int = 0
    not_taken: list[NotTaken] = field(default_factory=list)

    @property
    def has_changed(self) -> bool:
        """Whether the import changed anything."""
        return bool(self.taken or self.confirmed)
