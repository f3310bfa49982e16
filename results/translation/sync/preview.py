"""Preview what publishing a page will do to its other languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_localize.models import StringTranslation, TranslationSource

from .aligning import align
from .refreshing import texts_of, texts_on


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
