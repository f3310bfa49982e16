"""The published state of a translation: how its public texts relate to their source."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from ..tables import PublishedTranslation
from ..targets import string_translations
from .refreshing import texts_of, texts_on
from .stored_translations import StoredTranslations, same_words

if TYPE_CHECKING:
    from wagtail_localize.segments import StringSegmentValue

    from .refreshing import Text


@dataclass(slots=True)
class PublishedState:
    """How the public texts of a page relate to their source, by path.

    `older` says since when (ISO 8601) a text belongs to an earlier source, by the pk of the current
    source string; `untranslated` and `machine` hold the texts themselves.
    """

    older: dict[str, dict[str, str]] = field(default_factory=dict)
    untranslated: dict[str, list[str]] = field(default_factory=dict)
    machine: dict[str, list[str]] = field(default_factory=dict)


def published_state_of(translation: Translation, page: Any) -> PublishedState:
    """Return the state of a page's texts, however it came to have them."""
    state = PublishedState()
    stored = StoredTranslations(stored_rows(translation))
    own = texts_on(page)
    for path, texts in texts_of(translation.source).items():
        words = stored.counterparts(path, texts, own.get(path, []))
        for text, mine in zip(texts, words, strict=True):
            if mine is not None:
                _judge(state, stored, path, text, mine)
    return state


def stored_rows(translation: Translation) -> dict[tuple[str, int], StringTranslation]:
    """Return the translations of a page's strings, by path and pk of the string."""
    rows = string_translations(translation).select_related("context", "stale")
    return {(row.context.path, row.translation_of_id): row for row in rows}


def _judge(
    state: PublishedState,
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


def recorded_state(source: TranslationSource, locale: Any) -> PublishedState:
    """Return the state recorded at the last publication, an empty one if there is none."""
    state = PublishedTranslation.objects.filter(
        translation__source=source, translation__target_locale=locale
    ).first()
    return (
        PublishedState(state.older, state.untranslated, state.machine)
        if state
        else PublishedState()
    )


def record_state(
    translation: Translation, state: PublishedState, published_at: datetime | None = None
) -> None:
    """Record the published state; `published_at` is when the page was made of its strings, if it was."""
    PublishedTranslation.objects.update_or_create(
        translation=translation,
        defaults={
            "older": state.older,
            "untranslated": state.untranslated,
            "machine": state.machine,
            **({"published_at": published_at} if published_at else {}),
        },
    )
