"""What follows the publication of a source: its translations are synchronised, and a new edition gets some."""

from __future__ import annotations

from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.models import Locale
from wagtail_localize.models import (
    StringTranslation,
    Translation,
    TranslationSource,
    get_schema_version,
)
from wagtail_localize.operations import translate_object

from ...models import ResultsPageMixin
from ...publishing import Kind, Publication
from ...record.models import is_source
from ...rules.page import live_siblings
from ...sync.follow_source import family_of, follow_page
from ..strings.doubts import review
from ..strings.memory import fill_from_memory
from .merging import Strings, Words
from .refreshing import Text, refresh_segments, texts_of, texts_on
from .stored_translations import carry, changed

if TYPE_CHECKING:
    from ...sync.follow_source import Texts


# A process has the schema with which it began.
_schema_version = cache(get_schema_version)


def update_strings(page: Any) -> dict[int, Texts]:
    """Store a page as the content to translate, with its strings; return what is known of them, by locale.

    Those of stopped translations, too. They are locked till the end of the transaction around it.
    """
    sources = TranslationSource.objects.select_for_update()
    source = sources.filter(object_id=page.translation_key, locale=page.locale_id).first()
    if source is None:
        return {}
    source.content_json, source.object_repr = page.to_json(), str(page)[:200]
    source.schema_version = _schema_version(page._meta.app_label)
    source.last_updated_at = timezone.now()
    source.save(update_fields=["content_json", "schema_version", "object_repr", "last_updated_at"])
    return sync_strings(source, page)


def sync_source(source: TranslationSource) -> None:
    """Update the source from its page, and bring the pages in the other languages into line.

    Raises the page's DoesNotExist, and changes nothing, if the source page is gone. Raises Refused,
    or another ValidationError, for a page that would not be safe, after the other languages have
    followed; that page is unchanged.
    """
    page = source.get_source_instance()
    family = family_of(type(page), page.translation_key)
    if failures := follow_page(page.pk, family, update_strings):
        raise failures[0]


@transaction.atomic(savepoint=False)
def sync_strings(source: TranslationSource, instance: Any) -> dict[int, Texts]:
    """Update the source's strings to those of `instance`, and keep existing translations.

    Return what is known of the strings, by the locale of each translation that is not stopped.
    """
    change = refresh_segments(source, instance)
    carry(change)
    translations = source.translations.filter(enabled=True)
    enabled = list(translations.select_related("target_locale", "source"))
    for translation in enabled if change.new_strings else ():
        fill_from_memory(translation)
    # Those of stopped translations, too: they may be resumed.
    review(source, change.new_strings)
    return {each.target_locale_id: partial(Words, Strings(change, each)) for each in enabled}


def preview_sync(page: Any) -> list[str]:
    """Return what publishing the page as it stands will do to its languages, a sentence for each."""
    translations = Translation.objects.filter(
        source__object_id=page.translation_key, source__locale=page.locale_id, enabled=True
    ).select_related("source", "target_locale")
    if not translations:
        return []
    changes = list(changed(texts_of(translations[0].source), texts_on(page)))
    others = page.get_translations().filter(alias_of__isnull=True)
    is_live = dict(others.values_list("locale_id", "live"))
    locales = [each.target_locale for each in translations]
    return [
        _preview(page, each, changes, is_live[each.pk]) for each in locales if each.pk in is_live
    ]


def _preview(
    page: Any, locale: Locale, changes: list[tuple[str, Text | None, Text]], is_public: bool
) -> str:
    rows = StringTranslation.objects.filter(context__object_id=page.translation_key, locale=locale)
    translated = set(rows.values_list("context__path", "translation_of__data"))
    missing = [(path, was) for path, was, now in changes if (path, now.data) not in translated]
    stale = sum((path, was.data) in translated for path, was in missing if was)
    new = sum(was is None for _path, was in missing)
    parts = []
    if stale:
        text = ngettext(
            "%(count)d text will be older than its source",
            "%(count)d texts will be older than their source",
            stale,
        )
        parts.append(text % {"count": stale})
    if new:
        text = ngettext(
            "%(count)d new text will not be translated",
            "%(count)d new texts will not be translated",
            new,
        )
        parts.append(text % {"count": new})
    start = (
        _("%(language)s will follow at once")
        if is_public
        else _("%(language)s is a draft and stays one")
    ) % {"language": locale.get_display_name()}
    return f"{start}: {', '.join(parts)}." if parts else f"{start}."


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
    if page.period and is_source(page):
        ended = [each for each in live_siblings(page) if each.period_end < page.period_start]
        for before in sorted(ended, key=attrgetter("period_end"))[-1:]:
            translate_object(page, list(_languages(page, before)))


def _languages(page: Any, before: Any) -> Any:
    """Those in which the edition before has a version, the index page has one, and this has none."""
    index = page.get_parent()
    own = page.get_translations(inclusive=True).values("locale")
    submitted = Translation.objects.filter(source__object_id=page.translation_key)
    return (
        Locale.objects.filter(pk__in=before.get_translations().values("locale"))
        .filter(pk__in=index.get_translations().values("locale"))
        .exclude(pk__in=own)
        .exclude(pk__in=submitted.values("target_locale"))
    )
