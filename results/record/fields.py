"""A model's number, typed and checked as a figure is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models

from ..blocks.leaves import NumberField
from ..quantities import MAX_DECIMAL_PLACES, MAX_INTEGER_DIGITS

DIGITS: dict[str, Any] = {
    "max_digits": MAX_INTEGER_DIGITS + MAX_DECIMAL_PLACES,
    "decimal_places": MAX_DECIMAL_PLACES,
}


class ValueField(models.DecimalField):  # type: ignore[type-arg]
    """A Decimal with the digits of a figure, which a form reads as people write numbers."""

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

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Return it as Django's DecimalField, so that no migration names this class."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs
