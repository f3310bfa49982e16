"""Store many translations at once, with everything that saving one entails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wagtail_localize.models import StringTranslation

from ..signals import show_draft_title
from ..strings.checking import check_rows
from ..strings.counting import recount_later
from ..tables import StaleString
from ..targets import string_translations

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

_UNIQUE = ("locale", "translation_of", "context")
_WRITTEN = (
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by",
    "updated_at",
    "has_error",
    "field_error",
)


def store(translation: Translation, rows: Sequence[StringTranslation]) -> None:
    """Create or update these rows in a constant number of queries.

    The rows must be valid and have no pk. What the handlers in `signals` do for each saved row is
    done here for all of them.
    """
    if not rows:
        return
    StringTranslation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=_UNIQUE, update_fields=_WRITTEN
    )
    written = {(row.translation_of_id, row.context_id) for row in rows}
    stored = [
        row
        for row in string_translations(translation).select_related(
            "context", "locale", "translation_of__locale"
        )
        if (row.translation_of_id, row.context_id) in written
    ]
    StaleString.objects.filter(translation__in=stored).delete()
    for row in stored:
        if row.context.path == "title":
            show_draft_title(row)
    check_rows(stored)
    recount_later(translation.source.object_id, translation.target_locale_id)
