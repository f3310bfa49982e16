"""A change of what the public sees that is not allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


UNREADABLE = _(
    "This version of the page is damaged and cannot be read. "
    "Choose an earlier one in the history of the page."
)


class Refusal(Protocol):
    """One reason why a page is refused, as the page gives it.

    `field` is the name of the page's field, or "" for the page as a whole; `path` leads from there
    to the place inside a StreamField.
    """

    @property
    def message(self) -> StrOrPromise:
        """A sentence for the editor."""

    @property
    def code(self) -> str:
        """A short name that stays the same in every language."""

    @property
    def path(self) -> tuple[str, ...]:
        """The field's name, then ids of items and names of struct children."""

    @property
    def field(self) -> str:
        """The field's name, or ""."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A revision from which no page can be built."""

    message: StrOrPromise = UNREADABLE
    code: str = "revision_unreadable"
    path: tuple[str, ...] = ()
    field: str = ""


class Refused(ValidationError, PermissionDenied):
    """Raised by the guard before anything is written; a dict of errors, keyed by form field.

    It is a ValidationError, so that API v3 answers 422 and a form shows it beside the field. It is
    a PermissionDenied too: wherever nobody asked beforehand, Wagtail's admin then turns it into a
    message and Django into a 403, and nobody sees a server error.
    """

    def __init__(self, refusals: Sequence[Refusal], page: Any = None) -> None:
        """Take the reasons, at least one, and the page that they are about."""
        self.refusals = tuple(refusals)
        self.page = page
        errors: dict[str, list[ValidationError]] = {}
        for refusal in self.refusals:
            name = refusal.field or NON_FIELD_ERRORS
            errors.setdefault(name, []).append(ValidationError(refusal.message, refusal.code))
        super().__init__(errors)

    def __str__(self) -> str:
        """The reasons as sentences: Wagtail's editor shows a PermissionDenied as it reads."""
        return " ".join(self.messages)
