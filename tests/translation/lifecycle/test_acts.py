"""Acts on a source and all its versions: each row of the table of rules, whole, told beforehand, and only for those who may."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

import pytest

from results.admin.groups import EDITORS, make_groups
from results.models import ResultsPage
from results.publishing import Publication
from results.translation.lifecycle.acts import versions_of
from tests.docs.markdown import reference, sections, tables
from tests.factories import ResultsPageFactory, UserFactory, browser_of, home_page

from ..translating import edit_url, submit_by_hand
from .families import (
    NEW_TITLE,
    Family,
    Version,
    act,
    bulk_url,
    do,
    edit,
    in_an_hour,
    let_time_come,
    locale,
    screen,
    text,
    translation,
    url_of,
)

ENGLISH = "“Resultat” (English)"
ACTIONS = ("unpublish", "delete", "move")
IN_BULK_OR_ALONE = pytest.mark.parametrize("in_bulk", [False, True])


def as_swedish_publisher() -> Client:
    """The browser of a person who may do everything with the Swedish pages, and with no others."""
    may = ["add_page", "change_page", "publish_page", "bulk_delete_page"]
    person = UserFactory.create(may=may)
    GroupPagePermission.objects.filter(group__user=person).update(page=home_page())
    return browser_of(person, language="en")


def snapshot() -> list[Any]:
    return list(Page.objects.order_by("pk").values_list("pk", "live", "url_path"))


@IN_BULK_OR_ALONE
def test_who_may_not_do_it_to_a_version_does_nothing(family: Family, in_bulk: bool) -> None:
    family.make("en", Version.LIVE)
    alone = ResultsPageFactory.create(parent=family.index, year=2018)
    before, client = snapshot(), as_swedish_publisher()
    swedish = Family(family.index, family.other, family.edition, client)
    for action in ACTIONS:
        answer = text(act(swedish, action, in_bulk, family.edition, alone))
        assert ENGLISH in answer
        assert "Nothing was done" in answer
        assert snapshot() == before


@pytest.mark.parametrize("action", ACTIONS)
def test_a_page_without_versions_needs_no_other_right(family: Family, action: str) -> None:
    alone = ResultsPageFactory.create(parent=family.index, year=2018)
    before, client = snapshot(), as_swedish_publisher()
    answer = client.post(url_of(action, alone, family.other), {"reason": "Mixed up."})
    assert answer.status_code == 302
    assert snapshot() != before


def test_the_confirmation_counts_and_names_the_versions(family: Family) -> None:
    family.make("en", Version.LIVE)
    counted = ("unpublish one translation", "delete 1 translation", "move one translation")
    for action, number in zip(ACTIONS, counted, strict=True):
        shown = text(family.browser.get(url_of(action, family.edition, family.other)))
        assert f"will also {number}" in shown
        assert ENGLISH in shown or action == "unpublish"


def test_the_confirmation_of_many_names_versions_and_what_is_in_the_way(family: Family) -> None:
    family.make("en", Version.LIVE)
    family.make("fi", Version.DRAFT)
    swedish = as_swedish_publisher()
    for action in ACTIONS:
        url = f"{bulk_url(action)}?id={family.edition.pk}"
        shown = text(family.browser.get(url))
        assert ENGLISH in shown
        assert ("“Resultat” (Finnish)" in shown) == (action != "unpublish")
        assert ("This cannot be done" in text(swedish.get(url))) == (action != "move")


@IN_BULK_OR_ALONE
def test_a_version_stays_where_the_new_parent_has_none(family: Family, in_bulk: bool) -> None:
    version = family.make("en", Version.LIVE)
    Page.objects.get(translation_key=family.other.translation_key, locale=locale("en")).delete()
    url = url_of("move", family.edition, family.other)
    assert "stay where they are" in text(family.browser.get(url))
    answer = text(act(family, "move", in_bulk, family.edition))
    assert "These stayed where they were" in answer
    assert ENGLISH in answer
    assert family.version("en").url_path == version.url_path
    assert family.version("sv").is_child_of(family.other)


def test_a_version_that_lies_elsewhere_stays_there(family: Family) -> None:
    family.make("en", Version.LIVE).move(family.destination(family.make("fi", Version.ALIAS)))
    before = family.version("en").url_path
    answer = act(family, "move", False, family.edition)
    assert "These stayed where they were" in text(answer)
    assert family.version("en").url_path == before


@IN_BULK_OR_ALONE
@pytest.mark.parametrize(
    ("slug", "year", "told"),
    [("2016", 1999, "there is a page with its slug"), ("same-year", 2016, "")],
    ids=["the slug is taken", "the guard refuses"],
)
def test_nothing_moves_where_one_cannot(
    family: Family, slug: str, year: int, told: str, in_bulk: bool
) -> None:
    version = family.make("en", Version.LIVE)
    assert version.slug == "2016"
    ResultsPageFactory.create(parent=family.destination(version), slug=slug, year=year)
    before = snapshot()
    assert told in text(act(family, "move", in_bulk, family.edition))
    assert snapshot() == before


def test_pages_of_other_types_are_left_to_wagtail(family: Family) -> None:
    section = home_page().add_child(instance=Page(title="Section", slug="section"))
    version = section.copy_for_translation(locale("en"))
    version.save_revision().publish()
    for action in ("unpublish", "delete"):
        family.browser.post(url_of(action, section, section))
    assert Page.objects.get(pk=version.pk).live


@IN_BULK_OR_ALONE
def test_what_is_below_an_index_is_unpublished_in_all(family: Family, in_bulk: bool) -> None:
    family.make("en", Version.LIVE)
    # Not with the index alone.
    for fields in ({}, {"include_descendants": "on"}):
        assert family.version("sv").live
        assert family.version("en").live
        Page.objects.filter(pk=family.index.pk).update(live=True)
        act(family, "unpublish", in_bulk, family.index, **fields)
    assert not family.version("sv").live
    assert not family.version("en").live


@IN_BULK_OR_ALONE
def test_an_index_is_deleted_with_versions_of_what_is_below(family: Family, in_bulk: bool) -> None:
    family.make("en", Version.LIVE).move(family.destination(family.make("fi", Version.DRAFT)))
    key = family.edition.translation_key
    act(family, "delete", in_bulk, family.index)
    assert not Page.objects.filter(translation_key__in=[key, family.index.translation_key]).exists()
    assert not any(Page.find_problems())


@pytest.mark.parametrize("keeps_rows", [False, True])
def test_after_a_deletion_nothing_raises(family: Family, settings: Any, keeps_rows: bool) -> None:
    settings.WAGTAILLOCALIZE_DISABLE_ON_DELETE = keeps_rows
    version = family.make("en", Version.LIVE)
    source = TranslationSource.objects.get_for_instance(family.edition)
    segment = source.stringsegment_set.first()
    translation = source.translations.get()
    do("Delete", family, version)
    assert not Translation.objects.filter(enabled=True).exists()
    for url in (
        edit_url(family.edition),
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
    do("Publish", family, family.edition)
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
    for code in ("en", "fi"):
        family.make(code, Version.DRAFT)
    make_groups([home_page()])
    return family


def sync(client: Client, **fields: str) -> Any:
    url = reverse("wagtail_localize:update_translations", args=[translation().source_id])
    return client.post(url, fields).headers["Location"]


def submit_again(world: Family, client: Client) -> Any:
    world.version("en").delete()
    return submit_by_hand(client, world.edition).redirect_chain[0][0]


def test_a_translator_of_another_language_has_nothing_submitted(world: Family) -> None:
    assert submit_again(world, member(FINNISH_GROUP)) == reverse("wagtailadmin_home")
    assert not Page.objects.filter(locale=locale("en"), slug=world.edition.slug).exists()


def test_to_publish_all_languages_takes_the_right_for_each(world: Family) -> None:
    client = member(ENGLISH_GROUP)
    sync(client, publish_translations="on")
    assert not world.version("en").live
    assert sync(client) != reverse("wagtailadmin_home")
    Page.objects.get(pk=world.version("fi").pk).delete()
    sync(client, publish_translations="on")
    assert world.version("en").live


def test_an_editor_has_pages_translated_and_not_published(world: Family, settings: Any) -> None:
    client = member(EDITORS)
    sync(client, publish_translations="on")
    assert not world.version("en").live
    assert submit_again(world, client) != reverse("wagtailadmin_home")
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
