"""What a person uploads, and what a person decides on each figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ...blocks.leaves import NumberField
from ...blocks.stat_reading import fill
from ...quantities import Qualifier, QuantityError, ReadFigure, Scale, Unit, read_figure
from ..drafting.place import FIRST_YEAR, LAST_YEAR
from ..figures import FoundFigure
from ..planning.plan import MAX_LABEL
from ..reading import MAX_BYTES
from ..reporting import shown

if TYPE_CHECKING:
    from ..errors import ImportRefused
    from ..planning import Plan, PlannedFigure

# What a person may overrule by "Make another draft all the same".
OVERRULED = frozenset({"period_taken", "imported_before"})
ENDINGS = ".txt,.md,.markdown,.html,.htm,.docx,.xlsx,.pdf"


class UploadForm(forms.Form):
    """A document and the year that it is about."""

    document = forms.FileField(
        label=_("Document"),
        help_text=_(
            "Word (.docx), PDF (.pdf), Excel (.xlsx), text (.txt), Markdown (.md) or a web page "
            "(.html); at most 20 MB and 400,000 characters."
        ),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        max_length=1000,
        allow_empty_file=True,
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        initial=lambda: date.today().year - 1,
        help_text=_("The year that the results are of."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    again = forms.BooleanField(
        label=_("Make another draft all the same"),
        required=False,
        widget=forms.HiddenInput,
        help_text=_("Choose the document once more, and tick this."),
    )

    def clean_document(self) -> Any:
        """Refuse a file that is too large before reading it."""
        document = self.cleaned_data["document"]
        if document.size > MAX_BYTES:
            raise forms.ValidationError(
                _(
                    "The file is larger than 20 MB. Make its pictures smaller or take them out, and import it again."
                ),
                code="too_large",
            )
        return document

    def refuse(self, error: ImportRefused, reason: str) -> None:
        """Show the reason beside the field that it is about."""
        self.add_error(error.field if error.field in self.fields else None, reason)
        if error.code in OVERRULED:
            self._offer_again()

    def clean(self) -> dict[str, Any]:
        """Keep offering "again" once it was chosen."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("again"):
            self._offer_again()
        return cleaned

    def point_at_errors(self) -> None:
        """Tie each error to its field, and focus the first field with one."""
        wrong = [self[name] for name in self.fields if name in self.errors]
        for field in wrong:
            described = f"{field.auto_id}-errors {field.auto_id}-helptext"
            field.field.widget.attrs["aria-describedby"] = described
        for field in wrong[:1]:
            field.field.widget.attrs["autofocus"] = True

    def _offer_again(self) -> None:
        self.fields["again"].widget = forms.CheckboxInput()


class ReadField(NumberField):
    """A figure as a person types it, with the words that belong to the number."""

    def clean(self, value: Any) -> ReadFigure:
        """Return what the text says; raise ValidationError with what to write instead."""
        try:
            return read_figure(str(value or ""), translation.get_language() or "en")
        except QuantityError as error:
            raise forms.ValidationError(str(error), code=error.code) from error


class FigureForm(forms.Form):
    """One figure that is offered: as a reader will see it, and as a person may change it.

    `heading` is that of the section where a doubtful figure was found, None for any other figure.
    """

    wanted = forms.BooleanField(label=_("Take this figure"), required=False)
    value = ReadField(label=_("Figure"))
    label = forms.CharField(label=_("What is counted"), max_length=MAX_LABEL, required=False)
    qualifier = forms.ChoiceField(label=_("Precision"), choices=Qualifier.choices)
    unit = forms.ChoiceField(label=_("Unit"), choices=Unit.choices)
    scale = forms.ChoiceField(label=_("Shown in"), choices=Scale.choices)

    def __init__(
        self, figure: PlannedFigure, language: str, data: Any, prefix: str, heading: str | None
    ) -> None:
        self.found = found = figure.found
        self.text = shown(found, language)
        self.whole = ""
        if found.whole is not None:
            self.whole = shown(FoundFigure(found.whole, 0, 0, found.unit), language)
        self.page = figure.page
        self.year = figure.days[0].year if figure.days else None
        self.heading = heading
        names = ("value", "label", "qualifier", "unit", "scale")
        initial = {name: getattr(found, name) for name in names}
        super().__init__(data, prefix=prefix, initial={"wanted": not found.reason, **initial})

    @property
    def names_whole(self) -> bool:
        """Whether the whole counts something else: "1,100 illegal, of 6,558 tips"."""
        return self.found.whole_label not in {"", self.found.label}

    def clean(self) -> dict[str, Any]:
        """Ignore the errors of a figure that is not wanted."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("wanted"):
            self.errors.clear()
            return cleaned
        read = cleaned.get("value")
        if read is not None:
            fill(cleaned, read)
            whole = cleaned.setdefault("whole_value", self.found.whole)
            # Even a draft is refused a part that is larger; only a number keeps its whole.
            is_number = cleaned.get("unit") == Unit.NUMBER
            if whole is not None and is_number and cleaned["value"] > whole:
                self.add_error("value", _("The part is larger than the whole."))
        return cleaned

    @property
    def choice(self) -> FoundFigure | None:
        """The figure as it was left, None if it is not wanted."""
        if not self.cleaned_data.get("wanted"):
            return None
        return replace(
            self.found,
            value=self.cleaned_data["value"],
            whole=self.cleaned_data["whole_value"],
            label=" ".join(self.cleaned_data["label"].split()),
            unit=Unit(self.cleaned_data["unit"]),
            scale=Scale(self.cleaned_data["scale"]),
            qualifier=Qualifier(self.cleaned_data["qualifier"]),
        )


def figure_forms(plan: Plan, language: str, data: Any = None) -> Iterator[FigureForm]:
    """Yield a form for each figure, with the prefix by which `choose` knows it."""
    for number, figure in enumerate(plan.figures()):
        yield FigureForm(figure, language, data, f"figure-{number}", None)
    headings = {section.id: section.heading for section in plan.sections}
    for number, figure in enumerate(plan.doubtful):
        heading = headings.get(figure.home, "")
        yield FigureForm(figure, language, data, f"doubtful-{number}", heading)
