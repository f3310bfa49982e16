"""Each row of the table of rules, done in the admin, and what it leaves unsaid."""

from typing import Any

from wagtail.models import Page
from wagtail_localize.operations import translate_object

import pytest

from results.models import ResultsPage
from results.publishing import Publication
from results.translation.lifecycle.acts import versions_of
from tests.docs.markdown import reference, sections, tables
from tests.factories import ResultsPageFactory

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
