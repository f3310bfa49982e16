"""The header of a PO file: which translation it is of, and when it was downloaded."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_datetime
from django.utils.translation import to_locale

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

    from polib import POFile

OF_TRANSLATION = "X-WagtailLocalize-TranslationID"
# Programs for PO files set the dates of gettext anew, to the minute; this one they leave alone.
DOWNLOADED = "X-Results-Downloaded-At"


def header_of(translation: Translation, now: datetime) -> dict[str, str]:
    """Return the header fields of a file with the texts as they are now."""
    minute = now.strftime("%Y-%m-%d %H:%M%z")
    return {
        "Project-Id-Version": " ".join(str(translation.source.object_repr).split()),
        "POT-Creation-Date": minute,
        "PO-Revision-Date": minute,
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": to_locale(translation.target_locale.language_code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        DOWNLOADED: now.isoformat(),
        OF_TRANSLATION: str(translation.uuid),
    }


def downloaded_at(po: POFile) -> datetime | None:
    """Return when the file was downloaded, None for a file that our `export_po` did not make."""
    try:
        moment = parse_datetime(po.metadata.get(DOWNLOADED, ""))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
