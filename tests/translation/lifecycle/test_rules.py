"""Each row of the table of rules, done in the admin, and what it leaves unsaid: which translation is treated as an alias."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page, PageLogEntry, Revision
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsPage
from results.publishing import Publication, register_step, steps
from results.reading.publicity import ORIGINAL, is_alias, with_originals
from results.translation.lifecycle.acts import versions_of
from results.translation.strings.doubts import MEMORY
from tests.docs.markdown import reference, sections, tables
from tests.factories import AdminFactory, ResultsPageFactory

from ..changing import another
from ..translating import Translator, english, say, submit, target, translation_of
from .families import (
    NEW_TITLE,
    Family,
    Version,
    do,
    edit,
    in_an_hour,
    let_time_come,
    locale,
    screen,
    translation,
)

(TABLE,) = tables(sections(reference("translation"))["Life cycle"])
# What is done to a translation leaves all others as they are.
LEFT = {"Copy": "is not copied"}
CASES = [
    pytest.param(
        row["Act"],
        origin,
        version,
        row[version.value] if origin == "the source" else LEFT.get(row["Act"], "stays as it is"),
        in_bulk,
        id=f"{row['Act']}-{origin}-{version.name}{'-bulk' * in_bulk}",
    )
    for row in TABLE
    for origin in ("the source", "a translation")
    for version in Version
    for in_bulk in ([False, True] if row["In bulk"] == "the same" else [False])
]


@pytest.mark.parametrize(("act", "origin", "kind", "outcome", "in_bulk"), CASES)
def test_what_the_table_says(
    family: Family, act: str, origin: str, kind: Version, outcome: str, in_bulk: bool
) -> None:
    if origin == "the source":
        page, version = family.edition, family.make("en", kind)
    else:
        page, version = family.make("en", Version.LIVE), family.make("fi", kind)
    before = state(version.pk)
    source = state(family.edition.pk)
    do(act, family, page, in_bulk)
    if act == "Publish at a set time":
        assert state(version.pk) == before
        let_time_come()
    if act.startswith("Publish"):
        assert Page.objects.get(pk=page.pk).title == NEW_TITLE
    if act in {"Unpublish", "End at a set time"}:
        assert not Page.objects.get(pk=page.pk).live
    check(outcome, family, version, before)
    if act in {"Unpublish", "Move", "Delete"} and kind is Version.LIVE:
        followed = Publication.objects.filter(page_id=version.pk).exclude(kind="published")
        assert followed.count() == (origin == "the source")
    if origin == "a translation":
        assert state(family.edition.pk) == source


def state(pk: int) -> Any:
    """What the public and the editors see of the page."""
    names = ("title", "live", "url_path", "expire_at", "alias_of", "has_unpublished_changes")
    return Page.objects.filter(pk=pk).values(*names).first()


def check(outcome: str, family: Family, version: Any, before: dict[str, Any]) -> None:
    """See that what the version has become is what the table says."""
    now = state(version.pk)
    if outcome == "is deleted too":
        assert now is None
        return
    renewed = {"live": True, "title": NEW_TITLE}
    place = f"{family.destination(version).url_path}{version.slug}/"
    changed: dict[str, dict[str, Any]] = {
        "stays as it is": {},
        "is not copied": {},
        "shows what the source shows": renewed,
        "shows what the source shows, at that time": renewed,
        "is unpublished too": {"live": False, "url_path": before["url_path"]},
        "ends at the same time": {"live": False, "expire_at": family.version("sv").expire_at},
        "moves too": {"live": before["live"], "url_path": place},
    }
    expected = changed[outcome] or before
    assert {name: now[name] for name in expected} == expected
    if outcome == "is not copied":
        assert not Page.objects.filter(locale_id=version.locale_id, slug="copy").exists()


def test_of_versions_made_by_hand_the_source_is_in_the_first_language(family: Family) -> None:
    english = family.edition.copy_for_translation(locale("en"), copy_parents=True)
    assert list(versions_of([english, family.edition])) == [family.edition.pk]


def test_a_draft_in_the_first_language_is_no_source_of_a_public_page(family: Family) -> None:
    english = family.edition.copy_for_translation(locale("en"), copy_parents=True)
    english.save_revision().publish()
    ResultsPage.objects.filter(pk=family.edition.pk).update(live=False, first_published_at=None)
    assert list(versions_of([english, family.edition])) == [english.pk]


def test_a_page_that_was_translated_into_the_first_language_is_no_source(family: Family) -> None:
    english = family.destination(family.make("en", Version.ALIAS))
    page = ResultsPageFactory.create(parent=english, year=2018, locale=locale("en"))
    translate_object(page, [locale("sv")])
    swedish = page.get_translation(locale("sv"))
    assert list(versions_of([swedish, page])) == [page.pk]


def test_before_its_time_a_translator_does_not_get_the_text_to_come(family: Family) -> None:
    family.make("en", Version.LIVE)
    edit(family, title=NEW_TITLE, go_live_at=in_an_hour())
    family.browser.post(screen(family))
    assert NEW_TITLE not in translation().source.content_json
    assert family.version("en").title == "Resultat"
    let_time_come()
    assert family.version("sv").title == NEW_TITLE
    assert family.version("en").live


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
        # One that is published later has it, too.
        translation("fi").save_target(publish=True)
        assert family.version("fi").expire_at == time
    let_time_come()
    assert family.version("en").live


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
        {"translation_type": "manual", "tool_name": MEMORY},
    ],
)
def test_text_nobody_looked_at_is_no_work(submitted: Any, origin: dict[str, str]) -> None:
    say(translation_of(submitted), "title", "Results 2016")
    english().string_translations.update(**origin)
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
    register_step("look", lambda publication: seen.append(is_alias(publication.get_page())))
    with django_capture_on_commit_callbacks(execute=True):
        Translator(browser, target(submitted)).publish()
    assert seen == [False]
