"""Decisions about doubtful strings, and their undo."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from ...characters import cleaned
from ..tables import StaleString, StringDecision
from .usable import one_line_end, readable, why_refused

if TYPE_CHECKING:
    from .doubts import TranslatedString

KEPT = (
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by_id",
    "has_error",
    "field_error",
)


@transaction.atomic
def decide(
    translation: Translation,
    string: TranslatedString,
    text: str,
    seen: str,
    user: Any,
    *,
    longest: int | None = None,
) -> StringDecision:
    """Save `text` as the translation of the string, or confirm the current one.

    Both clear all doubts except faults of the text itself. `seen` is the translation that the user
    saw, `longest` how many characters fit. Raises ValidationError, with a message for the field, if
    the text cannot be used or has been changed by somebody else meanwhile.
    """
    place = {
        "translation_of_id": string.segment.string_id,
        "context_id": string.segment.context_id,
        "locale_id": translation.target_locale_id,
    }
    row = StringTranslation.objects.select_for_update().filter(**place).first()
    current = readable(row.data if row else "")
    if current != readable(seen):
        raise ValidationError(
            _("Somebody has changed this translation meanwhile to: “%(text)s”.")
            % {"text": current},
            code="changed",
        )
    text = cleaned(one_line_end(text)).strip()
    if not text:
        raise ValidationError(_("Write a translation."), code="required")
    if why := why_refused(string.source, text, longest):
        raise ValidationError(why, code="invalid")
    before = _snapshot(row)
    is_same = row is not None and current == readable(text)
    row = row or StringTranslation(**place)
    if not is_same:
        row.data = text
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    row.tool_name = ""
    row.last_translated_by = user
    row.has_error, row.field_error = False, ""
    row.save()
    return StringDecision.objects.create(
        translation=row,
        kind=StringDecision.Kind.CONFIRMED if is_same else StringDecision.Kind.SAVED,
        before=before,
        text=row.data,
        made_by=user,
    )


@transaction.atomic
def undo(decision: StringDecision) -> None:
    """Restore the translation to what it was before the decision, with its doubts.

    Raises ValidationError if it has been undone already, or if the text has changed since.
    """
    decision = StringDecision.objects.select_for_update().get(pk=decision.pk)
    row = StringTranslation.objects.select_for_update().get(pk=decision.translation_id)
    later = StringDecision.objects.filter(translation=row, pk__gt=decision.pk, undone_at=None)
    is_gone = not StringSegment.objects.filter(
        context=row.context_id, string=row.translation_of_id
    ).exists()
    if decision.undone_at or is_gone or later.exists() or row.data != decision.text:
        raise ValidationError(_("The text has changed since; this cannot be undone any more."))
    before = decision.before
    if not before:
        row.delete()
        return
    for name in KEPT:
        setattr(row, name, before[name])
    if not get_user_model()._default_manager.filter(pk=row.last_translated_by_id).exists():
        row.last_translated_by_id = None
    row.save()
    stale = before["stale"]
    if stale and String.objects.filter(pk=stale["previous_source"]).exists():
        StaleString.objects.update_or_create(
            translation=row,
            defaults={
                "previous_source_id": stale["previous_source"],
                "since": datetime.fromisoformat(stale["since"]),
            },
        )
    decision.undone_at = timezone.now()
    decision.save(update_fields=["undone_at"])


def decisions_of(translation: Translation) -> Any:
    """Return all decisions about the texts of a translation, the newest first."""
    return StringDecision.objects.filter(
        translation__locale_id=translation.target_locale_id,
        translation__context__object_id=translation.source.object_id,
    ).order_by("-pk")


def history_of(translation: Translation) -> dict[int, list[StringDecision]]:
    """Return the decisions about each text of a translation, by its row, the newest first; one query."""
    found: dict[int, list[StringDecision]] = {}
    for decision in decisions_of(translation).select_related("made_by"):
        found.setdefault(decision.translation_id, []).append(decision)
    return found


def latest_decisions(translation: Translation, limit: int = 5) -> list[StringDecision]:
    """Return the latest decisions about this translation that can be undone, newest first."""
    found = (
        decisions_of(translation)
        .filter(undone_at=None)
        .select_related("translation__translation_of", "made_by")
    )
    return [decision for decision in found[:limit] if decision.text == decision.translation.data]


def _snapshot(row: StringTranslation | None) -> dict[str, Any]:
    if row is None:
        return {}
    found = StaleString.objects.filter(translation=row).first()
    stale = found and {
        "previous_source": found.previous_source_id,
        "since": found.since.isoformat(),
    }
    return {**{name: getattr(row, name) for name in KEPT}, "stale": stale}
