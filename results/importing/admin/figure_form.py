"""What a person decides on a figure that was found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...blocks.leaves import NumberField
from ...blocks.stat import fill
from ...blocks.stat_value import Highlight
from ...models.forms import PeriodField
from ...quantities import (
    Period,
    Qualifier,
    ReadFigure,
    Scale,
    Unit,
    format_for_input,
    read_figure,
)
from ...quantities.formatting import active_language
from ..figures import FoundFigure, Role
from ..planning import Pile, Plan, PlannedFigure, doubts_of, pile_of
from ..planning.plan import MAX_LABEL, MAX_NOTE, MAX_SOURCE
from ..reporting import shown

ROLES = [
    (Role.RESULT.value, gettext_lazy("Result")),
    (Role.GOAL.value, gettext_lazy("Target")),
    (Role.COMPARISON.value, gettext_lazy("Comparison")),
    (Role.CHANGE.value, gettext_lazy("Change")),
    (Role.BACKGROUND.value, gettext_lazy("Background")),
]


class ReadField(NumberField):
    """A figure as a person types it, with the words that belong to the number."""

    def clean(self, value: Any) -> ReadFigure:
        """Return what the text says; raise QuantityError with what to write instead."""
        return read_figure(str(value or ""), active_language())


class FigureForm(forms.Form):
    """One figure that is offered: as a reader will see it, and as a person may change it.

    `heading` is that of the section where it was found. What was sent of it is a tick alone where its
    fields were not opened: it is then as it is offered. `opened` has the fields to be shown, if any.
    """

    opened: "FigureForm | None" = None

    wanted = forms.BooleanField(label=gettext_lazy("Include this figure"), required=False)
    seen = forms.BooleanField(label=gettext_lazy("Checked"), required=False)
    value = ReadField(label=gettext_lazy("Figure"))
    label = forms.CharField(
        label=gettext_lazy("What is counted"), max_length=MAX_LABEL, required=False
    )
    period = PeriodField(
        label=gettext_lazy("Another period"),
        widget=forms.TextInput(attrs={"placeholder": "2016/17"}),
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=ROLES, required=False)
    highlight = forms.ChoiceField(
        label=gettext_lazy("Where it is shown"), choices=Highlight.choices, required=False
    )
    qualifier = forms.ChoiceField(label=gettext_lazy("Precision"), choices=Qualifier.choices)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=Unit.choices)
    scale = forms.ChoiceField(label=gettext_lazy("Shown in"), choices=Scale.choices)
    whole_value = NumberField(label=gettext_lazy("Part of another number"), required=False)
    whole_label = forms.CharField(
        label=gettext_lazy("What the whole counts"), max_length=MAX_LABEL, required=False
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=MAX_SOURCE, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=MAX_NOTE, required=False)

    def __init__(
        self, figure: PlannedFigure, language: str, data: Any, prefix: str, heading: str
    ) -> None:
        self.figure, self.language = figure, language
        self.found = found = figure.found
        self.pile = pile_of(figure)
        self.doubts = doubts_of(figure)
        self.page = figure.page
        self.proposed_by = figure.proposed_by
        self.year = _years(figure.days) if figure.days else ""
        self.heading = heading
        names = ("value", "label", "qualifier", "unit", "scale", "role", "whole_label")
        initial = {name: getattr(found, name) for name in names}
        initial["note"], initial["highlight"] = figure.note, figure.highlight
        initial["whole_value"] = found.whole
        initial["period"] = Period(*figure.days) if figure.days else None
        initial["wanted"] = self.pile is Pile.READY
        super().__init__(data, prefix=prefix, initial=initial)
        period: Any = self.fields["period"]
        period.locale = active_language()
        if self.pile is not Pile.LOOK:
            del self.fields["seen"]
        self.has_fields = data is None or self.add_prefix("value") in data
        if not self.has_fields:
            ticks = ("wanted", "seen")
            self.fields = {name: self.fields[name] for name in ticks if name in self.fields}

    def open(self) -> None:
        """Show its fields, too, as they were left or as they are offered."""
        args = (self.figure, self.language, None, str(self.prefix), self.heading)
        self.opened = self if self.has_fields else FigureForm(*args)

    @property
    def line(self) -> str:
        """The figure as its reader will see it, with what it counts."""
        found = self.found
        if self.is_bound and self.is_valid() and (chosen := self.choice):
            found = chosen.found
        number, name = shown(found, self.language), found.label
        if found.whole is not None:
            whole = shown(FoundFigure(found.whole, 0, 0, found.unit), self.language)
            of_whole = _("of %(whole)s") % {"whole": whole}
            is_other = found.whole_label not in {"", name}
            name = f"{name}, {of_whole} {found.whole_label}" if is_other else f"{of_whole} {name}"
        return f"{number} {name}" + (f" ({self.year})" if self.year else "")

    @property
    def other(self) -> str:
        """The other reading, as it would be typed; "" where there is one only."""
        other = self.found.other_reading
        return "" if other is None else format_for_input(other, active_language())

    @property
    def is_left(self) -> bool:
        """Whether nobody has decided on it or looked at it so far, as somebody should."""
        return "seen" in self.fields and not (self["seen"].value() or self["wanted"].value())

    @property
    def all_fields(self) -> list[forms.BoundField]:
        """The fields besides its ticks, those that are seldom changed last."""
        return [self[name] for name in self.fields if name not in {"wanted", "seen"}]

    def clean(self) -> dict[str, Any]:
        """Ignore the errors of a figure that is not wanted."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("wanted"):
            self.errors.clear()
            return cleaned
        role = cleaned.get("role")
        if role not in {None, "", Role.RESULT, self.found.role}:
            self.add_error(
                "role",
                _(
                    "A target, a comparison, a change or background is not included: untick it, or "
                    "choose “Result” and give its period."
                ),
            )
        read = cleaned.get("value")
        if read is not None:
            fill(cleaned, read)
            whole = cleaned.get("whole_value")
            # Even a draft is refused a part that is larger; only a number keeps its whole.
            is_number = cleaned.get("unit") == Unit.NUMBER
            if whole is not None and is_number and cleaned["value"] > whole:
                self.add_error("value", _("The part is larger than the whole."))
        return cleaned

    @property
    def choice(self) -> PlannedFigure | None:
        """The figure as it was left, None if it is not wanted."""
        left = self.cleaned_data
        if not left.get("wanted"):
            return None
        if not self.has_fields:
            return replace(self.figure, found=replace(self.found, other_reading=None))
        found = replace(
            self.found,
            value=left["value"],
            whole=left["whole_value"],
            label=_one_line(left["label"]),
            whole_label=_one_line(left["whole_label"]),
            unit=Unit(left["unit"]),
            scale=Scale(left["scale"]),
            qualifier=Qualifier(left["qualifier"]),
            role=Role(left["role"] or self.found.role),
            other_reading=None,
        )
        period: Period | None = left["period"]
        days = (period.start, period.end) if period else None
        return replace(
            self.figure,
            found=found,
            days=days,
            highlight=Highlight(left["highlight"] or self.figure.highlight),
            note=left["note"],
            source=left["source"],
        )


def _years(days: tuple[date, date]) -> str:
    first, last = days[0].year, days[1].year
    if last == first + 1:
        return f"{first}/{last % 100:02}"
    return str(first) if first == last else f"{first}–{last}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def figure_forms(plan: Plan, language: str, data: Any = None) -> Iterator[FigureForm]:
    """Yield a form for each figure, with the prefix by which `choose` knows it."""
    homes = {figure.id: section.heading for section in plan.sections for figure in section.figures}
    for number, figure in enumerate(plan.figures()):
        yield FigureForm(figure, language, data, f"figure-{number}", homes[figure.id])
    headings = {section.id: section.heading for section in plan.sections}
    for number, figure in enumerate(plan.doubtful):
        heading = headings.get(figure.home, "")
        yield FigureForm(figure, language, data, f"doubtful-{number}", heading)
