"""Keep the status of translations up to date."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from wagtail_localize.models import StringTranslation, Translation

from ..tables import TranslationStatus
from .checking import check_translation
from .doubts import Doubt, TranslatedString, strings_of


def review(translation: Translation) -> TranslationStatus:
    """Compare all strings of the translation with their sources, and count them."""
    check_translation(translation.source, translation.target_locale)
    return recount(translation)


def recount(translation: Translation) -> TranslationStatus:
    """Count the translation's strings and store the result."""
    strings = strings_of(translation)
    last = max(
        (string.row for string in strings if string.row and _is_a_persons(string)),
        key=lambda row: row.updated_at,
        default=None,
    )
    status, _created = TranslationStatus.objects.update_or_create(
        translation=translation,
        defaults={
            "total": len(strings),
            "translated": sum(_is_usable(string) for string in strings),
            "stale": _count(strings, Doubt.STALE),
            "machine": _count(strings, Doubt.MACHINE),
            "memory": _count(strings, Doubt.MEMORY),
            "faulty": _count(strings, Doubt.FAULTY),
            "doubtful": sum(string.is_doubtful for string in strings),
            "last_translated_by_id": last.last_translated_by_id if last else None,
            "last_translated_at": last.updated_at if last else None,
        },
    )
    return status


def recount_later(object_id: UUID, locale_id: int) -> None:
    """Count a page's strings in a language after the current transaction, once."""
    later = partial(_recount, object_id, locale_id)
    for waiting in (entry[1] for entry in connection.run_on_commit):
        if isinstance(waiting, partial) and (waiting.func, waiting.args) == (_recount, later.args):
            return
    transaction.on_commit(later)


def _recount(object_id: UUID, locale_id: int) -> None:
    for translation in Translation.objects.filter(
        source__object_id=object_id, target_locale_id=locale_id
    ).select_related("source"):
        recount(translation)


def _count(strings: list[TranslatedString], doubt: Doubt) -> int:
    return sum(doubt in string.doubts for string in strings)


def _is_usable(string: TranslatedString) -> bool:
    return string.row is not None and not string.row.has_error


def _is_a_persons(string: TranslatedString) -> Any:
    row = string.row
    return (
        row is not None
        and row.last_translated_by_id
        and row.translation_type == StringTranslation.TRANSLATION_TYPE_MANUAL
        and not {Doubt.STALE, Doubt.MEMORY} & set(string.doubts)
    )
