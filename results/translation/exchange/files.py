"""Read an uploaded file of a translation, of either kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .exporting import OF_TRANSLATION
from .reading import FileRefused, parse
from .xliff import is_xliff, parse_xliff

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from wagtail_localize.models import Translation

# As much as Django keeps in memory: no file is written anywhere.
MOST_BYTES = 2 * 1024 * 1024


def read_file(file: UploadedFile[Any] | None, translation: Translation) -> Any:
    """Return the entries of an uploaded file of this translation, PO or XLIFF, as a `polib.POFile`.

    Raises FileRefused. Nothing is written anywhere.
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
            _("The file does not say which page it is of. Download it here, and keep its header.")
        )
    if belongs_to != str(translation.uuid):
        raise FileRefused(_("The file is of another page or another language."))
    return po
