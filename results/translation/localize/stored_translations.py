"""Relate translations to the words on a page and to their source, and keep them when that changes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import product
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from wagtail.models import RevisionMixin
from wagtail_localize.models import StringTranslation, Translation

from ...record.versions import Prose
from ..strings.doubts import TranslatedString, store, strings_of
from ..strings.usable import fitted, is_valid
from ..tables import TextState, state_of, written
from .aligning import align, is_rearranged, renamed, successors
from .refreshing import Change, Text, texts_on

_TAGS = re.compile(r"<[^>]*>")


def same_words(one: str, other: str) -> bool:
    """Return whether two texts are the same apart from tags, entities and spaces."""
    return _words(one) == _words(other)


def _words(text: str) -> list[str]:
    return unescape(_TAGS.sub("", text)).split()


def counterparts(known: Sequence[tuple[str, str]], own: list[Text]) -> list[Text | None]:
    """Return a page's words for each text of its source: (its translation, the text itself).

    Those whose translation is on the page are matched first, the others in order. Of another number
    of texts none is known.
    """
    if len(own) != len(known):
        return [None] * len(known)
    free = list(own)
    found: list[Text | None] = [None] * len(known)
    for index, texts in enumerate(known):
        for words in texts:
            same = next((each for each in free if same_words(each.data, words)), None)
            if same is not None:
                found[index] = same
                free.remove(same)
                break
    return [each if each is not None else free.pop(0) for each in found]


def _said_on(
    page: Any, strings: Iterable[TranslatedString]
) -> Iterator[tuple[str, TranslatedString, str]]:
    """Yield the path of each text of a source, the text and the page's words, where these are known."""
    own = texts_on(page)
    places: dict[str, list[TranslatedString]] = {}
    for string in strings:
        places.setdefault(string.segment.context.path, []).append(string)
    for path, found in places.items():
        known = [(each.text or each.source, each.source) for each in found]
        words = counterparts(known, own.get(path, []))
        yield from (
            (path, string, mine.data)
            for string, mine in zip(found, words, strict=True)
            if mine is not None
        )


def prose_of(strings: Iterable[TranslatedString], page: Any) -> Prose:
    """Return how a page's texts relate to their source, however it came to have them."""
    state = Prose()
    for path, string, words in _said_on(page, strings):
        if string.row is None or not same_words(string.text, words):
            if same_words(string.source, words):
                state.untranslated.setdefault(path, []).append(string.source)
            continue
        if since := string.state.since:
            moments = state.older.setdefault(path, {})
            moments[str(string.segment.string_id)] = since.isoformat()
        if string.row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            state.machine.setdefault(path, []).append(words)
    return state


def carry(change: Change) -> None:
    """Carry the translations of changed texts over to their new sources, in whatever language they are.

    An existing translation of the new text stays. A language that the page is not translated into at
    present may be submitted again.
    """
    pairs = [
        (path, before, text)
        for path, before, text in changed(change.before, change.after)
        if before is not None
    ]
    if not pairs:
        return
    paths = {change.contexts[path].pk: path for path, *_texts in pairs}
    found = StringTranslation.objects.filter(context__in=paths).select_related("state")
    rows = {(row.locale_id, paths[row.context_id], row.translation_of_id): row for row in found}
    carried: list[TextState] = []
    for locale, (path, before, after) in product({row.locale_id for row in found}, pairs):
        earlier = rows.get((locale, path, before.string_id))
        known = rows.get((locale, path, after.string_id))
        # One that is itself of an earlier text gives way to the last that a person has seen.
        is_better = known and (not state_of(known).since or state_of(earlier).since)
        if earlier is None or is_better:
            continue
        if known is not None:
            known.delete()
        state = _carried(earlier, before.attrs, after)
        rows[(locale, path, after.string_id)] = state.translation
        carried.append(state)
    StringTranslation.objects.bulk_create([state.translation for state in carried])
    TextState.objects.bulk_create(carried)


def changed(
    before: dict[str, list[Text]], after: dict[str, list[Text]]
) -> Iterator[tuple[str, Text | None, Text]]:
    """Yield the path of each text that is not as it was, what it was, None if it is new, and the text."""
    for path, now in after.items():
        then = before.get(path, [])
        texts = [text.data for text in then], [text.data for text in now]
        has_parts = texts[0] != texts[1] and is_rearranged(*texts)
        for text, index in zip(now, align(*texts), strict=True):
            was = None if index is None else then[index]
            if was is None or was.data != text.data:
                yield path, None if has_parts else was, text


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
    rows, states = [], []
    for _path, string, words in _said_on(target, strings_of(translation)):
        if same_words(words, string.text or string.source) or not is_valid(string.source, words):
            continue
        string.state.from_memory = False
        states.append(string.state)
        place = string.segment.string_id, string.segment.context_id, translation.target_locale_id
        rows.append(written(*place, words, string.row and string.row.last_translated_by))
    store(rows, states)
