"""The points that an editor ticks off in the page form."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms

from ..findings.open_points import keyed, mark


class Ticked(NamedTuple):
    """What a browser sends: the keys of the points that the form showed, and of those ticked."""

    shown: tuple[str, ...] = ()
    done: tuple[str, ...] = ()


class OpenPointsInput(forms.CheckboxSelectMultiple):
    """A checkbox for each point, and beside it a hidden field that says it was there to be ticked.

    A browser sends nothing for a box that is not ticked, and a point that has come since the form
    was opened must stay as it is.
    """

    option_template_name = "results/admin/open_point.html"

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """A checkbox; of a form that was refused, only what is not done is at fault."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)
        if option["selected"]:
            option["attrs"].pop("aria-invalid", None)
        return option

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Ticked:
        """The keys that were sent; never a text."""
        read = getattr(data, "getlist", lambda _name: ())
        return Ticked(tuple(read(f"{name}-shown")), tuple(read(name)))


class OpenPointsField(forms.Field):
    """Which of a page's open points are done; its value is the list as the page stores it."""

    widget = OpenPointsInput
    stored: Any = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})

    def show(self, stored: Any) -> None:
        """Let the points that a page stores be ticked."""
        self.stored = stored
        self.widget.choices = [(key, point.text) for key, point in keyed(stored)]

    def prepare_value(self, value: Any) -> list[str]:
        """The keys of the points that are done, of the page or of what a browser has sent."""
        stored = self.clean(value) if isinstance(value, Ticked) else value
        return [key for key, point in keyed(stored) if point.done]

    def clean(self, value: Any) -> Any:
        """What the page stores from now on."""
        return mark(self.stored, *value) if isinstance(value, Ticked) else self.stored

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a point was ticked or unticked."""
        return self.clean(data) != self.stored
