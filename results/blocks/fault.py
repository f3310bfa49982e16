"""One thing that is wrong with a value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Severity(StrEnum):
    """An error stops; a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


class Stage(StrEnum):
    """When a rule holds: safety for every save, completeness for publishing only."""

    SAVING = "saving"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a value.

    `path` leads from the value to the place: ids of stream and list items, names of struct fields.
    """

    message: StrOrPromise
    code: str
    path: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    stage: Stage = Stage.SAVING

    def below(self, step: str) -> Fault:
        """The same fault seen from one level further up."""
        return replace(self, path=(step, *self.path))
