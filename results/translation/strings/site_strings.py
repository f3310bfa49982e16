"""Check the translated strings of pages and snippets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wagtail.models import Page
from wagtail_localize.models import Translation

from ..glossary.term import Term
from .checking import faults_between
from .doubts import strings_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from ..proofs import Fault


@dataclass(frozen=True, slots=True)
class CheckedString:
    """A translated string with its faults.

    `page` is the translated page's id, None for a snippet; `path` the place as wagtail-localize
    writes it, such as "title" or "body.<id>.heading". Both texts are HTML with inline tags.
    """

    page: int | None
    title: str
    path: str
    source: str
    translation: str
    language: str
    faults: list[Fault]


def enabled_translations() -> QuerySet[Translation]:
    """Return the enabled translations, page by page."""
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
    languages = source.locale.language_code, target.language_code
    terms = list(Term.objects.filter(source_locale_id=source.locale_id, target_locale_id=target.pk))
    for string in strings_of(translation):
        if string.row is not None:
            yield CheckedString(
                page=instance.pk if isinstance(instance, Page) else None,
                title=str(instance),
                path=string.segment.context.path,
                source=string.source,
                translation=string.text,
                language=target.language_code,
                faults=faults_between(string.source, string.text, languages, terms),
            )


def _instances(translation: Translation) -> dict[int, Any]:
    """Return the source and the translation that exist, by the pk of their locale."""
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
