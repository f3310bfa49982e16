"""Decisions about doubtful strings, and their undo."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from ...characters import cleaned
from ...publishing.people import pages_of
from ..tables import WRITTEN, TextState, state_of, written
from .doubts import TranslatedString, is_of_system, one_line_end, readable, store
from .usable import longest_at, why_refused


@transaction.atomic
def decide(
    translation: Translation,
    string: TranslatedString,
    text: str,
    seen: str,
    user: Any,
    *,
    longest: int | None = None,
) -> list[TextState]:
    """Save `text` as the translation of the string, or confirm the current one.

    Both clear all doubts except faults of the text itself. `seen` is the translation that the user
    saw, `longest` how many characters fit. The same is decided in the other places of the same source
    text, see `_places_alike`. Return the states of all, that of the string first; they have one `act`.
    Raises ValidationError, with a message for the field, if the text cannot be used or has been changed by
    somebody else meanwhile.
    """
    place = {
        "translation_of_id": string.segment.string_id,
        "context_id": string.segment.context_id,
        "locale_id": translation.target_locale_id,
    }
    rows = StringTranslation.objects.select_for_update(of=("self",)).select_related("state")
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


def _decided(rows: Sequence[StringTranslation], text: str | None, user: Any) -> list[TextState]:
    """Decide on the text of these rows, None for each as it is."""
    act, at = uuid4().hex, timezone.now().isoformat()
    decided, states = [], []
    for row in rows:
        state, is_new = state_of(row), row.pk is None
        is_same = text is None or (not is_new and readable(row.data) == readable(text))
        data = row.data if text is None or is_same else text
        kind = TextState.Kind.CONFIRMED if is_same else TextState.Kind.SAVED
        before = {} if is_new else {name: getattr(row, name) for name in WRITTEN} | _marks(state)
        decision = {
            "act": act,
            "kind": kind,
            "by": user.pk,
            "at": at,
            "text": data,
            "before": before,
        }
        state.act, state.history = act, [*state.history, decision]
        if is_same:
            state.confirmed = data
        states.append(state.settle())
        place = row.translation_of_id, row.context_id, row.locale_id
        decided.append(written(*place, data, user))
    return store(decided, states)


def _marks(state: TextState) -> dict[str, Any]:
    return {
        "previous_source_id": state.previous_source_id,
        "since": state.since and state.since.isoformat(),
        "from_memory": state.from_memory,
        "confirmed": state.confirmed,
        "act": state.act,
    }


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
        .select_related("state")
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
    for key, place in places.items():
        other, source = known.get(key), place.source
        is_here = source.pk == translation.source_id
        if not is_here and source.object_id not in allowed:
            continue
        if other is not None and (
            row is None or other.data != row.data or not (is_here or is_of_system(other))
        ):
            continue
        if not why_refused(segment.string.data, text, longest_at(source, place.context.path)):
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
def undo(translation: Translation, act: str) -> list[str]:
    """Restore the text of the translation to what it was before the decision, with its doubts.

    Those that were decided on with it are restored, too, where they have not changed since. Return
    the texts that stand nowhere any more. Raises ValidationError if the decision has been undone
    already, or if the text has changed since.
    """
    present = StringSegment.objects.filter(
        context=OuterRef("translation__context"), string=OuterRef("translation__translation_of")
    )
    states = TextState.objects.select_for_update(of=("self", "translation")).filter(
        Exists(present), act=act or None, translation__locale=translation.target_locale_id
    )
    found = [
        state
        for state in states.select_related("translation__context")
        if state.translation.data == state.decision["text"]
    ]
    here = translation.source.object_id
    if here not in {state.translation.context.object_id for state in found}:
        raise ValidationError(_("The text has changed since; this cannot be undone any more."))
    emptied = []
    for state in found:
        row, before = state.translation, state.decision["before"]
        if not before:
            emptied.append(row.data)
            row.delete()
            continue
        state.decision["undone"] = True
        for name in WRITTEN:
            setattr(row, name, before[name])
        if not get_user_model()._default_manager.filter(pk=row.last_translated_by_id).exists():
            row.last_translated_by_id = None
        row.save()
        earlier = String.objects.filter(pk=before["previous_source_id"]).first()
        state.since = before["since"] and datetime.fromisoformat(before["since"])
        state.previous_source, state.from_memory = earlier, before["from_memory"]
        state.confirmed, state.act = before["confirmed"], before["act"]
        state.save(
            update_fields=["since", "previous_source", "from_memory", "confirmed", "act", "history"]
        )
    return emptied
