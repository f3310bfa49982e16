"""Rules of what follows for a visitor when a page gets, changes or loses another language."""

from django.urls import reverse

from wagtail.models import Locale

import pytest

from results.models import ResultsPage
from results.snapshots.serving import table
from tests.translation.translating import submit, translate

from .place import Place, english
from .watch import after

pytestmark = pytest.mark.django_db(transaction=True)


def _other_in_english(place: Place) -> ResultsPage:
    copy: ResultsPage = place.other.copy_for_translation(english())
    return copy


def test_a_page_names_a_translation_that_is_published(place: Place) -> None:
    copy = _other_in_english(place)
    after(
        place,
        lambda: place.edit(copy, title="Results 2015"),
        changed=("other", "sitemap", "index en"),
        kept=("information", "v3 information", "v2 home"),
    )


def test_a_page_does_not_name_a_translation_that_is_a_draft(place: Place) -> None:
    after(
        place,
        lambda: _other_in_english(place),
        kept=("information", "v3 information"),
    )


def test_a_page_does_not_name_a_translation_that_is_gone(place: Place) -> None:
    after(
        place,
        lambda: place.press("wagtailadmin_pages:unpublish", place.edition_en.pk),
        changed=("edition", "edition en", "sitemap", "v3 edition en", "index en"),
        kept=("information", "v3 information", "v3 other"),
    )


def test_a_page_names_the_new_address_of_its_translation(place: Place) -> None:
    after(
        place,
        lambda: place.edit(place.edition_en, slug="2016-in-figures"),
        changed=("edition", "edition en", "sitemap"),
        kept=("information", "v3 information", "v3 other"),
    )


def test_a_locale_that_is_added_or_goes_begins_a_generation(place: Place) -> None:
    generations = [table.state()[1]]
    after(place, lambda: Locale.objects.create(language_code="fi"))
    generations.append(table.state()[1])
    after(place, Locale.objects.get(language_code="fi").delete)
    generations.append(table.state()[1])
    assert len(set(generations)) == 3


def test_an_alias_says_what_its_original_says_now(place: Place) -> None:
    alias = place.edition.create_alias(parent=place.home, update_slug="alias")
    place.urls |= {"alias": "/alias/", "v3 alias": f"/api/v3-preview/pages/{alias.pk}/"}
    after(
        place,
        lambda: place.edit(place.edition, title="Nytt namn", introduction="Ny inledning."),
        changed=("edition", "alias", "v3 alias", "index"),
        kept=("home en", "information", "v3 information"),
    )


def test_an_alias_goes_with_its_original(place: Place) -> None:
    alias = place.edition.create_alias(parent=place.home, update_slug="alias")
    place.urls |= {"alias": "/alias/", "v3 alias": f"/api/v3-preview/pages/{alias.pk}/"}
    after(
        place,
        lambda: place.press("wagtailadmin_pages:unpublish", place.edition.pk),
        changed=("edition", "alias", "v3 alias", "index"),
        kept=("v3 information",),
    )


def test_an_alias_that_becomes_a_page_of_its_own_is_one(place: Place) -> None:
    place.edition.create_alias(parent=place.home, update_slug="alias")
    alias = ResultsPage.objects.get(slug="alias")
    place.urls["alias"] = "/alias/"
    after(
        place,
        lambda: place.press("wagtailadmin_pages:convert_alias", alias.pk),
        changed=("alias", "sitemap"),
        kept=("v3 information",),
    )


def test_a_translation_in_the_editor_is_public_when_it_is_published(place: Place) -> None:
    translation = submit(place.other)
    target = translation.get_target_instance()
    place.urls["target"] = "/en/results/2015/"
    url = reverse("wagtailadmin_pages:edit", args=[target.pk])

    after(place, lambda: translate(translation), kept=("information", "v3 information"))
    after(
        place,
        lambda: place.browser.post(url, {"action": "publish"}),
        changed=("target", "other", "index en", "sitemap"),
        kept=("information", "v3 information"),
    )


def test_a_translation_follows_its_source(place: Place) -> None:
    translation = submit(place.other)
    translate(translation)
    target = translation.get_target_instance()
    place.urls["target"] = "/en/results/2015/"
    place.browser.post(reverse("wagtailadmin_pages:edit", args=[target.pk]), {"action": "publish"})

    def change_figure() -> None:
        page = ResultsPage.objects.get(pk=place.other.pk)
        stat = page.body[1].value["stats"][0].value
        stat["value"] = stat["value"].__class__("7001")
        page.save_revision().publish()

    after(
        place,
        change_figure,
        changed=("other", "target", "v3 other"),
        kept=("information", "v3 information"),
    )


def test_a_sync_of_translations_leaves_pages_that_have_no_part_in_it(place: Place) -> None:
    from wagtail_localize.models import TranslationSource

    submit(place.other)
    place.urls["target"] = "/en/results/2015/"
    place.edit(place.other, introduction="Något nytt.")
    after(
        place,
        lambda: TranslationSource.objects.get_for_instance(
            ResultsPage.objects.get(pk=place.other.pk)
        ).update_from_db(),
        kept=("information", "v3 information"),
    )
