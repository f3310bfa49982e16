"""The period of an edition in one field, as people write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel

from ...quantities import Period, PeriodError, format_period, parse_period

FIELD = "period"


class PeriodField(forms.CharField):
    """A period, typed and shown in the language of the page."""

    locale = "en"

    def __init__(self, **options: Any) -> None:
        words = {"label": _("Year or period"), "help_text": _("For example 2016 or 2016/17.")}
        super().__init__(**{"required": False, "max_length": 100, **words, **options})

    def prepare_value(self, value: Any) -> Any:
        """Return the period in words, or what was typed."""
        return format_period(value, self.locale) if isinstance(value, Period) else value

    def clean(self, value: Any) -> Any:
        """Return the period, or None; raise ValidationError for what cannot be read."""
        text = super().clean(value)
        try:
            return parse_period(text, self.locale) if text else None
        except PeriodError as error:
            raise ValidationError(str(error), error.code) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else was typed than what was shown."""
        return (data or "").strip() != (self.prepare_value(initial) or "")


class PeriodPanel(FieldPanel):
    """The field that fills the first and last day of the period."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"field_name": FIELD, **options})

    def get_form_options(self) -> dict[str, Any]:
        """Request the field that the form declares; a form without it has the two days alone."""
        return {"fields": [FIELD], "exclude": [FIELD]}
