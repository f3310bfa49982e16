"""A model's number, typed and checked as a figure is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models

from ..blocks.leaves import NumberField
from ..quantities import format_plain
from ..quantities.quantity import MAX_DECIMAL_PLACES, MAX_INTEGER_DIGITS

DIGITS: dict[str, Any] = {
    "max_digits": MAX_INTEGER_DIGITS + MAX_DECIMAL_PLACES,
    "decimal_places": MAX_DECIMAL_PLACES,
}


class ValueField(models.DecimalField):  # type: ignore[type-arg]
    """A Decimal with a figure's digits, read as people write it; text in SQLite, which keeps 15."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**DIGITS, **options})

    def formfield(self, **kwargs: Any) -> Any:
        """Return a field that reads a number by the language in use."""
        return NumberField(
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )

    def db_type(self, connection: Any) -> str | None:
        """Return the type of the column."""
        if connection.vendor == "sqlite":
            return "text"
        return models.DecimalField(**DIGITS).db_type(connection)

    def get_internal_type(self) -> str:
        """Return a name that Django's converters for SQLite do not know."""
        return "ValueField"

    def from_db_value(self, value: Any, *_context: Any) -> Decimal | None:
        """Return the number without the zeros that a database adds."""
        return None if value is None else Decimal(format_plain(Decimal(value)))
