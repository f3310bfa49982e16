"""The screen where a document is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

from ..drafting import Source, place_for
from ..errors import ImportRefused
from ..importing import plan_of
from ..models import Upload
from .forms import UploadForm
from .screen import ImportScreen, check_new

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from ..drafting import Place


class UploadScreen(ImportScreen):
    """A document and its year."""

    template_name = "results/importing/upload.html"

    def get(self, request: HttpRequest, index_id: int) -> HttpResponse:
        """Show the form."""
        return self._show(UploadForm())

    def post(self, request: HttpRequest, index_id: int) -> HttpResponse:
        """Keep the document for the review, or say beside the field what is wrong with it."""
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form)
        file, year = form.cleaned_data["document"], form.cleaned_data["year"]
        again = form.cleaned_data["again"]
        source = Source(file.read(), file.name)
        place: Place | None = None
        try:
            place = place_for(self.index, year, self.user)
            if not again:
                check_new(source, place)
            plan_of(source, place.language, year)
        except ImportRefused as error:
            form.refuse(error, self.explain(error, source, place))
            return self._show(form)
        upload = Upload.objects.create(
            user=self.user,
            index_id=self.index.pk,
            file_name=source.short_name,
            content=source.content,
            year=year,
            again=again,
        )
        upload.make_room()
        return redirect("results_importing:review", index_id=self.index.pk, upload_id=upload.pk)

    def _show(self, form: UploadForm) -> HttpResponse:
        form.point_at_errors()
        return self.render_to_response(self.get_context_data(form=form, index=self.index))
