"""Issues with a value or a page: message, severity, stage and path; and the refusal that they end in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Severity(StrEnum):
    """An error stops; a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


class Stage(StrEnum):
    """When a rule holds: safety for every save, completeness for publishing only.

    What readers do not see yet can have more to keep than what they see already.
    """

    SAVING = "saving"
    PUBLISHING = "publishing"
    GOING_PUBLIC = "going public"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong with a value or a page.

    An error of stage SAVING refuses every save that touches content, one of stage PUBLISHING refuses
    publishing only, one of GOING_PUBLIC only what is not public yet; a warning refuses nothing. `path`
    leads to the place: ids of stream and list items, names of struct fields; of a page, the name of its
    field first. An empty path means the whole.
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


UNREADABLE = Issue(
    _(
        "This version of the page is damaged and cannot be read. "
        "Choose an earlier one in the history of the page."
    ),
    "revision_unreadable",
)
ALIAS = Issue(_("This page is an alias. Edit the page that it follows."), "page_is_alias")


class Refused(ValidationError, PermissionDenied):
    """Raised by the guard before anything is written; a dict of errors, keyed by form field.

    It is a ValidationError, so that API v3 answers 422 and a form shows it beside the field. It is
    a PermissionDenied too: wherever nobody asked beforehand, Wagtail's admin then turns it into a
    message and Django into a 403, and nobody sees a server error.
    """

    def __init__(self, refusals: Sequence[Issue], page: Any = None) -> None:
        """Take the reasons, at least one, and the page that they are about."""
        self.refusals = tuple(refusals)
        self.page = page
        errors: dict[str, list[ValidationError]] = {}
        for refusal in self.refusals:
            name = refusal.field or NON_FIELD_ERRORS
            errors.setdefault(name, []).append(ValidationError(refusal.message, refusal.code))
        super().__init__(errors)

    def __str__(self) -> str:
        """The reasons as sentences, each with its place ("body[2].stats[0].value: …").

        Wagtail's editor shows a PermissionDenied as it reads.
        """
        parted = (
            (place_of(self.page, each.path).lstrip("."), str(each.message))
            for each in self.refusals
        )
        return " ".join(": ".join(filter(None, parts)) for parts in parted)
