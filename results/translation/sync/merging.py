"""Merge a translated page with its changed source: its own words in the new structure.

Its words are those of the page itself, not the translator's strings, which may be drafts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from wagtail.coreutils import find_available_slug
from wagtail_localize.fields import copy_synchronised_fields
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from ...record.versions import LanguageVersion, Prose
from ..segments import restoring_into, translated_snippets
from .aligning import align, is_rearranged, redirected, renamed, successors

if TYPE_CHECKING:
    from wagtail_localize.models import StringTranslation

    from ..segments import Snippets
    from .refreshing import Change, Text
    from .stored_translations import StoredTranslations


def merge(change: Change, original: Any, target: Any, stored: StoredTranslations) -> Prose:
    """Bring `target` into line with `original`, the source as it is now, in place.

    Everything that is not text comes from the source. A text of `target` stays even if its source
    has changed, and is then older. `original` is changed as well. Returns how the texts of `target`
    relate to their source then.
    """
    locale = target.locale
    snippets = translated_snippets(change.values, locale)
    merging = _Merging(change, _by_path(extract_segments(target)), stored, snippets)
    segments = merging.segments()
    with restoring_into(locale, snippets):
        copy_synchronised_fields(original, target)
        ingest_segments(original, target, original.locale, locale, segments)
    target.slug = find_available_slug(target.get_parent(), target.slug, ignore_page_id=target.pk)
    return merging.state


def left(state: Prose, before: LanguageVersion, change: Change) -> Prose:
    """Return how texts relate to their source on a page that must not become what was merged.

    They are what they were, and those that nobody has translated are older where the source has changed.
    """
    now = timezone.now().isoformat()
    changed = {
        path: {str(text.string_id): now for text in texts}
        for path, texts in change.after.items()
        if path in before.untranslated
        and [text.data for text in texts] != [text.data for text in change.before.get(path, [])]
    }
    return Prose({**changed, **state.older}, before.untranslated, before.machine)


@dataclass
class _Merging:
    change: Change
    own: dict[str, list[Any]]
    stored: StoredTranslations
    snippets: Snippets
    state: Prose = field(default_factory=Prose)
    now: str = field(default_factory=lambda: timezone.now().isoformat())

    def segments(self) -> list[Any]:
        """Return the segments to restore into the page, in its order."""
        found: list[Any] = []
        for path, values in _by_path(self.change.values).items():
            found.extend(self._at(path, values))
        return [segment.with_order(order) for order, segment in enumerate(found)]

    def _at(self, path: str, values: list[Any]) -> list[Any]:
        first = values[0]
        if isinstance(first, RelatedObjectSegmentValue):
            is_translated = (first.content_type.pk, first.translation_key) in self.snippets
            return values if is_translated else []
        if isinstance(first, OverridableSegmentValue):
            return self._replacement(path)
        own = self.own.get(path, [])
        texts = [segment for segment in own if isinstance(segment, StringSegmentValue)]
        after = self.change.after.get(path, [])
        earlier = self.change.before.get(path) or after
        known = self.stored.before.older.get(path, {})
        if not known and len(texts) != len(earlier) and len(texts) == len(after):
            # The page has been made of the source as it is now.
            earlier = after
        were, are = ([text.data for text in each] for each in (earlier, after))
        is_rich = any(isinstance(value, TemplateSegmentValue) for value in values)
        # The page's own texts of a table would not fit into the rows of the source.
        if is_rich and texts and after and (len(texts) != len(earlier) or is_rearranged(were, are)):
            # Somebody has rewritten this text as a whole; its parts have no counterparts.
            if known or were != are:
                since = min(known.values(), default=self.now)
                self.state.older[path] = {str(text.string_id): since for text in after}
            return own
        words = self.stored.counterparts(path, earlier, texts)
        indices = align(were, are)
        strings = [
            self._kept(path, text, earlier[index], words[index])
            if index is not None and words[index] is not None
            else self._new(path, text)
            for text, index in zip(after, indices, strict=True)
        ]
        return [*(value for value in values if isinstance(value, TemplateSegmentValue)), *strings]

    def _replacement(self, path: str) -> list[Any]:
        # The address of a link in rich text is kept with its text.
        was = self.change.replaceables_before.get(path)
        if was is None or path.endswith("'"):
            return []
        mine = [own for own in self.own.get(path, []) if own.data != was]
        return [own for own in mine if not self.stored.follows_source(path, own)]

    def _kept(self, path: str, after: Text, earlier: Text, own: StringSegmentValue) -> Any:
        """Return the page's own text, unless it is untranslated or the current source has a better one."""
        is_changed = after.data != earlier.data
        if self.stored.is_untranslated(path, earlier, own):
            return self._new(path, after) if is_changed else self._in_source(path, after)
        row = self.stored.usable(path, after)
        if is_changed and row is not None:
            return self._from_row(path, after, row)
        since = self.stored.before.older.get(path, {}).get(str(after.string_id))
        since = since or self.stored.older_since(path, after, own)
        if is_changed and not self.stored.is_translation_of(path, earlier, after):
            since = since or self.now
        if since:
            self.state.older.setdefault(path, {})[str(after.string_id)] = since
        if own.string.data in self.stored.before.machine.get(path, []):
            self.state.machine.setdefault(path, []).append(own.string.data)
        return self._own(path, after, earlier, own)

    def _own(self, path: str, after: Text, earlier: Text, own: StringSegmentValue) -> Any:
        is_same = after.data == earlier.data
        row = self.stored.source_of(path, earlier, own)
        if row is not None:
            # The row knows the tags that stand around the whole text, which the page's does not.
            names = successors(earlier.attrs, after.attrs, is_same=is_same)
            text = renamed(row.data, names)
            return StringSegmentValue(path, StringValue(text), attrs=after.attrs)
        text, attrs = redirected(
            own.string.data, own.attrs or {}, earlier.attrs, after.attrs, is_same=is_same
        )
        return StringSegmentValue(path, StringValue(text), attrs=attrs)

    def _new(self, path: str, text: Text) -> Any:
        row = self.stored.usable(path, text)
        return self._in_source(path, text) if row is None else self._from_row(path, text, row)

    def _in_source(self, path: str, text: Text) -> Any:
        self.state.untranslated.setdefault(path, []).append(text.data)
        return StringSegmentValue(path, StringValue(text.data), attrs=text.attrs)

    def _from_row(self, path: str, text: Text, row: StringTranslation) -> Any:
        if row.translation_type == row.TRANSLATION_TYPE_MACHINE:
            self.state.machine.setdefault(path, []).append(row.data)
        return StringSegmentValue(path, StringValue(row.data), attrs=text.attrs)


def _by_path(segments: list[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for segment in segments:
        found.setdefault(segment.path, []).append(segment)
    return found
