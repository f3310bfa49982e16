"""Errors of figures and periods, with messages for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from django_stubs_ext import StrOrPromise


class QuantityError(ValueError):
    """A figure or period that is refused.

    `code` names the rule for programs; `str()` gives the message in the active language.
    """

    def __init__(
        self, message: StrOrPromise, code: str, params: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message, code, params)
        self.message = message
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)


class InvalidValueError(QuantityError):
    """A value or format option outside the allowed range."""


class NumberFormatError(QuantityError):
    """Text that is not a number in any accepted form."""


class AmbiguousNumberError(NumberFormatError):
    """Text that the two conventions read as different numbers.

    `readings` holds both values, that of the text's own language first.
    """

    def __init__(
        self,
        message: StrOrPromise,
        params: Mapping[str, object],
        readings: tuple[Decimal, Decimal],
    ) -> None:
        super().__init__(message, "ambiguous", params)
        self.readings = readings


class PeriodError(QuantityError):
    """A period that ends before it starts, or text that is not one in any accepted form."""
