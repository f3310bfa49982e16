"""Relate the words on a page to its stored translations and to their source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from wagtail_localize.models import StringTranslation, Translation

from ...record.language_version import LanguageVersion, Prose
from ...sync.content import Leaf
from ...sync.treatment import Treatment
from ..strings.doubts import EARLIER_SOURCE, MEMORY
from ..tables import string_translations
from .refreshing import texts_of, texts_on

if TYPE_CHECKING:
    from wagtail_localize.models import TranslationSource
    from wagtail_localize.segments import StringSegmentValue

    from .refreshing import Text

_TAGS = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class StoredTranslations:
    """Stored translations of a page by (path, string pk), and which of them may be public.

    A person's translation may be public only if it was saved before the last publication; `before`
    is the state recorded then, an unsaved one if there is none. For a draft all of them count.
    """

    rows: dict[tuple[str, int], StringTranslation]
    before: LanguageVersion = field(default_factory=LanguageVersion)
    is_draft: bool = False

    @classmethod
    def for_translation(cls, translation: Translation) -> StoredTranslations:
        """Return the stored translations of a page."""
        rows = string_translations(translation).select_related("context", "stale")
        return cls({(row.context.path, row.translation_of_id): row for row in rows})

    def usable(self, path: str, text: Text) -> StringTranslation | None:
        """Return the translation of exactly this text that the page may show, if there is one."""
        row = self.rows.get((path, text.string_id))
        if row is None or row.has_error or row.tool_name == EARLIER_SOURCE:
            return None
        is_systems = row.tool_name == MEMORY or row.translation_type == row.TRANSLATION_TYPE_MACHINE
        if self.is_draft or is_systems:
            return row
        published_at = self.before.published_at
        return row if published_at is not None and row.updated_at <= published_at else None

    def source_of(self, path: str, text: Text, own: Any) -> StringTranslation | None:
        """Return the row that these words came from, unless their links were replaced."""
        row = self.rows.get((path, text.string_id))
        if row is None or row.has_error or not same_words(row.data, own.string.data):
            return None
        known = list(text.attrs.values())
        return row if all(value in known for value in (own.attrs or {}).values()) else None

    def is_untranslated(self, path: str, text: Text, own: Any) -> bool:
        """Return whether the page has the source's words because nobody has translated them.

        They may be those of an earlier source, which the page could not follow.
        """
        words = own.string.data
        is_public = self.before.pk is not None and not self.is_draft
        if is_public and any(
            same_words(each, words) for each in self.before.untranslated.get(path, [])
        ):
            return True
        row = self.rows.get((path, text.string_id))
        return same_words(text.data, words) and (
            row is None or not (is_public or same_words(row.data, words))
        )

    def follows_source(self, path: str, own: Any) -> bool:
        """Return whether the public page's file or address was the source's when they last agreed."""
        known = self.before.agreed.get(path, {"own": None, "source": None})
        digest = Leaf(Treatment.REPLACE, own.data).digest
        return not self.is_draft and bool(known["own"] == known["source"] == digest)

    def older_since(self, path: str, text: Text, own: Any) -> str:
        """Return since when the page's words belong to an earlier text (ISO 8601), "" if they do not."""
        row = self.rows.get((path, text.string_id))
        stale = getattr(row, "stale", None) if row else None
        if row is None or stale is None or not same_words(row.data, own.string.data):
            return ""
        return str(stale.since.isoformat())

    def is_translation_of(self, path: str, earlier: Text, text: Text) -> bool:
        """Return whether a stale translation matches a restored source text."""
        row = self.rows.get((path, earlier.string_id))
        stale = getattr(row, "stale", None) if row else None
        return stale is not None and stale.previous_source_id == text.string_id

    def counterparts(self, path: str, texts: list[Text], own: list[Any]) -> list[Any]:
        """Return the page's words for each text of the source; both lists are equally long.

        Those whose stored translation is on the page are matched first, the others in order.
        """
        if len(own) != len(texts):
            return [None] * len(texts)
        free = list(own)
        found: list[Any] = [None] * len(texts)
        for index, text in enumerate(texts):
            row = self.rows.get((path, text.string_id))
            for words in (row.data if row else text.data, text.data):
                same = next((each for each in free if same_words(each.string.data, words)), None)
                if same is not None:
                    found[index] = same
                    free.remove(same)
                    break
        return [each if each is not None else free.pop(0) for each in found]

    def texts_on(
        self, source: TranslationSource, page: Any
    ) -> Iterator[tuple[str, Text, StringSegmentValue]]:
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
        words = mine.string.data
        if row is None or not same_words(row.data, words):
            if same_words(text.data, words):
                state.untranslated.setdefault(path, []).append(text.data)
            continue
        if since := stored.older_since(path, text, mine):
            state.older.setdefault(path, {})[str(text.string_id)] = since
        if row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            state.machine.setdefault(path, []).append(words)
    return state


def record_prose(
    page_id: int, source: TranslationSource, prose: Prose, published_at: datetime | None = None
) -> None:
    """Record how the texts of a public page relate to their source.

    `published_at` is when the page was made of its strings, if it was.
    """
    LanguageVersion.objects.update_or_create(
        page_id=page_id,
        defaults={
            "source_language": source.locale.language_code,
            **asdict(prose),
            **({"published_at": published_at} if published_at else {}),
        },
    )
