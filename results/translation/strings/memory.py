"""The translation memory: what is translated elsewhere on the site is filled in and offered."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from ...number_check import quantities
from ...publishing import people
from ...record.versions import LanguageVersion
from ..tables import TextState, string_translations, written
from .doubts import TranslatedString, readable
from .usable import fitted, is_valid

# Below this a text is another one.
LEAST = 0.6
MOST_SUGGESTIONS = 4
# So many texts of about the same length are compared.
_COMPARED = 2000
# Texts of more letters are compared by words: letter by letter it would take seconds.
_LONG = 300
_DIGIT = re.compile(r"\d")


def fill_from_memory(translation: Translation) -> None:
    """Fill missing translations with those of the same text elsewhere.

    Only exactly the same text in the same pair of languages counts. A person's translation is
    preferred to a machine's, then the latest one. What was filled in is marked until a translator
    saves it; but where a person has decided on a text without any number, it is taken over as
    confirmed.
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
    new, states = {}, {}
    for segment in missing:
        row = known.get(segment.string_id)
        if row is None:
            continue
        data = fitted(segment.string.data, row.data)
        if is_valid(segment.string.data, data):
            place = segment.context_id, segment.string_id
            kind, by = row.translation_type, row.last_translated_by
            key = segment.string_id, segment.context_id, locale.pk
            new[place] = written(*key, data, by, translation_type=kind)
            states[place] = TextState(from_memory=True)
            if data == row.data and row.is_persons and not _has_number(row, translation):
                _take_over(states[place], data)
    if new:
        StringTranslation.objects.bulk_create(new.values(), ignore_conflicts=True)
        for row in string_translations(translation).filter(state=None):
            if state := states.get((row.context_id, row.translation_of_id)):
                state.translation = row
        TextState.objects.bulk_create(each for each in states.values() if each.translation_id)


def _take_over(state: TextState, text: str) -> None:
    kind, at = TextState.Kind.CONFIRMED, timezone.now().isoformat()
    state.confirmed = text
    state.history = [{"act": "", "kind": kind, "by": None, "at": at, "text": text, "before": {}}]


def _has_number(row: Any, translation: Translation) -> bool:
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    texts = row.translation_of.data, row.data
    return any(
        _DIGIT.search(text) or any(not each.is_weak for each in quantities(text, language))
        for text, language in zip(texts, languages, strict=True)
    )


def _known_translations(string_ids: set[int], locale: Any, *, public_only: bool) -> dict[int, Any]:
    """Return the translation that the memory offers for each string, if it has one.

    With `public_only`, only those that are on a public page already: what a translator has not
    published anywhere must not become public elsewhere.
    """
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    rows = (
        StringTranslation.objects.filter(
            translation_of_id__in=string_ids, locale=locale, has_error=False
        )
        .exclude(state__since__isnull=False)
        .select_related("context", "translation_of", "last_translated_by")
        .annotate(
            is_persons=Q(translation_type=manual)
            & (~Q(state__from_memory=True) | Q(state__confirmed=F("data")))
        )
    )
    if public_only:
        rows = rows.filter(Exists(_published(locale)))
    kept = sorted(rows, key=lambda row: (row.translation_type == manual, row.updated_at))
    return {row.translation_of_id: row for row in kept}


def _published(locale: Any) -> Any:
    """Return the versions in which a translation had been saved when they were last published."""
    return LanguageVersion.objects.filter(
        page__locale=locale,
        page__translation_key=OuterRef("context__object_id"),
        published_at__gte=OuterRef("updated_at"),
    )


def visible_rows(translation: Translation, user: Any) -> Any:
    """Return the translations of pages that are public or the user's, the latest first.

    Of pages that the user may not edit only what had been saved when they were last published.
    """
    own = people.pages_of(user, ["change"]).filter(locale=translation.target_locale)
    seen = people.visible_pages(user, ["change"]).values("pk")
    published = _published(translation.target_locale).filter(page__in=seen)
    return (
        StringTranslation.objects.filter(
            Q(context__object_id__in=own.values("translation_key")) | Exists(published),
            locale=translation.target_locale,
            translation_of__locale=translation.source.locale,
            has_error=False,
        )
        .exclude(state__since__isnull=False)
        .order_by("-updated_at")
    )


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that could be the translation, and where it comes from; `source` is what it translates."""

    text: str
    origin: str
    source: str = ""


def suggestions(translation: Translation, string: TranslatedString, user: Any) -> list[Suggestion]:
    """Return translations of similar texts of public pages and of the user's, the most similar first."""
    return [
        Suggestion(readable(fitted(string.source, text)), f"{ratio:.0%}", readable(source))
        for ratio, source, text in _similar(translation, string, user)
    ]


def made_by_machine(translation: Translation, string: TranslatedString) -> list[Suggestion]:
    """Return the translation of the site's machine translator, if it has one; raises what that raises."""
    if (translator := get_machine_translator()) is None:
        return []
    value = StringValue(string.source)
    locales = translation.source.locale, translation.target_locale
    made = translator.translate(*locales, [value])[value]
    return [Suggestion(readable(made.data), _("Machine"))]


def _similar(
    translation: Translation, string: TranslatedString, user: Any
) -> list[tuple[float, str, str]]:
    length = len(string.source)
    rows = (
        visible_rows(translation, user)
        .exclude(pk=string.row.pk if string.row else None)
        .values_list("translation_of__data", "data")
    )
    best: dict[str, tuple[float, str, str]] = {}
    parts: Callable[[str], list[str]] = str.split if length > _LONG else list
    matcher = SequenceMatcher(None, b=parts(string.source), autojunk=False)
    for source, text in rows[:_COMPARED].iterator():
        # More apart in length they cannot be as similar.
        if text in best or not LEAST * length <= (2 - LEAST) * len(source) <= 4 * length:
            continue
        matcher.set_seq1(parts(source))
        if matcher.quick_ratio() >= LEAST and (ratio := matcher.ratio()) >= LEAST:
            best[text] = (ratio, source, text)
    return sorted(best.values(), reverse=True)[:MOST_SUGGESTIONS]
