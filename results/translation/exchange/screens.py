"""The download of a file of a translation, its upload, and the report of that."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _

from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation

from ..admin.screen import TranslationScreen, other_editor_of
from .importing import import_po
from .po import OF_TRANSLATION, FileRefused, export_po, parse
from .xliff import TYPE, export_xliff, is_xliff, parse_xliff

# The texts of the longest page that there may be take less.
MOST_BYTES = 8 * 1024 * 1024


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
            po = read_file(request.FILES.get("file"), self.translation)
        except FileRefused as refused:
            messages.error(request, str(refused))
            return redirect(self.editor_url)
        report = import_po(self.translation, po, request.user)
        return self.render_to_response(
            self.get_context_data(report=report, editor_url=self.editor_url)
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


def read_file(file: UploadedFile[Any] | None, translation: Translation) -> Any:
    """Return the entries of an uploaded file of this translation, PO or XLIFF, as a `polib.POFile`.

    Raises FileRefused.
    """
    if file is None:
        raise FileRefused(_("Choose a PO or XLIFF file."))
    if (file.size or 0) > MOST_BYTES:
        raise FileRefused(
            _("The file is larger than %(number)d MB.") % {"number": MOST_BYTES // 1024**2}
        )
    content = file.read()
    po = parse_xliff(content) if is_xliff(content) else parse(content)
    belongs_to = po.metadata.get(OF_TRANSLATION)
    if not belongs_to:
        raise FileRefused(
            _("The file does not name its page. Download it here, and keep its header.")
        )
    if belongs_to != str(translation.uuid):
        raise FileRefused(_("The file belongs to another page or another language."))
    return po
