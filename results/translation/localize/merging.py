"""Say what each text of a translated page is beside its changed source: its own words, kept or new.

Its words are those of the page itself, not the translator's strings, which may be drafts.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone

from wagtail.blocks import Block
from wagtail.coreutils import find_available_slug
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.strings import StringValue

from ...blocks.walking import within_item
from ...record.versions import LanguageVersion, Prose
from ...sync.content import Treatment, normal
from ..segments import extract, restored, restoring_into
from .aligning import align, is_rearranged, redirected, renamed, successors
from .refreshing import Change, Text, by_path
from .stored_translations import StoredTranslations, same_words


class Strings:
    """What a source's strings were and are, and what is stored of them in one language."""

    def __init__(self, change: Change, translation: Translation) -> None:
        self.change, self.locale = change, translation.target_locale
        self._translation = translation

    @cached_property
    def rows(self) -> dict[tuple[str, int], StringTranslation]:
        """The stored translations by path and string."""
        return StoredTranslations.for_translation(self._translation).rows

    def words(self, version: LanguageVersion, is_draft: bool) -> "Words":
        """Return what is known of the texts of the public page, or of a draft."""
        return Words(self, StoredTranslations(self.rows, version, is_draft))


@dataclass
class Words:
    """The texts of one state of a page; see `results.sync.aligning.Words`."""

    strings: Strings
    stored: StoredTranslations
    prose: Prose = field(default_factory=Prose)
    now: str = field(default_factory=lambda: timezone.now().isoformat())

    def value(self, path: str, block: Block, theirs: Any, own: Any) -> Any:
        """Return the JSON of a text, a table, or a block that says itself what of it is text."""
        now, before = (
            by_path(
                segment
                for segment in extract(block, raw, Treatment.TRANSLATE)
                # The address of a link in rich text is kept with its text.
                if not segment.path.endswith("'")
            )
            for raw in (theirs, own)
        )
        found: list[Any] = []
        for inner, values in now.items():
            found += self._at(f"{path}.{inner}".rstrip("."), values, before.get(inner, []))
        ordered = [segment.with_order(order) for order, segment in enumerate(found)]
        with restoring_into(self.strings.locale):
            new = restored(block, theirs, ordered)
        return own if own is not None and normal(block, own) == normal(block, new) else new

    def keep(self, path: str) -> None:
        """Note that a text stands as it did."""
        key, known = within_item(path), self.stored.known
        for name in ("untranslated", "machine"):
            if strings := getattr(known, name).get(key):
                getattr(self.prose, name)[path] = strings

    def left(self) -> Prose:
        """Return how texts stand on a page that could not become what it was to.

        They are what they were, and those that nobody has translated are older where the source has
        changed.
        """
        version, change = self.stored.before, self.strings.change
        changed = {
            path: {str(text.string_id): self.now for text in texts}
            for path, texts in change.after.items()
            if path in version.untranslated
            and [text.data for text in texts] != [text.data for text in change.before.get(path, [])]
        }
        return Prose({**changed, **self.prose.older}, version.untranslated, version.machine)

    def finish(self, source: Any, page: Any) -> bool:
        """Give the page the slug of its source, unless another was chosen; return whether it changed."""
        was = self.strings.change.replaceables_before.get("slug")
        before = page.slug, page.show_in_menus
        page.show_in_menus = source.show_in_menus
        if page.slug == was != source.slug:
            parent = page.get_parent()
            page.slug = find_available_slug(parent, source.slug, ignore_page_id=page.pk)
        return before != (page.slug, page.show_in_menus)

    def _at(self, path: str, values: list[Any], own: list[Any]) -> list[Any]:
        """Return the segments in one place, of the source or of the page."""
        first, change = values[0], self.strings.change
        if isinstance(first, RelatedObjectSegmentValue):
            snippets = first.content_type.model_class()._default_manager
            wanted = {"translation_key": first.translation_key, "locale": self.strings.locale}
            return values if snippets.filter(**wanted).exists() else []
        if isinstance(first, OverridableSegmentValue):
            was = change.replaceables_before.get(path)
            return [each for each in own if was is not None and each.data != was]
        key = within_item(path)
        mine = [
            Text(0, each.string.data, each.attrs or {})
            for each in own
            if isinstance(each, StringSegmentValue)
        ]
        after = change.after.get(path, [])
        earlier = change.moving.get(key) or after
        known = self.stored.known.older.get(key, {})
        if not known and len(mine) != len(earlier) and len(mine) == len(after):
            # The page has been made of the source as it is now.
            earlier = after
        were, are = ([text.data for text in each] for each in (earlier, after))
        templates = [each for each in values if isinstance(each, TemplateSegmentValue)]
        # The page's own texts of a table would not fit into the rows of the source.
        if templates and mine and (len(mine) != len(earlier) or is_rearranged(were, are)):
            # Somebody has rewritten this text as a whole; its parts have no counterparts.
            if after and (known or were != are):
                since = min(known.values(), default=self.now)
                self.prose.older[path] = {str(text.string_id): since for text in after}
            return own if after else templates
        words = self.stored.counterparts(path, earlier, mine)
        said = [
            self._kept(path, text, earlier[index], kept)
            if index is not None and (kept := words[index]) is not None
            else self._new(path, text)
            for text, index in zip(after, align(were, are), strict=True)
        ]
        return [
            *templates,
            *(
                StringSegmentValue(first.path, StringValue(each.data), attrs=each.attrs)
                for each in said
            ),
        ]

    def _kept(self, path: str, after: Text, earlier: Text, own: Text) -> Text:
        """Return the page's own text, unless it is untranslated or the current source has a better one."""
        is_changed, key = after.data != earlier.data, within_item(path)
        if self.stored.is_untranslated(path, earlier, own):
            return self._new(path, after) if is_changed else self._in_source(path, after)
        row = self.stored.usable(path, after)
        if is_changed and row is not None:
            return self._from_row(path, after, row)
        since = self.stored.known.older.get(key, {}).get(str(after.string_id))
        since = since or self.stored.older_since(path, after, own)
        if is_changed and not self.stored.is_translation_of(path, earlier, after):
            since = since or self.now
        if since:
            self.prose.older.setdefault(path, {})[str(after.string_id)] = since
        if any(same_words(own.data, each) for each in self.stored.known.machine.get(key, [])):
            self.prose.machine.setdefault(path, []).append(own.data)
        return self._own(path, after, earlier, own)

    def _own(self, path: str, after: Text, earlier: Text, own: Text) -> Text:
        is_same = after.data == earlier.data
        row = self.stored.source_of(path, earlier, own)
        if row is not None:
            # The row knows the tags that stand around the whole text, which the page's does not.
            names = successors(earlier.attrs, after.attrs, is_same=is_same)
            return Text(0, renamed(row.data, names), after.attrs)
        text, attrs = redirected(own.data, own.attrs, earlier.attrs, after.attrs, is_same=is_same)
        return Text(0, text, attrs or {})

    def _new(self, path: str, text: Text) -> Text:
        row = self.stored.usable(path, text)
        return self._in_source(path, text) if row is None else self._from_row(path, text, row)

    def _in_source(self, path: str, text: Text) -> Text:
        self.prose.untranslated.setdefault(path, []).append(text.data)
        return Text(0, text.data, text.attrs)

    def _from_row(self, path: str, text: Text, row: StringTranslation) -> Text:
        if row.translation_type == row.TRANSLATION_TYPE_MACHINE:
            self.prose.machine.setdefault(path, []).append(row.data)
        return Text(0, row.data, text.attrs)
