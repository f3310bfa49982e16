"""What is below a page goes with it, and what is left of a deleted version raises nothing."""

from typing import Any

from django.urls import reverse

from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

import pytest

from .families import ACTS, Family, Version, bulk, locale

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("in_bulk", [False, True])
def test_what_is_below_an_index_is_unpublished_with_its_versions(
    family: Family, in_bulk: bool
) -> None:
    family.make("en", Version.LIVE)
    if in_bulk:
        bulk(family, "unpublish", family.index, include_descendants="on")
    else:
        url = unpublish_url(family)
        family.browser.post(url, {"include_descendants": "on"})
    assert not family.version("sv").live
    assert not family.version("en").live


def test_an_index_alone_is_unpublished_without_what_is_below(family: Family) -> None:
    family.make("en", Version.LIVE)
    family.browser.post(unpublish_url(family))
    assert family.version("sv").live
    assert family.version("en").live


@pytest.mark.parametrize("in_bulk", [False, True])
def test_an_index_is_deleted_with_every_version_of_what_is_below(
    family: Family, in_bulk: bool
) -> None:
    family.make("en", Version.LIVE).move(family.destination(family.make("fi", Version.DRAFT)))
    key = family.edition.translation_key
    if in_bulk:
        bulk(family, "delete", family.index)
    else:
        family.browser.post(reverse("wagtailadmin_pages:delete", args=[family.index.pk]))
    assert not Page.objects.filter(translation_key__in=[key, family.index.translation_key]).exists()
    assert not any(Page.find_problems())


@pytest.mark.parametrize("keeps_rows", [False, True])
def test_after_a_version_was_deleted_nothing_raises(
    family: Family, settings: Any, keeps_rows: bool
) -> None:
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE = keeps_rows
    version = family.make("en", Version.LIVE)
    source = TranslationSource.objects.get_for_instance(family.edition)
    segment = source.stringsegment_set.first()
    translation = source.translations.get()
    ACTS["Delete"](family, version, False)
    assert not Translation.objects.filter(enabled=True).exists()
    for url in (
        reverse("wagtailadmin_pages:edit", args=[family.edition.pk]),
        reverse("wagtailadmin_explore", args=[family.index.pk]),
        reverse("wagtail_localize:submit_page_translation", args=[family.edition.pk]),
    ):
        assert family.browser.get(url).status_code == 200
    rest = [translation.pk, segment.pk]
    for name in ("download_pofile", "preview_translation"):
        url = reverse(f"wagtail_localize:{name}", args=rest[:1])
        assert family.browser.get(url).status_code == 404
    url = reverse("wagtail_localize:edit_string_translation", args=rest)
    assert family.browser.get(url).status_code in {404, 405}
    assert family.browser.put(url).status_code in {403, 404}
    ACTS["Publish"](family, family.edition, False)
    translate_object(family.edition, [locale("en")])
    assert family.version("en").pk != version.pk


def unpublish_url(family: Family) -> str:
    return reverse("wagtailadmin_pages:unpublish", args=[family.index.pk])
