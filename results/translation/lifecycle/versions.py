"""Find the source of a page and its language versions."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from wagtail.models import Page
from wagtail_localize.models import Translation

from ...publishing.guard import is_guarded


def versions_of(pages: Iterable[Any]) -> dict[int, list[Page]]:
    """Return the other language versions of each source among the pages, by its pk.

    A page is the source if it is not an alias and wagtail-localize does not know it as a
    translation. Of versions that were made by hand, it is one that is or was public, the one in the
    site's first language, the oldest. Other pages, and those that are not of our types, have no
    entry. Takes a constant number of queries.
    """
    ours = {page.pk: page for page in pages if is_guarded(page)}
    if not ours:
        return {}
    keys = {page.translation_key for page in ours.values()}
    by_key: dict[Any, list[Page]] = defaultdict(list)
    family_pages = Page.objects.filter(translation_key__in=keys)
    for page in family_pages.select_related("locale", "content_type"):
        by_key[page.translation_key].append(page)
    translations = Translation.objects.filter(source__object_id__in=keys)
    translated = set(
        translations.values_list("source__object_id", "source__locale_id", "target_locale_id")
    )
    versions = {}
    for family in by_key.values():
        source = _source_among(family, translated)
        if source is not None and source.pk in ours and len(family) > 1:
            versions[source.pk] = [page for page in family if page.pk != source.pk]
    return versions


def _source_among(family: list[Page], translated: set[tuple[Any, int, int]]) -> Page | None:
    languages = {page.locale_id for page in family}
    targets = {
        (key, target)
        for key, source, target in translated
        if source in languages and source != target
    }
    candidates = [
        page
        for page in family
        if not page.alias_of_id and (page.translation_key, page.locale_id) not in targets
    ]
    return min(
        candidates,
        key=lambda page: (
            not (page.live or page.first_published_at),
            page.locale.language_code != settings.LANGUAGE_CODE,
            page.pk,
        ),
        default=None,
    )
