"""Replace wagtail-localize's PO export and import for our page types."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_localize.models import POImportWarning, StringTranslation, Translation

from ..saving import is_ours
from ..targets import string_translations
from .exporting import export_po
from .header import OF_TRANSLATION
from .importing import Maker, import_po

if TYPE_CHECKING:
    from polib import POFile


class OfAnotherTranslation(POImportWarning):
    """The file belongs to another translation; nothing was imported."""

    def __str__(self) -> str:
        return _("The file is of another page or another language.")


def install() -> None:
    """Replace `Translation.export_po` and `Translation.import_po`."""
    stock_export, stock_import = Translation.export_po, Translation.import_po

    @wraps(stock_export)
    def export(self: Any) -> POFile:
        return export_po(self) if is_ours(self.source) else stock_export(self)

    @wraps(stock_import)
    def import_(
        self: Any,
        po: Any,
        delete: bool = False,
        user: Any = None,
        translation_type: str = "manual",
        tool_name: str = "",
    ) -> list[POImportWarning]:
        if not is_ours(self.source):
            warnings: list[POImportWarning] = stock_import(
                self, po, delete, user, translation_type, tool_name
            )
            return warnings
        if po.metadata.get(OF_TRANSLATION, str(self.uuid)) != str(self.uuid):
            return [OfAnotherTranslation()]
        with transaction.atomic():
            report = import_po(self, po, Maker(user, translation_type, tool_name))
            if delete:
                _delete_others(self, po)
        return list(report.not_taken)

    Translation.export_po = export
    Translation.import_po = import_


def _delete_others(translation: Translation, po: Any) -> None:
    mentioned = {(entry.msgctxt, entry.msgid) for entry in po if entry.msgstr}
    others = [
        row.pk
        for row in string_translations(translation).select_related("context", "translation_of")
        if (row.context.path, row.translation_of.data) not in mentioned
    ]
    StringTranslation.objects.filter(pk__in=others).delete()
