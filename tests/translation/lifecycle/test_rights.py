"""What is done to all languages of a page takes the right for each; see also tests/rights."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page

import pytest
from pytest_django import Settings

from results.admin.groups import EDITORS, make_groups
from tests.factories import UserFactory, browser_of, home_page

from .families import Family, Version, locale, translation

pytestmark = pytest.mark.django_db

FINNISH, ENGLISH = "Results translators: Finnish", "Results translators: English"


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


def test_who_edits_neither_the_source_nor_a_translation_does_not_sync(world: Family) -> None:
    Page.objects.get(pk=world.version("fi").pk).delete()
    before = translation().source.last_updated_at
    url = reverse("wagtail_localize:update_translations", args=[translation().source_id])
    answer = member(FINNISH).post(url, {})
    assert answer.headers["Location"] == reverse("wagtailadmin_home")
    assert translation().source.last_updated_at == before


def test_to_publish_all_languages_takes_the_right_for_each(world: Family) -> None:
    client = member(ENGLISH)
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
    group = Group.objects.get(name=ENGLISH)
    GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
    member(ENGLISH).post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))
    assert world.version("en").alias_of_id is None
