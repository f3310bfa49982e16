"""The strings of pages and snippets with their translations, as wagtail-localize keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..glossary.term import Term
from .checking import faults_between

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ..proofs import Fault


@dataclass(frozen=True, slots=True)
class CheckedString:
    """A string of what is translated now, with its translation.

    `page` is the translated page's id, None for a snippet; `path` the place as wagtail-localize
    writes it, such as "title" or "body.<id>.heading". Both texts are HTML with inline tags.
    """

    page: int | None
    title: str
    path: str
    source: str
    translation: str
    source_language: str
    language: str
    terms: tuple[Term, ...] = ()


def faults_of_translation(string: CheckedString) -> list[Fault]:
    """Everything that is wrong with the translation of a string."""
    languages = string.source_language, string.language
    return faults_between(string.source, string.translation, languages, string.terms)


def enabled_translations() -> QuerySet[Translation]:
    """The translations that follow their source, page by page."""
    return (
        Translation.objects.filter(enabled=True)
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .order_by("source__object_repr", "source_id", "target_locale__language_code")
    )


def checked_strings(translation: Translation) -> Iterator[CheckedString]:
    """Yield each translated string in the order of the source, with four queries.

    Yields nothing when the source or the translation has been deleted.
    """
    source, target = translation.source, translation.target_locale
    found = _instances(translation)
    if source.locale_id not in found or target.pk not in found:
        return
    instance = found[target.pk]
    texts = dict(_texts(translation))
    terms = tuple(
        Term.objects.filter(source_locale_id=source.locale_id, target_locale_id=target.pk)
    )
    segments = StringSegment.objects.filter(source=source).order_by("order", "pk")
    for segment in segments.select_related("string", "context"):
        text = texts.get((segment.string_id, segment.context_id))
        if text is not None:
            yield CheckedString(
                page=instance.pk if isinstance(instance, Page) else None,
                title=str(instance),
                path=segment.context.path,
                source=segment.string.data,
                translation=text,
                source_language=source.locale.language_code,
                language=target.language_code,
                terms=terms,
            )


def _instances(translation: Translation) -> dict[int, Any]:
    """The source and the translation, as far as they are there, by the id of their locale."""
    model = translation.source.specific_content_type.model_class()
    if model is None:
        return {}
    if issubclass(model, Page):
        model = Page
    instances = model._default_manager.filter(
        translation_key=translation.source.object_id,
        locale_id__in=(translation.source.locale_id, translation.target_locale_id),
    )
    return {instance.locale_id: instance for instance in instances}


def _texts(translation: Translation) -> Iterator[tuple[tuple[int, int], str]]:
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id, locale=translation.target_locale
    ).values_list("translation_of_id", "context_id", "data")
    for string, context, data in rows:
        yield (string, context), data
