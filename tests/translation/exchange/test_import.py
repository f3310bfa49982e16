"""What becomes of a file, and of rows that are not taken, each for its reason."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wagtail.models import Page
from wagtail_localize.models import StringTranslation

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from polib import POEntry

from results.languages.standing import standing_of
from results.translation.models import TextState
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, UserFactory

from ..changing import LABEL, body_with, publish
from ..test_sync import long_body
from ..translating import in_english, mark_memory, older, say, submit, target
from .exchanging import entries_of, entry, everything, file_of, put_back, reasons, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_words_of_english")]


def test_an_unchanged_file_changes_nothing_and_says_so(page: Any, translation: Any) -> None:
    before = everything()
    po = entries_of(translation)
    report = put_back(translation, po)
    assert not report.has_changed
    assert report.unchanged == len(po)
    assert not report.not_taken
    assert everything() == before
    # Nor does a part of it, or one with doubts.
    publish(page, body_with(label="reports examined closely"))
    before, po = everything(), entries_of(translation)
    assert put_back(translation, po).obsolete == 1
    whole = sum(not each.obsolete for each in po)
    po[:] = [entry(po, "title"), entry(po, LABEL)]
    report = put_back(translation, po)
    assert not report.has_changed
    assert reasons(report) == {LABEL: "fuzzy"}
    assert (report.unchanged, report.absent) == (1, whole - 2)
    assert everything() == before


def test_a_new_text_is_taken_with_all_that_follows(page: Any, translation: Any) -> None:
    publish(page, body_with(label="reports examined closely"))
    user = UserFactory.create()
    po = entries_of(translation)
    label = entry(po, LABEL)
    label.msgstr = "77 reports"
    label.flags.remove("fuzzy")
    entry(po, "title").msgstr = "2016 &amp; more"
    report = put_back(translation, po, user)
    assert (report.taken, report.confirmed) == (2, 0)
    row = stored(LABEL, "reports examined closely")
    assert (row.data, row.translation_type, row.tool_name) == ("77 reports", "manual", "PO File")
    assert row.last_translated_by == user
    assert not older().exists()
    assert [each.translation for each in TextState.objects.exclude(faults=[])] == [row]
    assert Page.objects.get(pk=target(page).pk).draft_title == "2016 & more"
    (standing,) = standing_of([translation])
    texts = standing.texts
    assert (texts["stale"], texts["faulty"], standing.last_translator) == (0, 1, user.pk)


@pytest.mark.parametrize("marks", [None, {}, {"translation_type": "machine", "tool_name": "Dummy"}])
def test_a_text_without_its_mark_is_confirmed(page: Any, translation: Any, marks: Any) -> None:
    source = "reports reviewed"
    if marks == {}:
        mark_memory(StringTranslation.objects.filter(context__path=LABEL))
    elif marks:
        StringTranslation.objects.filter(context__path=LABEL).update(**marks)
    else:
        publish(page, body_with(label=(source := "reports examined closely")))
    po = entries_of(translation)
    assert put_back(translation, po).confirmed == 0
    entry(po, LABEL).flags.remove("fuzzy")
    report = put_back(translation, po)
    assert (report.taken, report.confirmed) == (0, 1)
    assert not older().exists()
    row = stored(LABEL, source)
    assert (row.data, row.tool_name) == (in_english("reports reviewed"), "PO File")
    assert row.translation_type == "manual"


def test_a_file_without_marks_confirms_nothing(page: Any, translation: Any) -> None:
    publish(page, body_with(label="reports examined closely"))
    po = entries_of(translation)
    entry(po, LABEL).flags.remove("fuzzy")
    del po.metadata["X-Results-Downloaded-At"]
    assert not put_back(translation, po).has_changed
    assert older().exists()


def test_a_text_that_was_refused_stays_refused(translation: Any) -> None:
    po = entries_of(translation)
    stored(LABEL).set_field_error([ValidationError("Too long.")])
    assert not put_back(translation, po).has_changed
    assert stored(LABEL).has_error


def test_a_long_file_takes_no_more_queries_than_a_short_one_either_way(home_en: Any) -> None:
    index = ResultsIndexPageFactory.create(slug="long")
    costs = []
    for year, body in ((2015, long_body()[:1]), (2016, long_body())):
        page = ResultsPageFactory.create(parent=index, year=year, content=body)
        translation = submit(page)
        with CaptureQueriesContext(connection) as out:
            po = entries_of(translation)
        for each in po:
            each.msgstr, each.flags = f"{in_english(each.msgid)} {year}", []
        with CaptureQueriesContext(connection) as back:
            assert put_back(translation, po).taken == len(po)
        costs.append((len(out), len(back)))
    assert costs[0] == costs[1]
    assert costs[1][1] <= 30


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
@example(text="A line,\u2028another one")
def test_any_text_comes_back_as_it_went_out(translation: Any, text: str) -> None:
    # What a label holds.
    text = text.replace("<", "‹").replace("&", "+")[:160]
    say(translation, LABEL, text)
    before = everything()
    report = put_back(translation, file_of(translation))
    assert not report.has_changed
    assert not report.not_taken
    assert everything() == before


ROWS: list[tuple[str, dict[str, Any]]] = [
    ("fuzzy", {"flags": ["fuzzy"], "msgstr": "other"}),
    ("empty", {"msgstr": " \n"}),
    ("unknown_place", {"msgctxt": "body.nowhere"}),
    ("no_place", {"msgctxt": None}),
    ("unknown_string", {"msgid": "What the page never said"}),
    ("not_used_there", {"msgctxt": "title"}),
    ("plural", {"msgid_plural": "many", "msgstr_plural": {0: "one", 1: "more"}}),
    ("obsolete", {"obsolete": True}),
    ("invalid", {"msgstr": "<script>alert(1)</script>"}),
    ("invalid", {"msgstr": "<b>" * 5000}),
    ("invalid", {"msgstr": "1 " * 1_000_000}),
    ("invalid", {"msgstr": "x" * 5000}),
]


@pytest.mark.parametrize(("reason", "change"), ROWS)
def test_a_row_that_cannot_be_taken_is_reported_with_its_number_and_hinders_no_other(
    translation: Any, reason: str, change: dict[str, Any]
) -> None:
    po = entries_of(translation)
    entry(po, "title").msgstr = "Results of the year"
    label = entry(po, LABEL)
    number = po.index(label) + 1
    for name, value in change.items():
        setattr(label, name, value)
    report = put_back(translation, po)
    assert [(row.number, row.reason.value) for row in report.not_taken] == [(number, reason)]
    assert report.taken == 1
    assert stored("title").data == "Results of the year"
    assert stored(LABEL).data == in_english("reports reviewed")
    assert str(report.not_taken[0].reason.label)


def test_a_title_longer_than_its_column_is_not_taken(translation: Any) -> None:
    po = entries_of(translation)
    entry(po, "title").msgstr = "x" * 256
    assert reasons(put_back(translation, po)) == {"title": "invalid"}
    entry(po, "title").msgstr = "&amp;" * 255
    assert put_back(translation, po).taken == 1


def test_what_somebody_else_changed_meanwhile_stays(translation: Any) -> None:
    user = UserFactory.create()
    po = entries_of(translation)
    for text in ("my words", "my better words"):
        entry(po, LABEL).msgstr = text
        assert put_back(translation, po, user).taken == 1
    entry(po, LABEL).msgstr = "another's words"
    report = put_back(translation, po, UserFactory.create())
    assert reasons(report) == {LABEL: "changed"}
    assert "my better words" in report.not_taken[0].detail
    # Nor is it one's own where it was typed elsewhere.
    say(translation, LABEL, "a colleague's words")
    assert reasons(put_back(translation, po, user)) == {LABEL: "changed"}
    assert stored(LABEL).data == "a colleague's words"


def test_what_nobody_sees_is_not_taken_along(translation: Any) -> None:
    po = entries_of(translation)
    entry(po, LABEL).msgstr = "reports\u202e looked at"
    assert put_back(translation, po).taken == 1
    assert stored(LABEL).data == "reports looked at"


def test_of_rows_that_come_twice_the_last_one_counts(translation: Any) -> None:
    po = entries_of(translation)
    label = entry(po, LABEL)
    po.append(POEntry(msgctxt=label.msgctxt, msgid=label.msgid, msgstr="the last"))
    report = put_back(translation, po)
    assert reasons(report) == {LABEL: "repeated"}
    assert stored(LABEL).data == "the last"
