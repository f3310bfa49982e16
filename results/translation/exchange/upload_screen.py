"""The download of a PO file, its upload, and the report of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from ..admin.screen import TranslationScreen, other_editor_of
from .exporting import export_po
from .files import read_file
from .importing import import_po
from .reading import FileRefused
from .xliff import TYPE, export_xliff

if TYPE_CHECKING:
    from django.http import HttpRequest


class UploadScreen(TranslationScreen):
    """Import a PO file and show which rows were not taken, and why."""

    template_name = "results/translation/upload_report.html"

    def get_page_title(self) -> str:
        return _("Imported file")

    @property
    def editor_url(self) -> str:
        """The URL that the file was uploaded from."""
        given: str = get_valid_next_url_from_request(self.request)
        return given or other_editor_of(self.page)

    def get(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Redirect to the editor, since the report is not kept."""
        return redirect(self.editor_url)

    def post(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        """Import the file and show the report, or say why it cannot be read."""
        try:
            if not self.translation.enabled:
                raise FileRefused(
                    _("The translation of this page has been stopped. Nothing was imported.")
                )
            po = read_file(request.FILES.get("file"), self.translation)
        except FileRefused as refused:
            messages.error(request, str(refused))
            return redirect(self.editor_url)
        report = import_po(self.translation, po, request.user)
        return self.render_to_response(
            self.get_context_data(
                report=report,
                translation=self.translation,
                source_language=self.translation.source.locale,
                language=self.translation.target_locale,
                editor_url=self.editor_url,
            )
        )


class DownloadScreen(TranslationScreen):
    """The texts of a translation as a PO file, or with `format=xliff` as XLIFF."""

    def get(self, request: HttpRequest, translation_id: int) -> HttpResponse:
        title = slugify(self.translation.source.object_repr)
        name = f"{title}-{self.translation.target_locale.language_code}"
        content: str | bytes
        if request.GET.get("format") == "xliff":
            content, kind, name = export_xliff(self.translation), TYPE, f"{name}.xlf"
        else:
            content, kind = str(export_po(self.translation)), "text/x-gettext-translation"
            name = f"{name}.po"
        return HttpResponse(
            content,
            content_type=kind,
            headers={"Content-Disposition": f"attachment; filename={name}"},
        )
