"""What follows the publication of a source: its translations are synchronised, and a new edition gets some."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.fields import StreamField
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.operations import translate_object

from ...blocks.walking import walk
from ...models import ResultsPageMixin
from ...publishing import Kind, Publication
from ...record.versions import LanguageVersion
from ...sync import rewrite
from ..strings.checking import review
from ..strings.memory import fill_from_memory
from .aligning import align
from .merging import left, merge
from .refreshing import Change, refresh_segments, texts_of, texts_on
from .stored_translations import StoredTranslations, carry, record_prose


def versions_handled(source: Any, versions: Sequence[Any]) -> set[int]:
    """Return the keys of the versions that wagtail-localize makes of their strings.

    Not those whose translation was stopped: these are written by hand.
    """
    languages = Translation.objects.filter(
        source__object_id=source.translation_key, enabled=True
    ).values_list("target_locale_id", flat=True)
    enabled = set(languages)
    return {each.pk for each in versions if each.locale_id in enabled}


def sync_translations(page: Any) -> None:
    """Bring the versions that wagtail-localize makes of a page into line with it.

    The strings are those of the page afterwards, for translations that were stopped as well.
    """
    sources = TranslationSource.objects.filter(object_id=page.translation_key)
    if source := sources.filter(locale=page.locale_id).first():
        sync_source(source)


def sync_source(source: TranslationSource) -> None:
    """Update the source from its page, and synchronise the pages in the other languages.

    Raises the page's DoesNotExist, and changes nothing, if the source page is gone. Raises Refused,
    or another ValidationError, for a page that would not be safe, after the other languages have
    been synchronised; that page is unchanged.
    """
    failures = _sync_source(source)
    if failures:
        raise failures[0]


@transaction.atomic
def _sync_source(source: TranslationSource) -> list[Exception]:
    TranslationSource.objects.select_for_update().get(pk=source.pk)
    instance = source.get_source_instance()
    freeze(source, instance)
    change = sync_strings(source, instance)
    failures: list[Exception] = []
    for translation in source.translations.filter(enabled=True).select_related(
        "target_locale", "source__locale"
    ):
        failures.extend(_sync_translation(translation, instance, change))
    return failures


def freeze(source: TranslationSource, page: Any) -> None:
    """Store the page as the content to translate; `sync_strings` updates its strings."""
    source.content_json = page.to_json()
    source.schema_version = get_schema_version(page._meta.app_label)
    source.object_repr = str(page)[:200]
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])


@transaction.atomic
def sync_strings(source: TranslationSource, instance: Any) -> Change:
    """Update the source's strings to those of `instance`, and keep existing translations."""
    change = refresh_segments(source, instance)
    # Disabled ones too: they may be enabled again.
    translations = source.translations.select_related("target_locale", "source")
    carry(change, [translation.target_locale for translation in translations])
    for translation in translations:
        if translation.enabled and change.new_strings:
            fill_from_memory(translation)
        review(translation, change.new_strings)
    return change


def _sync_translation(translation: Translation, original: Any, change: Change) -> list[Exception]:
    """Merge a page and its drafts with the source; what refused it, which is marked then."""
    targets = Page.objects.filter(
        translation_key=translation.source.object_id,
        locale_id=translation.target_locale_id,
        alias_of__isnull=True,
    )
    target = targets.values_list("pk", flat=True).first()
    if target is None:
        return []
    source = translation.source
    sync_privacy(source, original, lambda: Page.objects.get(pk=target))
    public = StoredTranslations.for_translation(translation)
    if before := LanguageVersion.objects.filter(page=target).first():
        public.before = before
    states = {}

    def merged(page: Any, stored: StoredTranslations) -> bool:
        page.locale = translation.target_locale
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                # Every block is built, so that both sides are serialised alike.
                deque(walk(field.stream_block, getattr(page, field.name)), maxlen=0)
        content = page.serializable_data()
        states[stored.is_draft] = merge(change, source.as_instance(), page, stored)
        return bool(content != page.serializable_data())

    draft = replace(public, is_draft=True)
    failures: list[Exception] = []
    try:
        with transaction.atomic():
            rewrite(target, partial(merged, stored=public), partial(merged, stored=draft))
    except ValidationError as error:
        failures.append(error)
    # That of the public page, or else of its draft.
    if state := states.get(False) or states.get(True):
        record_prose(target, source, left(state, public.before, change) if failures else state)
    return failures


def sync_privacy(source: TranslationSource, original: Any, find_page: Callable[[], Page]) -> None:
    """Make a page at least as private as its source; a restriction of its own stays."""
    if original.view_restrictions.exists():
        source.sync_view_restrictions(original, find_page())


@dataclass(frozen=True, slots=True)
class SyncPreview:
    """One language, with how many of its translations will be older than their source or missing."""

    language: str
    is_public: bool
    stale: int
    new: int

    @property
    def sentence(self) -> str:
        parts = []
        if self.stale:
            parts.append(
                ngettext(
                    "%(count)d text will be older than its source",
                    "%(count)d texts will be older than their source",
                    self.stale,
                )
                % {"count": self.stale}
            )
        if self.new:
            parts.append(
                ngettext(
                    "%(count)d new text will not be translated",
                    "%(count)d new texts will not be translated",
                    self.new,
                )
                % {"count": self.new}
            )
        start = (
            _("%(language)s will follow at once")
            if self.is_public
            else _("%(language)s is a draft and stays one")
        ) % {"language": self.language}
        return f"{start}: {', '.join(parts)}." if parts else f"{start}."


def preview_sync(page: Any) -> list[SyncPreview]:
    """Return what publishing the page as it stands will do to each of its languages."""
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, locale_id=page.locale_id
    ).first()
    if source is None:
        return []
    translations = source.translations.filter(enabled=True).select_related("target_locale")
    if not translations:
        return []
    changes = list(_changes(source, page))
    public = dict(
        page.get_translations().filter(alias_of__isnull=True).values_list("locale_id", "live")
    )
    return [
        SyncPreview(
            translation.target_locale.get_display_name(),
            public[translation.target_locale_id],
            *_counted(changes, _translated(source, translation.target_locale)),
        )
        for translation in translations
        if translation.target_locale_id in public
    ]


# (path, the earlier text or None for a new one, the text now): one that is not as it was.
Changed = tuple[str, str | None, str]


def _changes(source: TranslationSource, page: Any) -> Iterator[Changed]:
    before = texts_of(source)
    for path, segments in texts_on(page).items():
        texts = [segment.string.data for segment in segments]
        earlier = [each.data for each in before.get(path, [])]
        for text, index in zip(texts, align(earlier, texts), strict=True):
            was = None if index is None else earlier[index]
            if was != text:
                yield path, was, text


def _counted(changes: list[Changed], translated: set[tuple[str, str]]) -> tuple[int, int]:
    stale = new = 0
    for path, was, text in changes:
        if (path, text) in translated:
            continue
        if was is None:
            new += 1
        elif (path, was) in translated:
            stale += 1
    return stale, new


def _translated(source: TranslationSource, locale: Any) -> set[tuple[str, str]]:
    rows = StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    return set(rows.values_list("context__path", "translation_of__data"))


def submit_next_edition(publication: Publication) -> None:
    """Submit an edition for translation to the languages of the one before; the work of the step.

    At its first publication only, so that a translation which somebody has deleted stays away. What
    was translated a year ago fills it (see `results.translation.strings.memory`).
    """
    page = publication.page
    earlier = Publication.objects.filter(
        page_id=publication.page_id, kind=Kind.PUBLISHED, pk__lt=publication.pk
    )
    if page is None or earlier.exists() or not isinstance(page, ResultsPageMixin):
        return
    if page.alias_of_id is None and page.translation is None and page.edition_before:
        translate_object(page, list(_languages(page)))


def _languages(page: Any) -> Any:
    """Those in which the edition before has a version, the index page has one, and this has none."""
    before, index = page.edition_before, page.get_parent()
    own = page.get_translations(inclusive=True).values("locale")
    submitted = Translation.objects.filter(source__object_id=page.translation_key)
    return (
        Locale.objects.filter(pk__in=before.get_translations().values("locale"))
        .filter(pk__in=index.get_translations().values("locale"))
        .exclude(pk__in=own)
        .exclude(pk__in=submitted.values("target_locale"))
    )
