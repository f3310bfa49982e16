"""Synchronise wagtail-localize's translations with their source when it is published."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wagtail.models import Page
from wagtail_localize.models import (
    Translation,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.segments.extract import extract_segments

from ...record.language_version import LanguageVersion
from ...sync import rewrite
from ..strings.checking import review
from ..strings.memory import fill_from_memory
from .carrying import carry
from .merging import left, merge
from .refreshing import Change, refresh_segments
from .stored_translations import StoredTranslations, record_prose


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
        "target_locale", "source"
    ):
        failures.extend(_sync_translation(translation, change))
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
        if translation.enabled and change.has_new_texts:
            fill_from_memory(translation)
        review(translation)
    return change


def _sync_translation(translation: Translation, change: Change) -> list[Exception]:
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
    sync_privacy(source, source.get_source_instance(), Page.objects.get(pk=target))
    public = StoredTranslations.for_translation(translation)
    if before := LanguageVersion.objects.filter(page=target).first():
        public.before = before
    states = {}

    def merged(page: Any, stored: StoredTranslations) -> bool:
        extract_segments(page)
        # The segments have loaded every lazy block, so both sides are serialised alike.
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


def sync_privacy(source: TranslationSource, original: Any, page: Any) -> None:
    """Make a page at least as private as its source; a restriction of its own stays."""
    if original.view_restrictions.exists():
        source.sync_view_restrictions(original, page)
