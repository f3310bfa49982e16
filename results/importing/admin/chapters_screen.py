"""The screen where somebody chooses the chapters of a long document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ..errors import ImportRefused
from ..keeping import unpacked
from ..models import Upload
from ..planning.chapters import chosen_of, name_of, told
from ..planning.length import check_length
from .uploaded import UploadedScreen


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
            chosen = [] if self._why_not(chosen) else chosen
        return self._show(chosen)

    def post(self, request: HttpRequest, index_id: int, upload_id: int) -> HttpResponse:
        """Keep the choice and go on to the review, or say what is wrong with it."""
        asked = request.POST.getlist("chapters")
        chosen = [place for place in range(len(self.upload.chapters)) if str(place) in asked]
        is_known = set(map(str, chosen)) == set(asked)
        if error := self._why_not(chosen if is_known else []):
            return self._show(chosen, error)
        Upload.objects.filter(pk=self.upload.pk).update(chosen=chosen)
        return redirect(self.address("review"))

    def _why_not(self, chosen: list[int]) -> str:
        """What is wrong with chapters: that there is none, or that they are too long together."""
        if not chosen:
            return _("Choose at least one chapter.")
        try:
            document = unpacked(bytes(self.upload.document))
            check_length(chosen_of(document, frozenset(chosen)))
        except ImportRefused as error:
            return str(error)
        return ""

    def _show(self, chosen: list[int], error: str = "") -> HttpResponse:
        context = self.get_context_data(
            upload=self.upload,
            chapters=[(each, name_of(each), told(each)) for each in self.upload.chapters],
            chosen=chosen,
            language=self.language,
            error=error,
        )
        response: HttpResponse = self.render_to_response(context)
        return response
