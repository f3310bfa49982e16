"""Adopt what was written by hand while a translation was stopped.

A restarted translation makes the page of its strings again. Without this, the next publication
would lose what was written in the page editor meanwhile.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from wagtail_localize.models import StringTranslation, Translation, TranslationContext

from ..strings.marks import EARLIER_SOURCE, is_valid
from .refreshing import Text, texts_of, texts_on
from .stored_translations import StoredTranslations, same_words


def adopt(translation: Translation) -> int:
    """Store the page's own texts as translations of its strings; return how many changed.

    Texts in the source language are left out. A translation that is marked as older than its source
    stays marked.
    """
    try:
        page: Any = translation.get_target_instance()
    except ObjectDoesNotExist:
        return 0
    own = texts_on(page.get_latest_revision_as_object())
    contexts = {
        context.path: context.pk
        for context in TranslationContext.objects.filter(object_id=translation.source.object_id)
    }
    stored = StoredTranslations.of(translation)
    adopted = 0
    for path, texts in texts_of(translation.source).items():
        words = stored.counterparts(path, texts, own.get(path, []))
        for text, mine in zip(texts, words, strict=True):
            if mine is not None:
                row = stored.rows.get((path, text.string_id))
                adopted += _adopt(translation, contexts[path], row, text, mine.string.data)
    return adopted


def _adopt(
    translation: Translation, context: int, row: StringTranslation | None, text: Text, words: str
) -> bool:
    if same_words(words, row.data if row else text.data) or not is_valid(text.data, words):
        return False
    if row is None:
        row = StringTranslation(
            translation_of_id=text.string_id,
            locale_id=translation.target_locale_id,
            context_id=context,
        )
    row.data = words
    row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
    if row.tool_name != EARLIER_SOURCE:
        row.tool_name = ""
    row.has_error, row.field_error = False, ""
    row.save()
    return True
