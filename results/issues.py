"""Issues with a value or a page: message, severity, stage and path."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

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
class Issue:
    """One thing that is wrong with a value or a page.

    An error of stage SAVING refuses every save that touches content, one of stage PUBLISHING refuses
    publishing only; a warning refuses nothing. `path` leads to the place: ids of stream and list items,
    names of struct fields; of a page, the name of its field first. An empty path means the whole.
    """

    message: StrOrPromise
    code: str
    path: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR
    stage: Stage = Stage.SAVING

    @property
    def field(self) -> str:
        """The name of the page's field, or "" for the page as a whole."""
        return self.path[0] if self.path else ""


def incomplete(message: StrOrPromise, code: str, path: tuple[str, ...] = ()) -> Issue:
    """Return an error that a draft may have."""
    return Issue(message, code, path, stage=Stage.PUBLISHING)


def warning(message: StrOrPromise, code: str, path: tuple[str, ...] = ()) -> Issue:
    """Return an issue that does not prevent publishing."""
    return Issue(message, code, path, Severity.WARNING, Stage.PUBLISHING)


def place_of(value: Any, path: Sequence[str], *, in_json: bool = False) -> str:
    """Return the place within a page or a block's value as Python writes it: ".body[2].stats[0].value".

    In the JSON of an API that is ".body.2.value.stats.0.value.value". An id that is not there stays
    as it is.
    """
    if not path:
        return ""
    step, *rest = path
    if isinstance(value, Mapping):
        return f".{step}{place_of(value.get(step), rest, in_json=in_json)}"
    if hasattr(value, step):
        return f".{step}{place_of(getattr(value, step), rest, in_json=in_json)}"
    for index, item in enumerate(getattr(value, "bound_blocks", None) or value or ()):
        if item.id == step:
            # There an item of a list stands bare.
            value_in = ".value" if hasattr(value, "stream_block") else ""
            place = f".{index}{value_in}" if in_json else f"[{index}]"
            return f"{place}{place_of(item.value, rest, in_json=in_json)}"
    return "".join(f".{each}" for each in path)
