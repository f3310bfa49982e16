"""Rows that are not taken, each for its reason."""

from typing import Any

import pytest
from polib import POEntry

from results.models import ResultsPage
from tests.factories import UserFactory

from ..changing import label_path, publish, stat
from ..translating import in_english, say, target
from .exchanging import (
    entries_of,
    entry,
    put_back,
    reasons,
    stored,
)

pytestmark = pytest.mark.django_db


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
    ("invalid", {"msgstr": '<a href="javascript:alert(1)">reports</a>'}),
    ("invalid", {"msgstr": '<a id="a7">reports</a>'}),
    ("invalid", {"msgstr": "a\bb"}),
    ("invalid", {"msgstr": "<b>" * 5000}),
    ("too_long", {"msgstr": "1 " * 1_000_000}),
    ("too_long", {"msgstr": "x" * 5000}),
]


@pytest.mark.parametrize(("reason", "change"), ROWS)
def test_a_row_that_cannot_be_taken_is_reported_with_its_number_and_hinders_no_other(
    page: ResultsPage, translation: Any, reason: str, change: dict[str, Any]
) -> None:
    po = entries_of(translation)
    entry(po, "title").msgstr = "Results of the year"
    label = entry(po, label_path(page))
    number = po.index(label) + 1
    for name, value in change.items():
        setattr(label, name, value)
    report = put_back(translation, po)
    assert [(row.number, row.reason.value) for row in report.not_taken] == [(number, reason)]
    assert report.taken == 1
    assert stored("title").data == "Results of the year"
    assert stored(label_path(page)).data == in_english("reports reviewed")
    assert str(report.not_taken[0].reason.label)


def test_the_line_is_that_of_the_file(page: ResultsPage, translation: Any) -> None:
    po = entries_of(translation)
    entry(po, label_path(page)).flags.append("fuzzy")
    row = put_back(translation, po).not_taken[0]
    lines = str(po).splitlines()
    assert lines[row.line - 1].startswith("#. Body › Group of figures “Figures”")
    assert label_path(page) in "".join(lines[row.line - 1 : row.line + 4])


def test_a_title_longer_than_its_column_is_not_taken(page: ResultsPage, translation: Any) -> None:
    po = entries_of(translation)
    entry(po, "title").msgstr = "x" * 256
    assert reasons(put_back(translation, po)) == {"title": "too_long"}
    entry(po, "title").msgstr = "&amp;" * 255
    assert put_back(translation, po).taken == 1


def test_tags_within_tags_are_read_as_far_as_they_are_taken(
    page: ResultsPage, translation: Any
) -> None:
    po = entries_of(translation)
    entry(po, label_path(page)).msgstr = "<b>" * 200 + "reports" + "</b>" * 200
    assert put_back(translation, po).taken == 1
    translation.save_target()
    assert stat(target(page))["label"] == "reports"


def test_what_somebody_has_changed_meanwhile_stays(page: ResultsPage, translation: Any) -> None:
    user = UserFactory.create()
    po = entries_of(translation)
    say(translation, label_path(page), "a colleague's words")
    entry(po, label_path(page)).msgstr = "my words"
    report = put_back(translation, po, user)
    assert reasons(report) == {label_path(page): "changed"}
    assert "a colleague's words" in report.not_taken[0].detail
    assert stored(label_path(page)).data == "a colleague's words"


def test_who_uploads_the_same_file_twice_changes_their_own_rows(
    page: ResultsPage, translation: Any
) -> None:
    user = UserFactory.create()
    po = entries_of(translation)
    for text in ("my words", "my better words"):
        entry(po, label_path(page)).msgstr = text
        assert put_back(translation, po, user).taken == 1
    entry(po, label_path(page)).msgstr = "another's words"
    assert reasons(put_back(translation, po, UserFactory.create())) == {label_path(page): "changed"}


def test_what_nobody_sees_is_not_taken_along(page: ResultsPage, translation: Any) -> None:
    po = entries_of(translation)
    entry(po, label_path(page)).msgstr = "reports\u202e looked at"
    assert put_back(translation, po).taken == 1
    assert stored(label_path(page)).data == "reports looked at"


def test_of_rows_that_come_twice_the_last_one_counts(page: ResultsPage, translation: Any) -> None:
    po = entries_of(translation)
    label = entry(po, label_path(page))
    po.append(POEntry(msgctxt=label.msgctxt, msgid=label.msgid, msgstr="the last"))
    report = put_back(translation, po)
    assert reasons(report) == {label_path(page): "repeated"}
    assert stored(label_path(page)).data == "the last"


def test_a_text_that_the_source_has_lost_since_is_not_taken(
    page: ResultsPage, translation: Any
) -> None:
    po = entries_of(translation)
    publish(page, [each for each in page.body.raw_data if each["type"] == "text"])
    assert set(reasons(put_back(translation, po)).values()) == {"unknown_place"}
