"""The published state of a translation: how its public texts relate to their source."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail_localize.models import StringTranslation, Translation

from ..tables import PublishedTranslation
from .refreshing import texts_of, texts_on
from .stored_translations import StoredTranslations, same_words

if TYPE_CHECKING:
    from wagtail_localize.segments import StringSegmentValue

    from .refreshing import Text


# What a state says, by the paths of the texts; see `PublishedTranslation`.
FIELDS = ("older", "untranslated", "machine")


def published_state_of(translation: Translation, page: Any) -> PublishedTranslation:
    """Return the unsaved state of a page's texts, however it came to have them."""
    state = PublishedTranslation()
    stored = StoredTranslations.of(translation)
    own = texts_on(page)
    for path, texts in texts_of(translation.source).items():
        words = stored.counterparts(path, texts, own.get(path, []))
        for text, mine in zip(texts, words, strict=True):
            if mine is not None:
                _judge(state, stored, path, text, mine)
    return state


def _judge(
    state: PublishedTranslation,
    stored: StoredTranslations,
    path: str,
    text: Text,
    mine: StringSegmentValue,
) -> None:
    row = stored.rows.get((path, text.string_id))
    words = mine.string.data
    if row is None or not same_words(row.data, words):
        if same_words(text.data, words):
            state.untranslated.setdefault(path, []).append(text.data)
        return
    if since := stored.older_since(path, text, mine):
        state.older.setdefault(path, {})[str(text.string_id)] = since
    if row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
        state.machine.setdefault(path, []).append(words)


def recorded_state(translation: Translation) -> PublishedTranslation:
    """Return the state recorded at the last publication, an empty unsaved one if there is none."""
    recorded = PublishedTranslation.objects.filter(translation=translation).first()
    return recorded or PublishedTranslation()


def record_state(
    translation: Translation, state: PublishedTranslation, published_at: datetime | None = None
) -> None:
    """Record the published state; `published_at` is when the page was made of its strings, if it was."""
    PublishedTranslation.objects.update_or_create(
        translation=translation,
        defaults={
            **{name: getattr(state, name) for name in FIELDS},
            **({"published_at": published_at} if published_at else {}),
        },
    )
