"""A translator works on the own language only, on every screen and by every route."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

import pytest
from pytest_django import Settings

from results.admin.groups import EDITORS, make_groups
from tests.factories import UserFactory, browser_of, home_page

from .families import Family, Version, locale, translation
from .routes import (
    ROUTES,
    approve,
    make_alias,
    of_localize,
    publish_in_bulk,
    restart,
    stop,
    submit_again,
    sync_and_publish,
    upload_file,
)

pytestmark = pytest.mark.django_db

FINNISH, ENGLISH = "Results translators: Finnish", "Results translators: English"


def member(group: str, *more: str) -> Client:
    """The browser of a member of the group, which may submit for translation besides."""
    made = Group.objects.get(name=group)
    made.permissions.add(*Permission.objects.filter(codename__in=["submit_translation", *more]))
    person = UserFactory.create()
    person.groups.add(made)
    client = browser_of(person, language="en")
    client.raise_request_exception = False
    return client


@pytest.fixture(scope="module")
def shared_family(shared_family: Family) -> Family:
    shared_family.make("en", Version.DRAFT)
    shared_family.make("fi", Version.DRAFT)
    make_groups([home_page()])
    return shared_family


@pytest.fixture
def world(family: Family) -> Family:
    """A draft in English and one in Finnish, and a group for each language."""
    return family


def snapshot() -> Any:
    """All that a translator could have changed of the English page."""
    english = locale("en")
    return (
        list(Page.objects.filter(locale=english).values_list("pk", "live", "alias_of", "title")),
        list(StringTranslation.objects.filter(locale=english).values_list("data")),
        list(SegmentOverride.objects.filter(locale=english).values_list("data_json")),
        list(Translation.objects.filter(target_locale=english).values_list("pk")),
    )


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_a_translator_of_another_language_changes_nothing(
    world: Family, route: Callable[[Family, Client], Any]
) -> None:
    if route is restart:
        Translation.objects.update(enabled=False)
    client = member(FINNISH)
    before = snapshot() if route is not submit_again else None
    answer = route(world, client)
    assert answer.status_code in {302, 403}
    if answer.status_code == 302:
        assert answer["Location"] == reverse("wagtailadmin_home")
    if route is submit_again:
        assert not Page.objects.filter(locale=locale("en"), slug=world.edition.slug).exists()
    else:
        assert snapshot() == before
        assert translation().enabled == (route is not restart)


# The others take more than one language, or the group of the task.
@pytest.mark.parametrize(
    "route",
    [each for each in ROUTES if each not in {approve, sync_and_publish}],
    ids=lambda route: route.__name__,
)
def test_a_translator_of_the_language_may(
    world: Family, route: Callable[[Family, Client], Any]
) -> None:
    if route is restart:
        Translation.objects.update(enabled=False)
    answer = route(world, member(ENGLISH))
    assert answer.status_code in {200, 201, 302, 404}
    assert answer.headers.get("Location") != reverse("wagtailadmin_home") or route in {
        upload_file,
        stop,
        publish_in_bulk,
    }


def test_who_edits_neither_the_source_nor_a_translation_does_not_sync(world: Family) -> None:
    Page.objects.get(pk=world.version("fi").pk).delete()
    before = translation().source.last_updated_at
    url = of_localize("update_translations", translation().source_id)
    answer = member(FINNISH).post(url, {})
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert translation().source.last_updated_at == before


def test_to_publish_all_languages_takes_the_right_for_each(world: Family) -> None:
    client = member(ENGLISH)
    sync_and_publish(world, client)
    assert not world.version("en").live
    url = of_localize("update_translations", translation().source_id)
    assert client.post(url, {}).headers["Location"] != reverse("wagtailadmin_home")
    Page.objects.get(pk=world.version("fi").pk).delete()
    sync_and_publish(world, client)
    assert world.version("en").live


def test_an_editor_has_pages_translated_but_publishes_none(
    world: Family, settings: Settings
) -> None:
    client = member(EDITORS)
    sync_and_publish(world, client)
    assert not world.version("en").live
    assert submit_again(world, client).headers["Location"] != reverse("wagtailadmin_home")
    assert not world.version("en").live
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    Page.objects.get(pk=world.version("en").pk).delete()
    client.post(
        of_localize("submit_page_translation", world.edition.pk), {"locales": [locale("en").pk]}
    )
    assert not Page.objects.filter(locale=locale("en"), slug=world.edition.slug).exists()


def test_who_may_only_edit_does_not_make_a_public_page_an_alias(world: Family) -> None:
    page = world.version("en")
    page.save_revision().publish()
    before = snapshot()
    group = Group.objects.get(name=ENGLISH)
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
    make_alias(world, member(ENGLISH))
    assert snapshot() == before
