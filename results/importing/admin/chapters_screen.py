"""The screen where somebody chooses the chapters of a long document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..errors import ImportRefused
from ..keeping import unpacked
from ..models import Upload
from ..planning.chapters import chosen_of, name_of, told
from ..planning.length import check_length
from .uploaded import UploadedScreen

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ..document import Document


class ChaptersForm(forms.Form):
    """The places of the chapters that are taken."""

    chapters = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={"required": gettext_lazy("Choose at least one chapter.")},
    )

    def __init__(self, document: Document, count: int, data: Any = None) -> None:
        super().__init__(data)
        self.document = document
        chapters: Any = self.fields["chapters"]
        chapters.choices = [(place, "") for place in range(count)]

    def clean_chapters(self) -> list[int]:
        """Refuse chapters that are too long together."""
        chosen: list[int] = self.cleaned_data["chapters"]
        try:
            check_length(chosen_of(self.document, frozenset(chosen)))
        except ImportRefused as error:
            raise forms.ValidationError(str(error), code=error.code) from error
        return chosen


class ChaptersScreen(UploadedScreen):
    """The chapters of a long document with what is in each; those that are ticked become the edition."""

    template_name = "results/importing/chapters.html"
    needs_chapters = False

    def get_page_title(self) -> str:
        return _("Chapters of “%(file)s”") % {"file": self.upload.file_name}

    def get(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        """Show the chapters as they were chosen last; at first all, where that is not too much."""
        chosen = self.upload.chosen
        if chosen is None:
            chosen = list(range(len(self.upload.chapters)))
            if not self._form({"chapters": chosen}).is_valid():
                chosen = []
        return self._show(chosen)

    def post(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        """Keep the choice and go on to the review, or say what is wrong with it."""
        form = self._form(request.POST)
        if not form.is_valid():
            asked = request.POST.getlist("chapters")
            places = range(len(self.upload.chapters))
            return self._show([place for place in places if str(place) in asked], form)
        Upload.objects.filter(pk=self.upload.pk).update(chosen=form.cleaned_data["chapters"])
        return redirect(self.address("review"))

    def _form(self, data: Any) -> ChaptersForm:
        return ChaptersForm(self._whole, len(self.upload.chapters), data)

    @property
    def _whole(self) -> Document:
        return unpacked(bytes(self.upload.document))

    def _show(self, chosen: list[int], form: ChaptersForm | None = None) -> HttpResponse:
        response: HttpResponse = self.render_to_response(
            self.get_context_data(
                upload=self.upload,
                chapters=[(each, name_of(each), told(each)) for each in self.upload.chapters],
                chosen=chosen,
                language=self.language,
                errors=form.errors.get("chapters", []) if form else [],
            )
        )
        return response
