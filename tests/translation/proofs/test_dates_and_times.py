"""Dates and clock times are the same however they are written."""

import pytest

from .saying import codes, differs, is_same


@pytest.mark.parametrize("swedish", ["den 31 december 2016", "2016-12-31", "31.12.2016"])
@pytest.mark.parametrize(
    "english",
    [
        "31 December 2016",
        "December 31, 2016",
        "31st of December 2016",
        "2016-12-31",
        "31/12/2016",
        "Saturday, 31 Dec. 2016",
    ],
)
def test_a_date_can_be_written_in_many_ways(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    "english", ["30 December 2016", "31 October 2016", "31 December 2015", "December 2016"]
)
def test_another_day_month_or_year_is_a_fault(english: str) -> None:
    assert differs("den 31 december 2016", english)


def test_the_ends_of_a_period_share_month_and_year() -> None:
    assert is_same("10–12 mars 2016", "from 10 March 2016 to 12 March 2016")
    assert is_same("januari till juni 2016", "January 2016 to June 2016")


def test_days_keep_their_months() -> None:
    assert set(codes("3 mars och 5 maj", "5 March and 3 May")) == {"number_changed"}


def test_a_short_date_is_read_by_its_language() -> None:
    assert is_same("senast den 15/9", "by 15 September")
    assert is_same("1/3 av alla", "a third of all")


def test_weekdays_and_months_do_not_change() -> None:
    assert differs("på måndag", "on Tuesday")
    assert differs("i april", "in June")
    assert is_same("på måndag", "next week")
    assert is_same("Det kan hända", "May happen")


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("kl. 14.30", "2.30 pm"),
        ("kl. 14.30", "14:30"),
        ("klockan 14.30", "2:30 p.m."),
        ("kl. 9", "9 am"),
        ("kl. 9", "nine o'clock"),
        ("kl. 9–16.30", "9 am–4.30 pm"),
        ("08.00–17.00", "8 a.m. to 5 p.m."),
        ("kl. 00.30", "12.30 am"),
        ("kl. 12", "noon"),
        ("midnatt", "12 am"),
        ("halv tre", "half past two"),
        ("klockan åtta på kvällen", "8 pm"),
    ],
)
def test_a_clock_time_can_be_written_in_many_ways(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("kl. 14.30", "2.30 am"),
        ("kl. 14.30", "2 pm"),
        ("kl. 9", "9 pm"),
        ("kl. 9–16", "9 am–6 pm"),
        ("klockan åtta på kvällen", "8 am"),
    ],
)
def test_another_clock_time_is_a_fault(swedish: str, english: str) -> None:
    assert differs(swedish, english)
