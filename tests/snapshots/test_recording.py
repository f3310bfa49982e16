"""Rules of what is noted while an answer is made, and read afterwards."""

from django.db import DataError, connection

from wagtail.models import Page

import pytest

from results.snapshots.statements.needs import EQUAL, Condition, Need
from results.snapshots.watching.looks import Known
from results.snapshots.watching.recording import Recording

PAGES = "SELECT title FROM wagtailcore_page WHERE"
# Which pages it stands on is looked up in the sites.
ROOTS = "SELECT p.title FROM wagtailcore_site s JOIN wagtailcore_page p ON (s.root_page_id = p.id)"


def recorded(sql: str, params: list[object], vendor: str = connection.vendor) -> Recording:
    recording = Recording(Known())
    recording.take(sql, params, vendor)
    return recording


def test_a_query_that_breaks_its_reading_costs_the_storing_and_no_answer(
    caplog: pytest.LogCaptureFixture,
) -> None:
    # A mark of SQLite's own, which Django does not write.
    recording = recorded(f"{PAGES} id = ?", [])

    assert recording.is_unclear
    assert recording.is_unclear, "asked a second time"
    assert "cannot be told" in caplog.text


def test_a_query_that_cannot_be_read_is_unclear_and_nothing_to_tell_of(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert recorded(f"{PAGES} (((", []).is_unclear
    assert caplog.text == ""


@pytest.mark.django_db
def test_a_look_that_the_database_refuses_is_unclear(caplog: pytest.LogCaptureFixture) -> None:
    assert not recorded(ROOTS, []).is_unclear

    with connection.execute_wrapper(_refuse):
        assert recorded(ROOTS, []).is_unclear
    assert "No more of that." in caplog.text


def _refuse(*_arguments: object) -> None:
    raise DataError("No more of that.")


def test_a_list_that_is_changed_after_it_was_asked_with_counts_as_it_was() -> None:
    ids = [3, 4]
    recording = recorded(f"{PAGES} id = ANY(%s)", [ids], "postgresql")
    ids.clear()

    (need,) = recording.needs

    assert need == Need(Page._meta.db_table, (Condition("id", EQUAL, ("3", "4")),))
