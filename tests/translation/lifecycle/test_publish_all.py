"""A page and its translations are published together, now or at one time: all of them, or none."""

import json
from datetime import timedelta
from typing import Any

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from wagtail.models import GroupPagePermission, Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation

import pytest

from results.admin.groups import PUBLISHERS, make_groups
from results.publishing import Publication
from tests.factories import ResultsPageFactory, UserFactory, as_stream, home_page, incomplete_body
from tests.publishing.forms import page_form_data

from ..translating import edit_url, say
from .families import (
    BUTTON,
    NEW_TITLE,
    Family,
    Version,
    edit,
    in_an_hour,
    let_time_come,
    locale,
    screen,
    state,
    text,
    translation,
)
from .test_acts import member

# What is public once all are.
ALL = {"sv": NEW_TITLE, "en": "Results", "fi": "By hand fi"}


def shown(family: Family) -> dict[str, str]:
    """The titles of the versions that are public."""
    pages = {code: family.version(code) for code in ALL}
    return {code: page.title for code, page in pages.items() if page.live}


def shows_button(client: Any, page: Page) -> bool:
    answer = client.get(edit_url(page))
    return f'name="{BUTTON}"' in answer.content.decode()


def test_the_button_is_there_for_a_source_with_translations(both: Family) -> None:
    assert shows_button(both.browser, both.edition)
    for code in ("en", "fi"):
        assert not shows_button(both.browser, both.version(code))
        both.version(code).delete()
    assert not shows_button(both.browser, both.edition)
    both.make("fi", Version.ALIAS)
    assert not shows_button(both.browser, both.edition)


def test_the_button_is_for_those_who_may_publish_all_languages(both: Family) -> None:
    make_groups([home_page()])
    client = member(PUBLISHERS)
    assert shows_button(client, both.edition)
    assert client.get(screen(both)).status_code == 200
    GroupPagePermission.objects.filter(
        group__name=PUBLISHERS, page=home_page("fi"), permission__codename="publish_page"
    ).delete()
    assert not shows_button(client, both.edition)
    before = state(both)
    for answer in (client.get(screen(both)), client.post(screen(both))):
        assert answer.status_code == 302
    assert state(both) == before


def test_a_version_that_somebody_has_locked_holds_all_back(both: Family) -> None:
    Page.objects.filter(pk=both.version("en").pk).update(
        locked=True, locked_by=UserFactory.create(), locked_at=timezone.now()
    )
    assert not shows_button(both.browser, both.edition)
    before = state(both)
    assert both.browser.post(screen(both)).status_code == 302
    assert state(both) == before


def test_the_button_saves_a_draft_and_leads_to_the_screen(both: Family) -> None:
    page = both.version("sv").get_latest_revision_as_object()
    page.title = "Newer still"
    url = edit_url(page)
    answer = both.browser.post(url, page_form_data(page, **{BUTTON: "1"}))
    assert answer.headers["Location"] == screen(both)
    assert both.version("sv").title == "Resultat"
    assert both.version("sv").get_latest_revision_as_object().title == "Newer still"


def test_the_screen_says_which_languages_and_how_far_they_are(both: Family) -> None:
    said = text(both.browser.get(screen(both)))
    total, translated = translation().get_progress()
    assert translated == 1
    assert f"1 of {total} translated" in said
    assert "written by hand" in said
    for code in ("en", "fi"):
        assert edit_url(both.version(code)) in said


def test_all_are_published(both: Family) -> None:
    assert both.browser.post(screen(both)).status_code == 302
    assert shown(both) == ALL
    for code in ALL:
        page = both.version(code)
        assert not page.has_unpublished_changes
        assert page.live_revision_id == page.latest_revision_id
    assert Publication.objects.filter(page_id=both.version("en").pk).count() == 1
    entries = PageLogEntry.objects.filter(action="wagtail.publish").latest_by_uuid_and_action()
    for code in ("sv", "en"):
        assert entries.filter(page=both.version(code).pk).exists(), code


def test_a_difference_from_the_source_asks_for_a_reason(both: Family) -> None:
    say(translation(), "title", "Results of 17")
    assert both.browser.post(screen(both)).status_code == 200
    assert not both.version("en").live
    assert both.browser.post(screen(both), {"reason": "As agreed."}).status_code == 302
    english = both.version("en")
    assert english.live
    entry = PageLogEntry.objects.get(page=english.pk, action="results.translation.faults")
    assert entry.data["reason"] == "As agreed."


def test_a_refused_translation_holds_all_back_and_each_has_its_reasons(both: Family) -> None:
    say(translation(), "title", "x" * 300)
    before = state(both)
    answer = both.browser.post(screen(both))
    assert answer.status_code == 200
    assert state(both) == before
    said = text(answer)
    assert "Nothing was published" in said
    assert "255" in said
    assert StringTranslation.objects.get(data="x" * 300).has_error
    say(translation(), "title", "x" * 300)
    page = both.version("fi").get_latest_revision_as_object()
    page.body = as_stream(incomplete_body())
    page.save_revision()
    rows = both.browser.post(screen(both)).context["rows"]
    assert [bool(row["reasons"]) for row in rows] == [False, True, True]
    assert state(both) == before


def test_a_refused_source_holds_all_back(both: Family) -> None:
    edit(both, body=as_stream(incomplete_body()))
    before = state(both)
    rows = both.browser.post(screen(both)).context["rows"]
    assert rows[0]["reasons"]
    assert state(both) == before


@pytest.fixture
def scheduled(both: Family) -> Family:
    edit(both, go_live_at=in_an_hour())
    assert "same time" in text(both.browser.get(screen(both)))
    assert both.browser.post(screen(both)).status_code == 302
    return both


def times() -> list[Any]:
    found = Revision.objects.filter(approved_go_live_at__isnull=False)
    return [
        time.replace(microsecond=0) for time in found.values_list("approved_go_live_at", flat=True)
    ]


def test_all_have_the_same_time_and_are_public_when_it_has_come(scheduled: Family) -> None:
    assert times() == [in_an_hour()] * 3
    assert shown(scheduled) == {"sv": "Resultat"}
    let_time_come()
    assert shown(scheduled) == ALL
    assert times() == []


def test_a_translation_refused_then_keeps_all_back(scheduled: Family, mailoutbox: Any) -> None:
    parent = scheduled.version("en").get_parent()
    ResultsPageFactory.create(parent=parent, slug="same-year", locale=locale("en"))
    let_time_come()
    assert shown(scheduled) == {"sv": "Resultat"}
    assert times() == []
    refused = PageLogEntry.objects.filter(action="results.publish.refused")
    assert {entry.page_id for entry in refused} == {scheduled.version(code).pk for code in ALL}
    assert "(Engelska)" in str(refused.get(page_id=scheduled.edition.pk).data["reasons"])


def test_a_source_refused_then_keeps_all_back(scheduled: Family) -> None:
    revision = scheduled.version("sv").scheduled_revision
    content = {**revision.content, "body": json.dumps(incomplete_body())}
    Revision.objects.filter(pk=revision.pk).update(content=content)
    let_time_come()
    assert shown(scheduled) == {"sv": "Resultat"}


def cancel(family: Family, code: str) -> None:
    page = family.version(code)
    args = [page.pk, page.scheduled_revision.pk]
    url = reverse("wagtailadmin_pages:revisions_unschedule", args=args)
    assert family.browser.post(url).status_code == 302


def test_to_cancel_the_time_of_the_source_cancels_all(scheduled: Family) -> None:
    cancel(scheduled, "sv")
    assert times() == []
    call_command("publish_scheduled")
    assert not scheduled.version("en").live


def test_to_cancel_the_time_of_a_translation_cancels_only_that(scheduled: Family) -> None:
    cancel(scheduled, "en")
    let_time_come()
    assert shown(scheduled) == {code: title for code, title in ALL.items() if code != "en"}


def test_a_source_that_was_published_earlier_by_hand_holds_nothing_back(scheduled: Family) -> None:
    edit(scheduled, go_live_at=None, title="Sooner")
    scheduled.version("sv").get_latest_revision().publish()
    assert len(times()) == 2
    let_time_come()
    assert shown(scheduled) == {**ALL, "sv": "Sooner"}


def test_the_time_is_set_anew_for_all(scheduled: Family) -> None:
    later = in_an_hour() + timedelta(hours=1)
    edit(scheduled, go_live_at=later)
    assert scheduled.browser.post(screen(scheduled)).status_code == 302
    assert times() == [later] * 3
    # At once after all, and they have no time any more.
    edit(scheduled, go_live_at=None)
    assert scheduled.browser.post(screen(scheduled)).status_code == 302
    assert times() == []
    assert shown(scheduled) == ALL
