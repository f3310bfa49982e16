"""Keep translations of texts that have changed, and texts that were written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from wagtail.models import RevisionMixin
from wagtail_localize.models import (
    String,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
)

from ..strings.doubts import EARLIER_SOURCE
from ..strings.usable import fitted, is_valid
from ..tables import StaleString, string_translations
from .aligning import align, is_rearranged, renamed, successors
from .refreshing import Text
from .stored_translations import StoredTranslations, same_words

if TYPE_CHECKING:
    from .refreshing import Change


def carry(change: Change, locales: Iterable[Any]) -> None:
    """Carry the translations of changed texts over to their new sources, in these languages.

    An existing translation of the new text stays.
    """
    pairs = list(_changed(change))
    if not pairs:
        return
    rows = _rows(change, {path for path, *_texts in pairs}, locales)
    carried: list[StaleString] = []
    for path, before, after in pairs:
        for locale in locales:
            earlier = rows.get((locale.pk, path, before.string_id))
            known = rows.get((locale.pk, path, after.string_id))
            # One that is itself of an earlier text gives way to the last that a person has seen.
            if earlier is None or (known and known.tool_name != EARLIER_SOURCE):
                continue
            if known is not None:
                if earlier.tool_name == EARLIER_SOURCE:
                    continue
                known.delete()
            stale = _carried(earlier, before, after)
            rows[(locale.pk, path, after.string_id)] = stale.translation
            carried.append(stale)
    _store(carried)


def carry_obsolete(translation: Translation) -> None:
    """Carry over earlier translations of a page that is submitted again, by their places.

    Only for places with a single text: of several texts the right one is not known.
    """
    rows = (
        string_translations(translation)
        .select_related("stale", "translation_of")
        .order_by("updated_at")
    )
    latest = {row.context_id: row for row in rows}
    known = {(row.context_id, row.translation_of_id) for row in rows}
    places: dict[int, list[StringSegment]] = {}
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    for segment in segments.select_related("string"):
        places.setdefault(segment.context_id, []).append(segment)
    carried = [
        _carried(earlier, _text(earlier.translation_of), _text(found[0].string))
        for context, found in places.items()
        if len(found) == 1
        and (context, found[0].string_id) not in known
        and (earlier := latest.get(context)) is not None
    ]
    _store(carried)


def _text(string: String) -> Text:
    return Text(string.pk, string.data, {})


def _changed(change: Change) -> Iterable[tuple[str, Text, Text]]:
    for path, after in change.after.items():
        before = change.before.get(path, [])
        texts = [text.data for text in before], [text.data for text in after]
        if not before or texts[0] == texts[1] or is_rearranged(*texts):
            continue
        for text, index in zip(after, align(*texts), strict=True):
            if index is not None and before[index].data != text.data:
                yield path, before[index], text


def _rows(
    change: Change, paths: set[str], locales: Iterable[Any]
) -> dict[tuple[int, str, int], StringTranslation]:
    contexts = {change.contexts[path].pk: path for path in paths}
    found = StringTranslation.objects.filter(
        context_id__in=list(contexts), locale__in=[locale.pk for locale in locales]
    ).select_related("stale")
    return {(row.locale_id, contexts[row.context_id], row.translation_of_id): row for row in found}


def _store(carried: list[StaleString]) -> None:
    StringTranslation.objects.bulk_create([stale.translation for stale in carried])
    StaleString.objects.bulk_create(carried)


def _carried(earlier: StringTranslation, before: Text, after: Text) -> StaleString:
    stale = getattr(earlier, "stale", None)
    names = successors(before.attrs, after.attrs, is_same=False)
    data = fitted(after.data, renamed(earlier.data, names))
    row = StringTranslation(
        translation_of_id=after.string_id,
        locale_id=earlier.locale_id,
        context_id=earlier.context_id,
        data=data,
        translation_type=earlier.translation_type,
        tool_name=EARLIER_SOURCE,
        last_translated_by_id=earlier.last_translated_by_id,
        has_error=not is_valid(after.data, data),
    )
    return StaleString(
        translation=row,
        # A text that changed twice is still the translation of the first.
        previous_source_id=stale.previous_source_id if stale else earlier.translation_of_id,
        since=stale.since if stale else timezone.now(),
    )


def adopt(translation: Translation) -> None:
    """Store the own texts of a page or snippet as translations of its strings.

    Texts in the source language are left out. A translation that is marked as older than its source
    stays marked.
    """
    try:
        target: Any = translation.get_target_instance()
    except ObjectDoesNotExist:
        return
    if isinstance(target, RevisionMixin):
        target = target.get_latest_revision_as_object()
    contexts = TranslationContext.objects.filter(object_id=translation.source.object_id)
    keys = dict(contexts.values_list("path", "pk"))
    stored = StoredTranslations.for_translation(translation)
    for path, text, mine in stored.texts_on(translation.source, target):
        row = stored.rows.get((path, text.string_id))
        words = mine.string.data
        if same_words(words, row.data if row else text.data) or not is_valid(text.data, words):
            continue
        if row is None:
            row = StringTranslation(
                translation_of_id=text.string_id,
                locale_id=translation.target_locale_id,
                context_id=keys[path],
            )
        row.data = words
        row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
        if row.tool_name != EARLIER_SOURCE:
            row.tool_name = ""
        row.has_error, row.field_error = False, ""
        row.save()
