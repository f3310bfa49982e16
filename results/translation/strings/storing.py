"""Write translations, with all that follows from it, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F

from wagtail.models import Page
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from ..tables import StaleString
from .checking import check_rows

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


def store(rows: Sequence[StringTranslation]) -> list[StringTranslation]:
    """Create or update these rows of one language, and return them as they are stored.

    They must be valid and have no pk. What the handlers in `signals` do for each saved row is done
    here for all of them.
    """
    if not rows:
        return []
    StringTranslation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=_UNIQUE, update_fields=_WRITTEN
    )
    written = {(row.translation_of_id, row.context_id) for row in rows}
    strings, contexts = zip(*written, strict=True)
    found = StringTranslation.objects.filter(
        locale=rows[0].locale_id, translation_of__in=set(strings), context__in=set(contexts)
    ).select_related("context", "locale", "translation_of__locale")
    stored = [row for row in found if (row.translation_of_id, row.context_id) in written]
    StaleString.objects.filter(translation__in=stored).delete()
    for row in stored:
        show_draft_title(row)
    check_rows(stored)
    return stored


def show_draft_title(instance: Any, **_kwargs: Any) -> None:
    """Show a translated title in page lists, as plain text and cut to what fits.

    It replaces wagtail-localize's own handler, which fails on PostgreSQL for more than 255
    characters.
    """
    context = instance.context
    if context is None or context.path != "title":
        return
    text = StringValue(instance.data).render_text()
    limit = Page._meta.get_field("draft_title").max_length
    Page.objects.filter(translation_key=context.object_id, locale_id=instance.locale_id).update(
        draft_title=text[:limit] or F("title")
    )
