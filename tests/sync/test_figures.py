"""Figures reach the other languages without any translation package."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from wagtail.models import GroupApprovalTask as Task
from wagtail.models import Locale, PageLogEntry, Workflow, WorkflowTask

import pytest

from results.models import ResultsPage
from results.sync import sync_languages
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    as_stream,
    described,
    good_body,
    home_page,
)

from ..translation.changing import body_with, publish, stat

pytestmark = pytest.mark.django_db


def in_english(page: Any, *, live: bool = True) -> Any:
    """A translation made by hand, as wagtail's simple_translation leaves it, with its own words."""
    home_page("en")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    body = good_body("We reviewed every report, in English.")
    body[1]["value"]["stats"][0]["value"]["label"] = "reports that were reviewed"
    english.title, english.body = "In English", body
    revision = english.save_revision()
    if live:
        revision.publish()
    return again(english)


def test_a_figure_reaches_a_hand_made_translation_and_its_words_stay(
    django_capture_on_commit_callbacks: Any,
) -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    page.period_end = date(2016, 6, 30)
    page.body = body_with(value="98", unit="percent", qualifier="over")
    with django_capture_on_commit_callbacks(execute=True):
        described(page).save_revision().publish()
    english = again(english)
    assert english.period_end == date(2016, 6, 30)
    assert stat(english)["value"] == "98"
    assert stat(english)["unit"] == "percent"
    assert stat(english)["qualifier"] == "over"
    assert stat(english)["label"] == "reports that were reviewed"
    assert english.title == "In English"
    assert "in English" in str(english.body[0].value["text"])
    assert not english.has_unpublished_changes


def test_a_pending_draft_gets_the_figures_and_its_review_goes_on() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    english.title = "A title in the making"
    draft = english.save_revision()
    workflow, task = Workflow.objects.create(name="Review"), Task.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    review = workflow.start(english, UserFactory.create())
    publish(page, body_with(value="7001"))
    english = again(english)
    assert (english.title, stat(english)["value"]) == ("In English", "7001")
    assert english.has_unpublished_changes
    assert english.draft_title == "A title in the making"
    assert english.latest_revision_id == draft.pk
    assert english.get_latest_revision().pk == draft.pk
    latest = english.get_latest_revision_as_object()
    assert (latest.title, stat(latest)["value"]) == ("A title in the making", "7001")
    actions = PageLogEntry.objects.filter(page=english.pk).values_list("action", flat=True)
    assert "wagtail.schedule.cancel" not in actions
    review.refresh_from_db()
    assert review.status == review.STATUS_IN_PROGRESS


def test_a_set_time_is_kept() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    english.go_live_at = timezone.now() + timedelta(days=3)
    english.title = "Later"
    draft = english.save_revision(approved_go_live_at=english.go_live_at)
    publish(page, body_with(value="7001"))
    draft.refresh_from_db()
    assert draft.approved_go_live_at == english.go_live_at
    later = draft.as_object()
    assert (later.title, stat(later)["value"]) == ("Later", "7001")
    assert again(english).live
    assert stat(again(english))["value"] == "7001"


def test_nothing_is_written_when_nothing_changed() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    english.title = "A title in the making"
    english.save_revision()
    before = list(english.revisions.order_by("pk").values())
    publish(page, good_body())
    assert list(english.revisions.order_by("pk").values()) == before


def test_the_follow_up_is_the_systems_act_that_no_finding_stops() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    body = list(english.body.raw_data)
    body[0]["value"]["links"][0]["value"]["url"] = ""
    ResultsPage.objects.filter(pk=english.pk).update(body=body)
    publish(page, body_with(value="7001"))
    assert stat(again(english))["value"] == "7001"
    entry = PageLogEntry.objects.filter(page_id=english.pk, action="results.follow").get()
    assert entry.user is None


def test_what_the_system_publishes_changes_other_languages_and_never_itself() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    sync_languages(english)
    page.body = body_with(value="7001")
    described(page).save_revision().publish()
    sync_languages(again(english), changes_version=False)
    assert stat(again(english))["value"] == "6558"
    sync_languages(again(page), changes_version=False)
    assert stat(again(english))["value"] == "7001"


def test_a_source_that_is_not_public_changes_nothing_and_that_is_marked() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    body = as_stream(body_with(value="7001"))
    ResultsPage.objects.filter(pk=page.pk).update(live=False, body=body)
    sync_languages(again(english))
    kinds = {each["kind"] for each in again(english).language_version.differences}
    assert kinds == {"figure", "unpublished"}
    assert stat(again(english))["value"] == "6558"


def test_a_draft_behind_a_page_in_line_gets_the_figures() -> None:
    page = ResultsPageFactory.create()
    english = in_english(page)
    sync_languages(english)
    english.body = body_with(value="7001")
    english.save_revision()
    publish(page)
    assert stat(again(english).get_latest_revision_as_object())["value"] == "6558"


def test_a_page_in_another_place_says_so_where_there_is_one_to_be_in() -> None:
    page = ResultsPageFactory.create(parent=ResultsIndexPageFactory.create())
    english = in_english(page)
    english.move(home_page("en"), pos="last-child")
    for expected in ({"place"}, set()):
        sync_languages(again(page))
        assert {each["kind"] for each in again(english).language_version.differences} == expected
        again(page).get_parent().get_translations().delete()
