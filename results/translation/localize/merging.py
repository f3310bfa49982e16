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
from ...sync.comparing import by_item
from ...sync.content import Treatment, normal
from ..segments import extract, restored, restoring_into
from ..strings.doubts import is_of_system
from ..tables import state_of, string_translations
from .aligning import align, is_rearranged, redirected, renamed, successors
from .refreshing import Change, Text, by_path
from .stored_translations import counterparts, same_words


class Strings:
    """What a source's strings were and are, and what is stored of them in one language."""

    def __init__(self, change: Change, translation: Translation) -> None:
        self.change, self.locale = change, translation.target_locale
        self._translation = translation

    @cached_property
    def rows(self) -> dict[tuple[str, int], StringTranslation]:
        """The stored translations by path and string."""
        rows = string_translations(self._translation).select_related("context", "state")
        return {(row.context.path, row.translation_of_id): row for row in rows}


@dataclass
class Words:
    """The texts of one state of a page; see `results.sync.aligning.Words`.

    A person's translation may be public only if it was saved before the last publication; `version`
    is the state recorded then, an unsaved one if there is none. For a draft all of them count. The
    page's own texts are `Text`s without a pk.
    """

    strings: Strings
    version: LanguageVersion
    is_draft: bool
    prose: Prose = field(default_factory=Prose)
    now: str = field(default_factory=lambda: timezone.now().isoformat())

    @cached_property
    def _known(self) -> Prose:
        """How the texts stood before, by what of their paths moves with their items."""
        version = self.version
        known = version.older, version.untranslated, version.machine
        return Prose(*(by_item(each) for each in known))

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
        key = within_item(path)
        for name in ("untranslated", "machine"):
            if strings := getattr(self._known, name).get(key):
                getattr(self.prose, name)[path] = strings

    def left(self) -> Prose:
        """Return how texts stand on a page that could not become what it was to.

        They are what they were, and those that nobody has translated are older where the source has
        changed.
        """
        version, change = self.version, self.strings.change
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
        known = self._known.older.get(key, {})
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
        stored = [
            (row.data if (row := self._row(path, each)) else each.data, each.data)
            for each in earlier
        ]
        words = counterparts(stored, mine)
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

    def _row(self, path: str, text: Text) -> StringTranslation | None:
        return self.strings.rows.get((path, text.string_id))

    def _usable(self, path: str, text: Text) -> StringTranslation | None:
        """The translation of exactly this text that the page may show, if there is one."""
        row = self._row(path, text)
        if row is None or row.has_error or state_of(row).since:
            return None
        if self.is_draft or is_of_system(row):
            return row
        published_at = self.version.published_at
        return row if published_at is not None and row.updated_at <= published_at else None

    def _is_untranslated(self, path: str, text: Text, own: Text) -> bool:
        """Whether the page has the source's words because nobody has translated them.

        They may be those of an earlier source, which the page could not follow.
        """
        is_public = self.version.pk is not None and not self.is_draft
        foreign = self._known.untranslated.get(within_item(path), [])
        if is_public and any(same_words(each, own.data) for each in foreign):
            return True
        row = self._row(path, text)
        return same_words(text.data, own.data) and (
            row is None or not (is_public or same_words(row.data, own.data))
        )

    def _kept(self, path: str, after: Text, earlier: Text, own: Text) -> Text:
        """Return the page's own text, unless it is untranslated or the current source has a better one."""
        is_changed, key = after.data != earlier.data, within_item(path)
        if self._is_untranslated(path, earlier, own):
            return self._new(path, after) if is_changed else self._in_source(path, after)
        if is_changed and (row := self._usable(path, after)):
            return self._from_row(path, after, row)
        if since := self._older_since(path, after, earlier, own):
            self.prose.older.setdefault(path, {})[str(after.string_id)] = since
        if any(same_words(own.data, each) for each in self._known.machine.get(key, [])):
            self.prose.machine.setdefault(path, []).append(own.data)
        return self._own(path, after, earlier, own)

    def _older_since(self, path: str, after: Text, earlier: Text, own: Text) -> str:
        """Since when the page's words belong to an earlier text (ISO 8601), "" if they do not."""
        since = self._known.older.get(within_item(path), {}).get(str(after.string_id))
        row = self._row(path, after)
        if not since and row and (moment := state_of(row).since) and same_words(row.data, own.data):
            since = moment.isoformat()
        # An earlier source may have been restored, with the words that were made for it.
        is_back = state_of(self._row(path, earlier)).previous_source_id == after.string_id
        is_now = after.data != earlier.data and not is_back
        return since or (self.now if is_now else "")

    def _own(self, path: str, after: Text, earlier: Text, own: Text) -> Text:
        is_same, row = after.data == earlier.data, self._row(path, earlier)
        known = list(earlier.attrs.values())
        has_these = all(value in known for value in own.attrs.values())
        if row and not row.has_error and has_these and same_words(row.data, own.data):
            # The row knows the tags that stand around the whole text, which the page's does not.
            names = successors(earlier.attrs, after.attrs, is_same=is_same)
            return Text(0, renamed(row.data, names), after.attrs)
        text, attrs = redirected(own.data, own.attrs, earlier.attrs, after.attrs, is_same=is_same)
        return Text(0, text, attrs or {})

    def _new(self, path: str, text: Text) -> Text:
        row = self._usable(path, text)
        return self._in_source(path, text) if row is None else self._from_row(path, text, row)

    def _in_source(self, path: str, text: Text) -> Text:
        self.prose.untranslated.setdefault(path, []).append(text.data)
        return Text(0, text.data, text.attrs)

    def _from_row(self, path: str, text: Text, row: StringTranslation) -> Text:
        if row.translation_type == row.TRANSLATION_TYPE_MACHINE:
            self.prose.machine.setdefault(path, []).append(row.data)
        return Text(0, row.data, text.attrs)
