"""A translation that nobody has worked on is treated as an alias, until a person publishes it."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.languages.aliases import ORIGINAL, is_alias, with_originals
from results.publishing import register_step, steps
from tests.factories import AdminFactory

from ..changing import another
from ..translating import Translator, english, mark_memory, say, submit, target, translation_of
from .families import let_time_come


def test_what_is_only_submitted_is_an_alias(submitted: Any, django_assert_num_queries: Any) -> None:
    page = target(submitted)
    assert page.alias_of_id is None
    # A page in memory is asked about once.
    with django_assert_num_queries(1):
        assert is_alias(page)
        assert is_alias(page)
    assert not is_alias(submitted)


def test_text_of_a_person_is_work_once_it_is_public(submitted: Any, browser: Client) -> None:
    Translator(browser, target(submitted)).write("title", "Results 2016")
    assert is_alias(target(submitted))
    translation_of(submitted).save_target(publish=True)
    assert not is_alias(target(submitted))


@pytest.mark.parametrize(
    "origin",
    [
        {"translation_type": "machine", "tool_name": "Machine"},
        {},
    ],
)
def test_text_nobody_looked_at_is_no_work(submitted: Any, origin: dict[str, str]) -> None:
    say(translation_of(submitted), "title", "Results 2016")
    rows = english().string_translations
    rows.update(**origin) if origin else mark_memory(rows.all())
    translation_of(submitted).save_target(publish=True)
    assert target(submitted).title == "Results 2016"
    assert is_alias(target(submitted))


def test_syncing_from_the_source_is_no_work(submitted: Any, admin: Client) -> None:
    url = reverse(
        "wagtail_localize:update_translations", args=[translation_of(submitted).source_id]
    )
    assert admin.post(url, {"publish_translations": "on"}).status_code == 302
    assert Revision.page_revisions.filter(object_id=str(target(submitted).pk)).count() > 1
    assert is_alias(target(submitted))


def test_a_stopped_translation_is_work_when_it_is_published(submitted: Any, admin: Client) -> None:
    Translation.objects.update(enabled=False)
    assert is_alias(target(submitted))
    page = target(submitted)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert admin.post(f"{url}?id={page.pk}").status_code == 302
    assert not is_alias(target(submitted))


@pytest.mark.parametrize("is_pruned", [False, True], ids=["with its history", "without"])
def test_a_page_with_a_time_is_work_then(submitted: Any, translator: Any, is_pruned: bool) -> None:
    page = target(submitted)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(user=translator)
    revision.publish(user=translator)
    assert is_alias(target(submitted))
    if is_pruned:
        PageLogEntry.objects.all().delete()
    let_time_come()
    assert target(submitted).live_revision_id == revision.pk
    assert not is_alias(target(submitted))


def test_an_alias_begins_anew(submitted: Any, browser: Client, admin: Client) -> None:
    Translator(browser, target(submitted)).publish()
    url = reverse("wagtail_localize:convert_to_alias", args=[target(submitted).pk])
    admin.post(url)
    assert target(submitted).alias_of_id == submitted.pk
    translate_object(submitted, [english()], user=AdminFactory.create())
    assert target(submitted).alias_of_id is None
    assert is_alias(target(submitted))


def test_without_its_source_a_page_speaks_for_itself(submitted: Any) -> None:
    page = target(submitted)
    submitted.delete()
    assert not is_alias(type(page).objects.get(pk=page.pk))


def test_all_pages_cost_one_query(submitted: Any, django_assert_num_queries: Any) -> None:
    pages, untouched = [submitted], set()
    for year in (2017, 2018, 2019):
        page = another(submitted, year)
        submit(page)
        pages += [page, target(page)]
        untouched.add(target(page).pk)
    with django_assert_num_queries(1):
        found = with_originals(Page.objects.filter(pk__in=[page.pk for page in pages]))
        assert {page.pk for page in found if getattr(page, ORIGINAL)} == untouched


def test_what_follows_from_a_publication_knows_that_a_person_has_published(
    submitted: Any,
    browser: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(steps, "_steps", {})
    seen: list[bool] = []
    register_step("look", lambda publication: seen.append(is_alias(publication.page)))
    with django_capture_on_commit_callbacks(execute=True):
        Translator(browser, target(submitted)).publish()
    assert seen == [False]
