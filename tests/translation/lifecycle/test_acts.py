"""Acts on a source and all its versions are whole, told beforehand, and only for those who may."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

import pytest
from pytest_django import Settings

from results.admin.groups import EDITORS, make_groups
from tests.factories import ResultsPageFactory, UserFactory, browser_of, home_page

from .families import ACTS, Family, Version, bulk, bulk_url, locale, text, translation

pytestmark = pytest.mark.django_db

ENGLISH = "“Resultat” (English)"
SINGLE: dict[str, Callable[[Any, Any], str]] = {
    "unpublish": lambda page, place: reverse("wagtailadmin_pages:unpublish", args=[page.pk]),
    "delete": lambda page, place: reverse("wagtailadmin_pages:delete", args=[page.pk]),
    "move": lambda page, place: reverse(
        "wagtailadmin_pages:move_confirm", args=[page.pk, place.pk]
    ),
}
IN_BULK_OR_ALONE = pytest.mark.parametrize("in_bulk", [False, True])


def as_swedish_publisher() -> Client:
    """The browser of a person who may do everything with the Swedish pages, and with no others."""
    may = ["add_page", "change_page", "publish_page", "bulk_delete_page"]
    person = UserFactory.create(may=may)
    GroupPagePermission.objects.filter(group__user=person).update(page=home_page())
    return browser_of(person, language="en")


def snapshot() -> list[Any]:
    return list(Page.objects.order_by("pk").values_list("pk", "live", "url_path"))


def move(family: Family, in_bulk: bool) -> Any:
    """Move the edition to the other place, alone or in bulk."""
    if in_bulk:
        return bulk(family, "move", family.edition, chooser=family.other.pk)
    return family.browser.post(SINGLE["move"](family.edition, family.other), follow=True)


@IN_BULK_OR_ALONE
def test_who_may_not_do_it_to_a_version_does_nothing(family: Family, in_bulk: bool) -> None:
    family.make("en", Version.LIVE)
    alone = ResultsPageFactory.create(parent=family.index, year=2018)
    before, client = snapshot(), as_swedish_publisher()
    swedish = Family(family.index, family.other, family.edition, client)
    for action, url in SINGLE.items():
        if in_bulk:
            answer = bulk(swedish, action, alone, family.edition, chooser=family.other.pk)
        else:
            answer = client.post(url(family.edition, family.other), follow=True)
        assert ENGLISH in text(answer)
        assert "Nothing was done" in text(answer)
        assert snapshot() == before


@pytest.mark.parametrize("action", SINGLE)
def test_a_page_without_versions_needs_no_other_right(family: Family, action: str) -> None:
    alone = ResultsPageFactory.create(parent=family.index, year=2018)
    before, client = snapshot(), as_swedish_publisher()
    answer = client.post(SINGLE[action](alone, family.other), {"reason": "Mixed up."})
    assert answer.status_code == 302
    assert snapshot() != before


def test_the_confirmation_counts_and_names_the_versions(family: Family) -> None:
    family.make("en", Version.LIVE)
    counted = {
        "unpublish": "This will also unpublish one translation of the page.",
        "delete": "will also delete 1 translation",
        "move": "This will also move one translation of this page",
    }
    for action, url in SINGLE.items():
        shown = text(family.browser.get(url(family.edition, family.other)))
        assert counted[action] in shown
        assert ENGLISH in shown or action == "unpublish"


def test_the_confirmation_of_many_names_the_versions_and_says_what_stands_in_the_way(
    family: Family,
) -> None:
    family.make("en", Version.LIVE)
    family.make("fi", Version.DRAFT)
    swedish = as_swedish_publisher()
    for action in SINGLE:
        url = f"{bulk_url(action)}?id={family.edition.pk}"
        shown = text(family.browser.get(url))
        assert ENGLISH in shown
        assert ("“Resultat” (Finnish)" in shown) == (action != "unpublish")
        assert ("This cannot be done" in text(swedish.get(url))) == (action != "move")


@IN_BULK_OR_ALONE
def test_a_version_stays_where_the_new_parent_has_none(family: Family, in_bulk: bool) -> None:
    version = family.make("en", Version.LIVE)
    Page.objects.get(translation_key=family.other.translation_key, locale=locale("en")).delete()
    url = SINGLE["move"](family.edition, family.other)
    assert "stay where they are" in text(family.browser.get(url))
    answer = move(family, in_bulk)
    assert "These stayed where they were" in text(answer)
    assert ENGLISH in text(answer)
    assert family.version("en").url_path == version.url_path
    assert family.version("sv").is_child_of(family.other)


def test_a_version_that_lies_elsewhere_stays_there(family: Family) -> None:
    family.make("en", Version.LIVE).move(family.destination(family.make("fi", Version.ALIAS)))
    before = family.version("en").url_path
    answer = move(family, in_bulk=False)
    assert "These stayed where they were" in text(answer)
    assert family.version("en").url_path == before


@IN_BULK_OR_ALONE
@pytest.mark.parametrize(
    ("slug", "year", "told"),
    [("2016", 1999, "there is a page with its slug"), ("same-year", 2016, "")],
    ids=["the slug is taken", "the guard refuses"],
)
def test_nothing_moves_where_a_version_cannot(
    family: Family, slug: str, year: int, told: str, in_bulk: bool
) -> None:
    version = family.make("en", Version.LIVE)
    assert version.slug == "2016"
    ResultsPageFactory.create(parent=family.destination(version), slug=slug, year=year)
    before = snapshot()
    assert told in text(move(family, in_bulk))
    assert snapshot() == before


def test_pages_of_other_types_are_left_to_wagtail(family: Family) -> None:
    section = home_page().add_child(instance=Page(title="Section", slug="section"))
    version = section.copy_for_translation(locale("en"))
    version.save_revision().publish()
    family.browser.post(SINGLE["unpublish"](section, None))
    family.browser.post(SINGLE["delete"](section, None))
    assert Page.objects.get(pk=version.pk).live


@IN_BULK_OR_ALONE
def test_what_is_below_an_index_is_unpublished_with_its_versions(
    family: Family, in_bulk: bool
) -> None:
    family.make("en", Version.LIVE)
    url = SINGLE["unpublish"](family.index, None)
    # Not with the index alone.
    for fields in ({}, {"include_descendants": "on"}):
        assert family.version("sv").live
        assert family.version("en").live
        Page.objects.filter(pk=family.index.pk).update(live=True)
        if in_bulk:
            bulk(family, "unpublish", family.index, **fields)
        else:
            family.browser.post(url, fields)
    assert not family.version("sv").live
    assert not family.version("en").live


@IN_BULK_OR_ALONE
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


FINNISH_GROUP, ENGLISH_GROUP = "Results translators: Finnish", "Results translators: English"


def member(group: str) -> Client:
    """The browser of a member of the group, which may submit for translation besides."""
    made = Group.objects.get(name=group)
    made.permissions.add(*Permission.objects.filter(codename="submit_translation"))
    person = UserFactory.create()
    person.groups.add(made)
    client = browser_of(person, language="en")
    client.raise_request_exception = False
    return client


@pytest.fixture
def world(family: Family) -> Family:
    """A draft in English and one in Finnish, and a group for each language."""
    for code in ("en", "fi"):
        family.make(code, Version.DRAFT)
    make_groups([home_page()])
    return family


def sync_and_publish(client: Client) -> None:
    url = reverse("wagtail_localize:update_translations", args=[translation().source_id])
    client.post(url, {"publish_translations": "on"})


def submit_again(world: Family, client: Client) -> Any:
    world.version("en").delete()
    url = reverse("wagtail_localize:submit_page_translation", args=[world.edition.pk])
    return client.post(url, {"locales": [locale("en").pk]})


def test_a_translator_of_another_language_has_nothing_submitted(world: Family) -> None:
    answer = submit_again(world, member(FINNISH_GROUP))
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert not Page.objects.filter(locale=locale("en"), slug=world.edition.slug).exists()


def test_who_edits_neither_the_source_nor_a_translation_does_not_sync(world: Family) -> None:
    Page.objects.get(pk=world.version("fi").pk).delete()
    before = translation().source.last_updated_at
    url = reverse("wagtail_localize:update_translations", args=[translation().source_id])
    answer = member(FINNISH_GROUP).post(url, {})
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert translation().source.last_updated_at == before


def test_to_publish_all_languages_takes_the_right_for_each(world: Family) -> None:
    client = member(ENGLISH_GROUP)
    sync_and_publish(client)
    assert not world.version("en").live
    url = reverse("wagtail_localize:update_translations", args=[translation().source_id])
    assert client.post(url, {}).headers["Location"] != reverse("wagtailadmin_home")
    Page.objects.get(pk=world.version("fi").pk).delete()
    sync_and_publish(client)
    assert world.version("en").live


def test_an_editor_has_pages_translated_but_publishes_none(
    world: Family, settings: Settings
) -> None:
    client = member(EDITORS)
    sync_and_publish(client)
    assert not world.version("en").live
    assert submit_again(world, client).headers["Location"] != reverse("wagtailadmin_home")
    assert not world.version("en").live
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    submit_again(world, client)
    assert not Page.objects.filter(locale=locale("en"), slug=world.edition.slug).exists()


def test_who_may_only_edit_does_not_make_a_public_page_an_alias(world: Family) -> None:
    page = world.version("en")
    page.save_revision().publish()
    group = Group.objects.get(name=ENGLISH_GROUP)
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
    member(ENGLISH_GROUP).post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    assert world.version("en").alias_of_id is None
