"""Figures reach the other languages without any translation package; words stay with what they are about."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from wagtail.models import GroupApprovalTask as Task
from wagtail.models import Locale, PageLogEntry, Workflow, WorkflowTask

import pytest

from results.models import ResultsPage
from results.sync.comparing import present_numbers
from tests.factories import (
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    as_stream,
    block,
    described,
    good_body,
    home_page,
    table_block,
)
from tests.syncing import sync_languages

from ..translation.changing import body_with, publish, stat
from ..translation.lifecycle.families import differences, marks

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


TEXT, STATS = good_body()
STAT = STATS["value"]["stats"][0]


@pytest.fixture
def compared(db: None) -> tuple[Any, Any]:
    """A source, and its version in English, which have been compared."""
    page = ResultsPageFactory.create()
    english = in_english(page)
    sync_languages(english)
    return page, english


def test_a_draft_that_is_not_public_loses_what_the_source_has_lost(compared: Any) -> None:
    page, english = compared
    publish(page, introduction="Vad vi gör.")
    english.unpublish()
    draft = again(english).get_latest_revision_as_object()
    draft.introduction = "What we do."
    draft.save_revision()
    publish(page, introduction="")
    assert again(english).get_latest_revision_as_object().introduction == ""


def test_markup_without_words_is_no_text(compared: tuple[Any, Any]) -> None:
    for page, text in zip(compared, ['<p data-block-key="a1"> </p>', ""], strict=True):
        body = list(again(page).body.raw_data)
        body[0]["value"]["text"] = text
        ResultsPage.objects.filter(pk=page.pk).update(body=body)
    sync_languages(again(compared[1]))
    assert differences(compared[0]) == set()


def test_what_of_a_copied_text_is_untranslated_keeps_its_language(compared: Any) -> None:
    page, english = compared
    two = "<p>Vi granskade tipsen.</p><p>De flesta ledde vidare.</p>"
    new = block("text", "new", heading="Nytt", text=two, links=[])
    publish(page, [*good_body(), new])
    path = f"body.{new['id']}.text"
    assert len(marks(page).untranslated[path]) == 2
    body = list(again(english).body.raw_data)
    body[2]["value"]["text"] = "<p>We reviewed the reports.</p><p>De flesta ledde vidare.</p>"
    publish(english, body)
    assert marks(page).untranslated[path] == ["De flesta ledde vidare."]


TABLE = f"body.{table_block()['id']}.table"
SWEDISH = (("Under 2015", "6243"), ("Under 2016", "6558"))


def with_tables(*tables: Any) -> list[dict[str, Any]]:
    names = ("table", "another")
    return [
        *good_body(),
        *(table_block(name, *rows) for name, rows in zip(names, tables, strict=False)),
    ]


def rows(page: Any, index: int = 2) -> list[list[Any]]:
    return [each["values"] for each in again(page).body.raw_data[index]["value"]["table"]["rows"]]


@pytest.fixture
def pair(db: None) -> tuple[Any, Any]:
    """A source with a table, and its English version with words of its own."""
    page = ResultsPageFactory.create(content=with_tables(SWEDISH))
    english = in_english(page)
    publish(english, with_tables((("In 2015", "6243"), ("In 2016", "6558"))))
    return page, english


def test_numbers_of_a_table_follow_and_words_stay(pair: tuple[Any, Any]) -> None:
    page, english = pair
    publish(page, with_tables((("Under 2015", "6200"), ("Under 2016", None))))
    assert rows(english) == [["In 2015", "6200"], ["In 2016", None]]
    assert differences(page) == set()


def test_where_words_of_a_table_have_changed_too_a_person_is_asked(pair: tuple[Any, Any]) -> None:
    page, english = pair
    publish(page, with_tables(tuple(reversed(SWEDISH))))
    assert rows(english) == [["In 2015", "6243"], ["In 2016", "6558"]]
    assert differences(page) == {("figure", f"{TABLE}.numbers")}
    assert TABLE in marks(page).older


def test_a_table_that_nobody_has_translated_follows_as_a_whole(pair: tuple[Any, Any]) -> None:
    page, english = pair
    for words, number in (("Ja", "1"), ("Nej", "2")):
        publish(page, with_tables(SWEDISH, ((words, number),)))
    assert rows(english, 3) == [["Nej", "2"]]
    assert "Nej" in marks(page).untranslated[f"body.{table_block('another')['id']}.table"]


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        ("Vi granskade 6 558 tips.", "We reviewed 6,200 reports.", [("6,200", "6,558")]),
        ("<p>De fick 1,5 &amp; 7 tips.</p>", "They got 1.2 and 7 reports.", [("1.2", "1.5")]),
        ("Det var −5 tips.", "It was −6 reports.", [("6", "−5")]),
        ("12 tips och 5 samtal", "12 reports", []),
        ("12 tips och 5 samtal", "13 reports", [("13", "12")]),
        # Of a sentence all is told, or nothing.
        ("4 mejl", "5 mails and a dozen calls", []),
        ("4 mejl. Ring!", "5 mails. Call a dozen people!", [("5", "4")]),
        ("12 procent", "15 kronor", []),
        ("Tolv tips", "13 reports", [("13", "12")]),
        ("47 skolor i 14 orter", "45 schools in a dozen towns", [("45", "47"), ("a dozen", "14")]),
        ("Två av tre", "One of four", []),
        ("Fler än 2015", "More than in 2016", [("2016", "2015")]),
        ("Det var 2015 tips", "It was 1,980 reports", [("1,980", "2,015")]),
        ("Jämfört med 2 015", "An increase on 2016", [("2016", "2015")]),
        ("6 558 tips", "In 2016", [("2016", "6,558")]),
        ("Den 5 mars 2016", "On 4 March 2016", []),
        ("7 tips i maj, 5 i juni", "5 reports in May, 7 in June", []),
        ("Den 5 mars", "7 reports", []),
        ("Var tredje", "Every fourth", []),
        ("Mellan 5 och 7 tusen", "Between 6 and 7 thousand", []),
    ],
)
def test_a_number_that_the_source_has_changed_is_told(source: str, own: str, expected: Any) -> None:
    assert present_numbers(source, own, "sv", "en") == expected
