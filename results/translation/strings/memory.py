"""The translation memory: reuse translations of the same text from anywhere on the site."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ...record.language_version import LanguageVersion
from .doubts import EARLIER_SOURCE, MEMORY
from .usable import fitted, is_valid


def fill_from_memory(translation: Translation) -> int:
    """Fill missing translations with those of the same text elsewhere; return how many.

    Only exactly the same text in the same pair of languages counts. A person's translation is
    preferred to a machine's, then the latest one. What was filled in is marked until a translator
    saves it.
    """
    locale = translation.target_locale
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    translated = segments.annotate_translation(locale, include_errors=True)
    missing = list(translated.filter(translation=None).select_related("string"))
    is_public = Page.objects.filter(
        translation_key=translation.source.object_id, locale=locale, live=True
    ).exists()
    known = _known_translations(
        {segment.string_id for segment in missing}, locale, public_only=is_public
    )
    new = {}
    for segment in missing:
        row = known.get(segment.string_id)
        if row is None:
            continue
        data = fitted(segment.string.data, row.data)
        if is_valid(segment.string.data, data):
            new[segment.context_id, segment.string_id] = StringTranslation(
                translation_of_id=segment.string_id,
                locale=locale,
                context_id=segment.context_id,
                data=data,
                translation_type=row.translation_type,
                tool_name=MEMORY,
                last_translated_by_id=row.last_translated_by_id,
            )
    StringTranslation.objects.bulk_create(new.values(), ignore_conflicts=True)
    return len(new)


def _known_translations(
    string_ids: set[int], locale: Any, *, public_only: bool
) -> dict[int, StringTranslation]:
    """Return the translation that the memory offers for each string, if it has one.

    With `public_only`, only those that are on a public page already: what a translator has not
    published anywhere must not become public elsewhere.
    """
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    rows = (
        StringTranslation.objects.filter(
            translation_of_id__in=string_ids, locale=locale, has_error=False
        )
        .exclude(tool_name=EARLIER_SOURCE)
        .select_related("context")
    )
    published = dict(
        LanguageVersion.objects.filter(page__locale=locale, published_at__isnull=False).values_list(
            "page__translation_key", "published_at"
        )
        if public_only
        else ()
    )
    best: dict[int, StringTranslation] = {}
    for row in sorted(rows, key=lambda row: (row.translation_type == manual, row.updated_at)):
        since = published.get(row.context.object_id) if row.context else None
        if not public_only or (since is not None and row.updated_at <= since):
            best[row.translation_of_id] = row
    return best
