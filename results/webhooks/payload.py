"""What a receiver gets to know: which pages, in which languages, and all addresses that may be old now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Q

from wagtail.models import Locale, Page

from .. import cache_tags
from ..models.addresses import detail_urls, indicator_address
from ..record.models import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from ..models import Indicator
    from ..publishing import Publication

Data = dict[str, Any]
TEST: Data = {
    "page_id": None,
    "translation_key": None,
    "language": None,
    "page_ids": [],
    "addresses": {"html": [], "api": []},
    "cache_tags": [],
}


def of_publication(publication: Publication) -> Data:
    """Tell of the page as the change leaves it: its row need not be written yet, or be there still."""
    page = Page(
        pk=publication.page_id,
        url_path=publication.url_path,
        locale=Locale(language_code=publication.language_code),
        translation_key=publication.translation_key,
    )
    return of_page(page, publication.old_url_path)


def of_page(page: Page, old_url_path: str = "") -> Data:
    """Tell of a page, its other public languages, and the pages above them, which name it."""
    others = Page.objects.filter(translation_key=page.translation_key, live=True)
    pages = [page, *others.exclude(pk=page.pk).select_related("locale")]
    before = Page(url_path=old_url_path, locale=page.locale) if old_url_path else None
    return {
        "page_id": page.pk,
        "translation_key": str(page.translation_key),
        "language": page.locale.language_code,
        **_affected([*pages, *_above(pages)], _html([before] if before else [])),
    }


def of_indicator(indicator: Indicator, keys: Iterable[UUID] = ()) -> Data:
    """Tell of an indicator, the public editions with its figures, those of `keys`, and what is above."""
    versions = {
        each.locale_id: each
        for each in indicator.get_translations(inclusive=True).select_related("locale")
    }
    figures = Figure.objects.filter(indicator__in=versions.values(), valid_to=None)
    named = Q(translation_key__in=figures.values("translation_key")) | Q(translation_key__in=keys)
    editions = list(Page.objects.filter(named, live=True).select_related("locale"))
    indexes = _above(editions)
    own = [
        indicator_address(
            index.full_url,
            index.locale.language_code,
            versions.get(index.locale_id, indicator).slug,
        )
        for index in indexes
        if index.full_url
    ]
    return {
        "page_id": None,
        "translation_key": str(indicator.translation_key),
        "language": indicator.locale.language_code,
        **_affected([*editions, *indexes], own),
    }


def _affected(pages: list[Page], further: list[str]) -> Data:
    return {
        "page_ids": [page.pk for page in pages],
        "addresses": {
            "html": list(dict.fromkeys([*_html(pages), *further])),
            "api": [url for page in pages for url in _api(page)],
        },
        # As `SNAPSHOT_TAGS_HEADER` has them.
        "cache_tags": [*(cache_tags.tag_of_page(page.pk) for page in pages), cache_tags.LISTS],
    }


def _html(pages: list[Page]) -> list[str]:
    return [url for page in pages if (url := page.full_url)]


def _api(page: Page) -> list[str]:
    root = getattr(settings, "WAGTAILAPI_BASE_URL", None) or (page.get_url_parts() or ("", ""))[1]
    return [f"{root}{path}" for path in detail_urls(page.pk)] if root else []


def _above(pages: list[Page]) -> list[Page]:
    """Return the pages right above, of those that are still there."""
    rows = Page.objects.filter(pk__in=[page.pk for page in pages]).values_list("path", flat=True)
    paths = {path[: -Page.steplen] for path in rows}
    return list(Page.objects.filter(path__in=paths, live=True).select_related("locale"))
