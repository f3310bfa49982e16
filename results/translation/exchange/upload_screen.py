"""The upload of a PO file, and its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from ..admin.screen import TranslationScreen
from ..saving import is_ours
from .importing import TOOL, Maker, import_po
from .reading import FileRefused, read_file

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.urls import URLPattern


class UploadScreen(TranslationScreen):
    """Import a PO file and show which rows were not taken, and why."""

    template_name = "results/translation/upload_report.html"

    def get_page_title(self) -> str:
        return _("Imported PO file")

    @property
    def editor_url(self) -> str:
        """The URL that the file was uploaded from."""
        given: str = get_valid_next_url_from_request(self.request)
        return given or reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Redirect to the editor, since the report is not kept."""
        return redirect(self.editor_url)

    def post(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Import the file and show the report, or say why it cannot be read."""
        try:
            self._check_in_work()
            po = read_file(request.FILES.get("file"), self.translation)
        except FileRefused as refused:
            messages.error(request, refused.message)
            return redirect(self.editor_url)
        report = import_po(self.translation, po, Maker(request.user, tool=TOOL))
        return self.render_to_response(
            self.get_context_data(
                report=report,
                translation=self.translation,
                source_language=self.translation.source.locale,
                language=self.translation.target_locale,
                editor_url=self.editor_url,
            )
        )

    def _check_in_work(self) -> None:
        if not self.translation.enabled:
            raise FileRefused(
                _("The translation of this page has been stopped. Nothing was imported.")
            )


def upload(request: HttpRequest, translation_id: int) -> HttpResponseBase:
    """Answer wagtail-localize's upload URL, with our screen for our page types."""
    translation = get_object_or_404(Translation.objects.select_related("source"), pk=translation_id)
    if is_ours(translation.source):
        return UploadScreen.as_view()(request, translation_id=translation_id)
    answer: Any = edit_translation.upload_pofile(request, translation_id)
    return answer


def upload_address() -> URLPattern:
    """Return the URL of the upload, which must come before wagtail-localize's own."""
    return path("localize/translate/<int:translation_id>/pofile/upload/", upload)
