"""Relate stored translations to the words on a page and to their source, and keep them when that changes."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from wagtail.models import RevisionMixin
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

from ...blocks.walking import within_item
from ...record.versions import LanguageVersion, Prose
from ...sync.comparing import by_item
from ..strings.doubts import is_of_system, store
from ..strings.usable import fitted, is_valid
from ..tables import TextState, state_of, string_translations
from .aligning import align, is_rearranged, renamed, successors
from .refreshing import Change, Text, texts_of, texts_on

_TAGS = re.compile(r"<[^>]*>")


@dataclass
class StoredTranslations:
    """Stored translations of a page by (path, string pk), and which of them may be public.

    A person's translation may be public only if it was saved before the last publication; `before`
    is the state recorded then, an unsaved one if there is none. For a draft all of them count. The
    page's own texts are `Text`s without a pk.
    """

    rows: dict[tuple[str, int], StringTranslation]
    before: LanguageVersion = field(default_factory=LanguageVersion)
    is_draft: bool = False

    @classmethod
    def for_translation(cls, translation: Translation) -> "StoredTranslations":
        """Return the stored translations of a page."""
        rows = string_translations(translation).select_related("context", "state")
        return cls({(row.context.path, row.translation_of_id): row for row in rows})

    @cached_property
    def known(self) -> Prose:
        """How the texts stood before, by what of their paths moves with their items."""
        before = self.before
        return Prose(
            *(by_item(each) for each in (before.older, before.untranslated, before.machine))
        )

    def usable(self, path: str, text: Text) -> StringTranslation | None:
        """Return the translation of exactly this text that the page may show, if there is one."""
        row = self.rows.get((path, text.string_id))
        if row is None or row.has_error or state_of(row).since:
            return None
        if self.is_draft or is_of_system(row):
            return row
        published_at = self.before.published_at
        return row if published_at is not None and row.updated_at <= published_at else None

    def source_of(self, path: str, text: Text, own: Text) -> StringTranslation | None:
        """Return the row that these words came from, unless their links were replaced."""
        row = self.rows.get((path, text.string_id))
        if row is None or row.has_error or not same_words(row.data, own.data):
            return None
        known = list(text.attrs.values())
        return row if all(value in known for value in own.attrs.values()) else None

    def is_untranslated(self, path: str, text: Text, own: Text) -> bool:
        """Return whether the page has the source's words because nobody has translated them.

        They may be those of an earlier source, which the page could not follow.
        """
        words = own.data
        is_public = self.before.pk is not None and not self.is_draft
        foreign = self.known.untranslated.get(within_item(path), [])
        if is_public and any(same_words(each, words) for each in foreign):
            return True
        row = self.rows.get((path, text.string_id))
        return same_words(text.data, words) and (
            row is None or not (is_public or same_words(row.data, words))
        )

    def older_since(self, path: str, text: Text, own: Text) -> str:
        """Return since when the page's words belong to an earlier text (ISO 8601), "" if they do not."""
        row = self.rows.get((path, text.string_id))
        since = state_of(row).since
        is_here = row is not None and since is not None and same_words(row.data, own.data)
        return since.isoformat() if since and is_here else ""

    def is_translation_of(self, path: str, earlier: Text, text: Text) -> bool:
        """Return whether a stale translation matches a restored source text."""
        row = self.rows.get((path, earlier.string_id))
        return state_of(row).previous_source_id == text.string_id

    def counterparts(self, path: str, texts: list[Text], own: list[Text]) -> list[Text | None]:
        """Return the page's words for each text of the source; both lists are equally long.

        Those whose stored translation is on the page are matched first, the others in order.
        """
        if len(own) != len(texts):
            return [None] * len(texts)
        free = list(own)
        found: list[Text | None] = [None] * len(texts)
        for index, text in enumerate(texts):
            row = self.rows.get((path, text.string_id))
            for words in (row.data if row else text.data, text.data):
                same = next((each for each in free if same_words(each.data, words)), None)
                if same is not None:
                    found[index] = same
                    free.remove(same)
                    break
        return [each if each is not None else free.pop(0) for each in found]

    def texts_on(self, source: TranslationSource, page: Any) -> Iterator[tuple[str, Text, Text]]:
        """Yield a path, a text of the source and the page's words for it, where these are known."""
        own = texts_on(page)
        for path, texts in texts_of(source).items():
            words = self.counterparts(path, texts, own.get(path, []))
            yield from (
                (path, text, mine)
                for text, mine in zip(texts, words, strict=True)
                if mine is not None
            )


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are the same apart from tags, entities and spaces."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return unescape(_TAGS.sub("", text)).split()


def prose_of(translation: Translation, page: Any) -> Prose:
    """Return how a page's texts relate to their source, however it came to have them."""
    state = Prose()
    stored = StoredTranslations.for_translation(translation)
    for path, text, mine in stored.texts_on(translation.source, page):
        row = stored.rows.get((path, text.string_id))
        words = mine.data
        if row is None or not same_words(row.data, words):
            if same_words(text.data, words):
                state.untranslated.setdefault(path, []).append(text.data)
            continue
        if since := stored.older_since(path, text, mine):
            state.older.setdefault(path, {})[str(text.string_id)] = since
        if row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            state.machine.setdefault(path, []).append(words)
    return state


def carry(change: Change, locales: Iterable[Any]) -> None:
    """Carry the translations of changed texts over to their new sources, in these languages.

    An existing translation of the new text stays.
    """
    pairs = list(_changed(change))
    if not pairs:
        return
    rows = _rows(change, {path for path, *_texts in pairs}, locales)
    carried: list[TextState] = []
    for path, before, after in pairs:
        for locale in locales:
            earlier = rows.get((locale.pk, path, before.string_id))
            known = rows.get((locale.pk, path, after.string_id))
            # One that is itself of an earlier text gives way to the last that a person has seen.
            if earlier is None or (known and not state_of(known).since):
                continue
            if known is not None:
                if state_of(earlier).since:
                    continue
                known.delete()
            state = _carried(earlier, before.attrs, after)
            rows[(locale.pk, path, after.string_id)] = state.translation
            carried.append(state)
    _store(carried)


def carry_obsolete(translation: Translation) -> None:
    """Carry over earlier translations of a page that is submitted again, by their places.

    Only for places with a single text: of several texts the right one is not known.
    """
    rows = string_translations(translation).select_related("state").order_by("updated_at")
    latest = {row.context_id: row for row in rows}
    known = {(row.context_id, row.translation_of_id) for row in rows}
    places: dict[int, list[Text]] = {}
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    for segment in segments.select_related("string"):
        text = Text(segment.string_id, segment.string.data, {})
        places.setdefault(segment.context_id, []).append(text)
    carried = [
        _carried(earlier, {}, found[0])
        for context, found in places.items()
        if len(found) == 1
        and (context, found[0].string_id) not in known
        and (earlier := latest.get(context)) is not None
    ]
    _store(carried)


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
    ).select_related("state")
    return {(row.locale_id, contexts[row.context_id], row.translation_of_id): row for row in found}


def _store(carried: list[TextState]) -> None:
    StringTranslation.objects.bulk_create([state.translation for state in carried])
    TextState.objects.bulk_create(carried)


def _carried(earlier: StringTranslation, attrs: dict[str, Any], after: Text) -> TextState:
    state = state_of(earlier)
    names = successors(attrs, after.attrs, is_same=False)
    data = fitted(after.data, renamed(earlier.data, names))
    row = StringTranslation(
        translation_of_id=after.string_id,
        locale_id=earlier.locale_id,
        context_id=earlier.context_id,
        data=data,
        translation_type=earlier.translation_type,
        last_translated_by_id=earlier.last_translated_by_id,
        has_error=not is_valid(after.data, data),
    )
    return TextState(
        translation=row,
        # A text that changed twice is still the translation of the first.
        previous_source_id=state.previous_source_id if state.since else earlier.translation_of_id,
        since=state.since or timezone.now(),
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
    rows, states = [], []
    for path, text, mine in stored.texts_on(translation.source, target):
        known = stored.rows.get((path, text.string_id))
        words = mine.data
        if same_words(words, known.data if known else text.data) or not is_valid(text.data, words):
            continue
        state = state_of(known)
        state.from_memory = False
        states.append(state)
        rows.append(
            StringTranslation(
                translation_of_id=text.string_id,
                locale_id=translation.target_locale_id,
                context_id=keys[path],
                data=words,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by_id=known and known.last_translated_by_id,
            )
        )
    store(rows, states)
