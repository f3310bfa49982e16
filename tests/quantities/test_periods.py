"""How a period is checked and said."""

import re
from datetime import date, timedelta

from django.utils.translation import override

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.quantities import (
    Period,
    QuantityError,
    format_date,
    format_days,
    format_period,
    parse_period,
)
from results.quantities.periods import other_year

from .strategies import unhurried

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period, often a short one."""
    first, second = sorted((draw(DAYS), draw(DAYS)))
    return Period(
        first, draw(st.just(second) | st.just(first + timedelta(days=draw(st.integers(0, 400)))))
    )


def days(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(QuantityError) as refusal:
        days("2016-12-31", "2016-01-01")
    assert refusal.value.code == "period_reversed"


@pytest.mark.parametrize(
    ("start", "end", "swedish", "english"),
    [
        ("2016-01-01", "2016-12-31", "2016", "2016"),
        ("2015-01-01", "2018-12-31", "2015–2018", "2015–2018"),
        ("2016-07-01", "2017-06-30", "2016/17", "2016/17"),
        ("2015-03-01", "2016-02-29", "2015/16", "2015/16"),
        ("2016-02-01", "2016-02-29", "februari 2016", "February 2016"),
        ("2016-01-01", "2016-06-30", "januari–juni 2016", "January–June 2016"),
        ("2016-07-01", "2018-06-30", "juli 2016–juni 2018", "July 2016 – June 2018"),
        ("2016-07-01", "2017-12-31", "juli 2016–december 2017", "July 2016 – December 2017"),
        ("2016-07-02", "2017-06-30", "2 juli 2016–30 juni 2017", "2 July 2016 – 30 June 2017"),
        (
            "2016-01-02",
            "2017-12-31",
            "2 januari 2016–31 december 2017",
            "2 January 2016 – 31 December 2017",
        ),
        ("2016-03-01", "2017-03-31", "mars 2016–mars 2017", "March 2016 – March 2017"),
        ("2016-03-03", "2016-03-03", "3 mars 2016", "3 March 2016"),
        ("2016-03-03", "2016-03-05", "3–5 mars 2016", "3–5 March 2016"),
        ("2016-03-03", "2016-05-05", "3 mars–5 maj 2016", "3 March – 5 May 2016"),
        ("2016-02-01", "2016-02-28", "1–28 februari 2016", "1–28 February 2016"),
        ("2016-02-02", "2016-02-29", "2–29 februari 2016", "2–29 February 2016"),
    ],
)
def test_a_period_is_said_as_briefly_as_it_can_be(
    start: str, end: str, swedish: str, english: str
) -> None:
    period = days(start, end)
    assert format_period(period, "sv") == swedish
    assert format_period(period, "en") == english
    assert period.is_broken_year == ("/" in english)


@unhurried
@given(periods(), st.sampled_from(["sv", "en", "de", "fa", "ja", "xx", ""]))
def test_every_period_can_be_said_in_every_language(period: Period, locale: str) -> None:
    text = format_period(period, locale)
    assert text == text.strip()
    assert "  " not in text


@unhurried
@given(periods(), periods(), st.sampled_from(["sv", "en"]))
def test_two_periods_are_never_said_alike(one: Period, two: Period, locale: str) -> None:
    assert (format_period(one, locale) == format_period(two, locale)) == (one == two)


def test_a_day_is_said_in_words_also_as_one_up_to_which_a_figure_holds() -> None:
    assert format_days(None, date(2016, 12, 31), "sv") == "per den 31 december 2016"
    assert format_days(None, date(2016, 12, 31), "en") == "as of 31 December 2016"
    assert format_date(date(2016, 12, 31), "sv") == "31 december 2016"
    for british in ("en", "en-zz"):
        assert format_date(date(2016, 12, 31), british) == "31 December 2016"


@pytest.mark.parametrize("end", ["2016-06-30", "2017-06-30"])
def test_both_ends_of_a_period_are_said_in_persian(end: str) -> None:
    text = format_period(days("2016-02-01", end), "fa")
    assert "فوریه" in text
    assert "ژوئن" in text


@pytest.mark.parametrize("locale", ["sv", "en"])
def test_the_last_day_of_the_calendar_is_no_exception(locale: str) -> None:
    assert format_period(Period(date(9999, 1, 1), date.max), locale) == "9999"


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        (" 2019\u00a0", "2019-01-01", "2019-12-31"),
        ("2016/17", "2016-07-01", "2017-06-30"),
        ("2016-17", "2016-07-01", "2017-06-30"),
        ("2008/09", "2008-07-01", "2009-06-30"),
        ("2012-13", "2012-07-01", "2013-06-30"),
        ("2016-01", "2016-01-01", "2016-01-31"),
        ("1999/2000", "1999-07-01", "2000-06-30"),
        ("2016–2018", "2016-01-01", "2018-12-31"),
        ("2016-07-01", "2016-07-01", "2016-07-01"),
        ("2016-07-01/2018-06-30", "2016-07-01", "2018-06-30"),
        ("Jan. - juni 2016", "2016-01-01", "2016-06-30"),
        ("3–5 mars 2016", "2016-03-03", "2016-03-05"),
    ],
)
def test_a_period_is_read_as_people_write_it(typed: str, start: str, end: str) -> None:
    assert parse_period(typed, "sv") == days(start, end)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "31/12 2019", "2016-99", "30 februari 2016", "0000", "juni", "5 2016", "-2016"),
        *("2016–", "januari–3 mars 2016", "2016 2017", "2014-2015-2016", "2015–juni 2016"),
    ],
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        parse_period(typed, "sv")
    assert refusal.value.code == "period_unreadable"


def test_what_can_be_a_month_or_a_season_is_answered_with_both() -> None:
    with pytest.raises(QuantityError) as refusal:
        parse_period("2008-09", "en")
    with override("en"):
        assert str(refusal.value).endswith("Write 2008/09 or September 2008.")


@unhurried
@given(periods(), st.sampled_from(["sv", "en", "de"]))
def test_a_period_is_read_as_it_is_said(period: Period, locale: str) -> None:
    read = parse_period(format_period(period, locale), locale)
    assert read == period or (period.is_broken_year and read.is_broken_year)


@unhurried
@given(
    st.text(st.sampled_from("0123456789 -–/#.juniapril"), max_size=24),
    st.sampled_from(["sv", "en"]),
)
def test_any_text_is_a_period_or_refused(text: str, locale: str) -> None:
    try:
        period = parse_period(text, locale)
    except QuantityError as refusal:
        assert str(refusal)
    else:
        assert re.fullmatch("[0-9]{4}[0-9-]*", period.slug)


@pytest.mark.parametrize(
    ("start", "end", "slug"),
    [
        ("2016-01-01", "2016-12-31", "2016"),
        ("2016-07-01", "2017-06-30", "2016-17"),
        ("1999-07-01", "2000-06-30", "1999-2000"),
        ("2015-01-01", "2018-12-31", "2015-2018"),
        ("2016-01-01", "2016-06-30", "2016-01-2016-06"),
        ("2016-02-01", "2016-02-29", "2016-02"),
        ("2016-03-03", "2016-05-05", "2016-03-03-2016-05-05"),
    ],
)
def test_a_period_is_part_of_an_address(start: str, end: str, slug: str) -> None:
    assert days(start, end).slug == slug


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("i år", None),
        ("av 12016 tips", None),
        ("2016", None),
        ("mot 2015, efter 2016", None),
        ("2015", 2015),
        ("2015 och 2014", 2015),
    ],
)
def test_a_text_that_names_other_years_alone_names_the_first_of_them(
    text: str, year: int | None
) -> None:
    assert other_year(text, {2016}) == year
