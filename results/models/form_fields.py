"""Fields of the page form with panels of their own: the period, and the open points."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, Panel

from ..quantities import Period, QuantityError, format_period, parse_period
from ..rules.open_points import OpenPoint, keyed, read_open_points
from ..rules.places import anchor_at, describe_path, path_exists


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
        except QuantityError as error:
            raise ValidationError(str(error), error.code) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether something else was typed than what was shown."""
        return (data or "").strip() != (self.prepare_value(initial) or "")


class PeriodPanel(FieldPanel):
    """The field that fills the first and last day of the period."""

    def get_form_options(self) -> dict[str, Any]:
        """Request the field that the form declares; a form without it has the two days alone."""
        return {"fields": ["period"], "exclude": [FIELD]}


FIELD = "open_points"


class Ticked(NamedTuple):
    """Submitted keys: of the points that the form showed, and of those ticked."""

    shown: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


class OpenPointsInput(forms.CheckboxSelectMultiple):
    """A checkbox for each point, with a hidden field that says it was shown.

    Browsers send nothing for an unticked box, and a point added since the form was opened must stay
    unchanged.
    """

    option_template_name = "results/admin/open_point.html"

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return a checkbox, marked invalid in a refused form only while it is unticked."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["selected"]:
            option["attrs"].pop("aria-invalid", None)
        return option

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Ticked:
        """Return the submitted keys."""
        read = getattr(data, "getlist", lambda _name: ())
        return Ticked(tuple(read(f"{name}-shown")), tuple(read(name)))


class OpenPointsField(forms.Field):
    """Which open points are done: the keys of those, of a form that was sent `Ticked`."""

    widget = OpenPointsInput

    def bound_data(self, data: Ticked, initial: Any) -> list[str]:
        """Return the keys of the points that are done: as sent, and as stored where none was sent."""
        return [*data.done, *(key for key in initial or () if key not in data.shown)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a point was ticked or unticked."""
        return {*data.done} != {*initial} & {*data.shown}


class OpenPointsPanel(Panel):
    """The open points of the page; ticking them is saved with the draft."""

    def get_form_options(self) -> dict[str, Any]:
        """Request the field that the form declares.

        It is excluded too, since Django makes no form field for a model field that is not editable;
        and not editable it must be, or wagtail-localize would copy it into every translation.
        """
        return {"fields": [FIELD], "exclude": [FIELD]}

    @property
    def clean_name(self) -> str:
        """A name that does not depend on the language."""
        return FIELD

    class BoundPanel(Panel.BoundPanel):
        template_name = "results/admin/open_points_panel.html"

        def is_shown(self) -> bool:
            """Show the panel only when the page has points and the form has the field."""
            has_field = self.form is not None and FIELD in self.form.fields
            return has_field and bool(read_open_points(self.instance.open_points))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the field, its `rows` (done ones last) and the counts."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            field = self.form[FIELD]
            points = keyed(self.instance.open_points)
            rows = [
                self._row(option, point)
                for option, (_key, point) in zip(field, points, strict=True)
            ]
            context["field"], context["total"] = field, len(rows)
            context["rows"] = sorted(rows, key=lambda row: row["option"].data["selected"])
            context["done"] = sum(row["option"].data["selected"] for row in rows)
            return context

        def _row(self, option: Any, point: OpenPoint) -> dict[str, Any]:
            """Return a point, its checkbox, and its place in words with the link to it."""
            leads = path_exists(self.instance, point.path) and point.path[0] in self.form.fields
            return {
                "option": option,
                "point": point,
                "place": describe_path(self.instance, point.path),
                "anchor": anchor_at(self.instance, point.path) if leads else "",
            }
