"""What a person uploads."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..drafting.place import FIRST_YEAR, LAST_YEAR
from ..errors import ImportRefused
from ..reading import MAX_BYTES

# What a person may overrule by "Create another draft anyway".
OVERRULED = frozenset({"period_taken", "imported_before"})
ENDINGS = ".txt,.md,.markdown,.html,.htm,.docx,.xlsx,.pdf"


class YearForm(forms.Form):
    """The year that a document is about."""

    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        initial=lambda: date.today().year - 1,
        help_text=_("The year of the results; for 2016/17, enter 2016."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class UploadForm(YearForm):
    """A document and the year that it is about."""

    field_order = ("document", "year")
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
    again = forms.BooleanField(
        label=_("Create another draft anyway"),
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
