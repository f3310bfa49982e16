"""The end of a source is that of its versions."""

from wagtail_localize.models import TranslationSource

import pytest

from .families import Family, Version, in_an_hour, let_time_come

pytestmark = pytest.mark.django_db


def test_the_end_of_a_source_is_taken_back_from_its_versions_too(family: Family) -> None:
    family.make("en", Version.LIVE)
    family.make("fi", Version.DRAFT)
    for time in (in_an_hour(), None):
        page = family.version("sv")
        page.expire_at = time
        page.save_revision().publish()
        for code in ("en", "fi"):
            version = family.version(code)
            assert version.expire_at == time
            assert version.get_latest_revision_as_object().expire_at == time
    let_time_come()
    assert family.version("en").live


def test_a_translation_that_is_published_later_ends_with_its_source(family: Family) -> None:
    family.make("en", Version.DRAFT)
    page = family.version("sv")
    page.expire_at = in_an_hour()
    page.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(page)
    source.translations.get().save_target(publish=True)
    assert family.version("en").live
    assert family.version("en").expire_at == page.expire_at
