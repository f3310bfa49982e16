"""Decisions about doubtful strings, and their undo."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from ...characters import cleaned
from ...publishing.people import pages_of
from ..tables import StaleString, StringDecision
from .doubts import is_of_system
from .storing import store
from .usable import longest_at, one_line_end, readable, why_refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    saw, `longest` how many characters fit. The same is decided in the other places of the same source
    text, see `_places_alike`; those decisions are `together` with the one that is returned. Raises
    ValidationError, with a message for the field, if the text cannot be used or has been changed by
    somebody else meanwhile.
    """
    place = {
        "translation_of_id": string.segment.string_id,
        "context_id": string.segment.context_id,
        "locale_id": translation.target_locale_id,
    }
    rows = StringTranslation.objects.select_for_update(of=("self",)).select_related("stale")
    row = rows.filter(**place).first()
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
    alike = _places_alike(translation, string.segment, row, text, user)
    return _decided([row or StringTranslation(**place), *alike], text, user)


def _decided(rows: Sequence[StringTranslation], text: str | None, user: Any) -> StringDecision:
    """Decide on the text of these rows, None for each as it is; the others are `together` with the first."""
    earlier = [_snapshot(row) for row in rows]
    written = []
    for row, before in zip(rows, earlier, strict=True):
        is_same = text is None or (bool(before) and readable(row.data) == readable(text))
        written.append(
            StringTranslation(
                translation_of_id=row.translation_of_id,
                context_id=row.context_id,
                locale_id=row.locale_id,
                data=row.data if is_same else text,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by=user,
            )
        )
    stored = {(row.context_id, row.translation_of_id): row for row in store(written)}
    first, *others = (
        StringDecision(
            translation=stored[new.context_id, new.translation_of_id],
            kind=StringDecision.Kind.CONFIRMED
            if before and new.data == row.data
            else StringDecision.Kind.SAVED,
            before=before,
            text=new.data,
            made_by=user,
        )
        for row, before, new in zip(rows, earlier, written, strict=True)
    )
    first.save()
    for other in others:
        other.together = first
    StringDecision.objects.bulk_create(others)
    return first


def _places_alike(
    translation: Translation,
    segment: StringSegment,
    row: StringTranslation | None,
    text: str,
    user: Any,
) -> Iterator[StringTranslation]:
    """Yield the rows, new ones among them, of the other places in which the same is decided.

    They have the same source text, and no translation or the same one as this place had. On other
    pages, which the user must be allowed to edit, one that a person has decided on stays as it is.
    """
    segments = StringSegment.objects.filter(
        string=segment.string_id,
        source__translations__target_locale=translation.target_locale_id,
        source__translations__enabled=True,
    ).exclude(context=segment.context_id)
    places = {each.context_id: each for each in segments.select_related("source", "context")}
    if not places:
        return
    rows = (
        StringTranslation.objects.select_for_update(of=("self",))
        .select_related("stale")
        .filter(
            translation_of=segment.string_id,
            locale=translation.target_locale_id,
            context__in=places,
        )
    )
    known = {each.context_id: each for each in rows}
    mine = pages_of(user, ["change"]).filter(locale=translation.target_locale_id)
    keys = {each.source.object_id for each in places.values()} - {translation.source.object_id}
    allowed = {*mine.filter(translation_key__in=keys).values_list("translation_key", flat=True)}
    originals: dict[int, Any] = {}
    for key, place in places.items():
        other, source = known.get(key), place.source
        is_here = source.pk == translation.source_id
        if not is_here and source.object_id not in allowed:
            continue
        if other is not None and (
            row is None or other.data != row.data or not (is_here or is_of_system(other))
        ):
            continue
        if source.pk not in originals:
            originals[source.pk] = source.as_instance()
        if not why_refused(
            segment.string.data, text, longest_at(originals[source.pk], place.context.path)
        ):
            yield other or StringTranslation(
                translation_of_id=segment.string_id,
                context_id=key,
                locale_id=translation.target_locale_id,
            )


@transaction.atomic
def confirm_all(strings: Iterable[TranslatedString], user: Any) -> int:
    """Confirm the texts as they are, to be undone together, and return how many those are."""
    rows = [string.row for string in strings if string.row is not None]
    if rows:
        _decided(rows, None, user)
    return len(rows)


@transaction.atomic
def undo(decision: StringDecision) -> None:
    """Restore the translation to what it was before the decision, with its doubts.

    Those that were made together with it are undone, too, where the text has not changed since.
    Raises ValidationError if it has been undone already, or if the text has changed since.
    """
    decision = StringDecision.objects.select_for_update().get(pk=decision.pk)
    others = list(decision.others.filter(undone_at=None))
    _undo(decision)
    for other in others:
        with suppress(ValidationError):
            _undo(other)


def _undo(decision: StringDecision) -> None:
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


def history_of(translation: Translation) -> list[StringDecision]:
    """Return those decisions with who made them and the texts as they are now; one query.

    Each has `number`: with how many others in all it was made, and can be undone.
    """
    number = Count("others", filter=Q(others__undone_at=None))
    return list(
        decisions_of(translation).select_related("made_by", "translation").annotate(number=number)
    )


def latest_of(history: list[StringDecision], limit: int = 5) -> list[StringDecision]:
    """Return the latest decisions that can be undone, one for all that were made together."""
    found = [
        each for each in history if not each.undone_at and each.made_by and not each.together_id
    ]
    return [each for each in found[:limit] if each.text == each.translation.data]


def _snapshot(row: StringTranslation) -> dict[str, Any]:
    if row.pk is None:
        return {}
    found: StaleString | None = getattr(row, "stale", None)
    stale = found and {
        "previous_source": found.previous_source_id,
        "since": found.since.isoformat(),
    }
    return {**{name: getattr(row, name) for name in KEPT}, "stale": stale}
