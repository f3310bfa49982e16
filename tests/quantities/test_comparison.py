"""What is said of two figures: how much more or less, whether the target was met, or why neither."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from results.quantities import (
    Change,
    Direction,
    Incomparable,
    Measurement,
    Period,
    Qualifier,
    Quantity,
    Scale,
    TargetStatus,
    Unit,
    compare,
    format_change,
    format_target,
)
from results.quantities.comparison import target_status

from .strategies import SITE_LOCALES, quantities, unhurried, values

LATER, EARLIER = 2016, 2015
AFTERWARDS = date(2017, 1, 1)


def of_year(year: int, value: str | Decimal = "1", **quantity: Any) -> Measurement:
    period = Period(date(year, 1, 1), date(year, 12, 31))
    return Measurement(Quantity(Decimal(value), **quantity), period)


def changed(now: Measurement, earlier: Measurement) -> Change:
    change = compare(now, earlier)
    assert isinstance(change, Change)
    return change


def said(now: Measurement, earlier: Measurement) -> tuple[str, str]:
    change = changed(now, earlier)
    swedish, english = (format_change(change, each) for each in ("sv", "en"))
    return swedish.replace("\xa0", " "), english.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("now", "earlier", "options", "swedish", "english"),
    [
        (
            *("98.64", "97.38", {"unit": Unit.PERCENT, "decimals": 1}),
            *("en ökning med 1,3 procentenheter sedan 2015", "up 1.3 percentage points since 2015"),
        ),
        ("6558", "5458", {}, "en ökning med 1 100 sedan 2015", "up 1,100 since 2015"),
        (
            *("2412345", "1134567", {"unit": Unit.SEK, "scale": Scale.MILLION, "decimals": 1}),
            *("en ökning med 1,3 miljoner kr sedan 2015", "up SEK 1.3 million since 2015"),
        ),
        (
            *("4", "7", {"unit": Unit.YEARS}),
            *("en minskning med 3 år jämfört med 2015", "down 3 years since 2015"),
        ),
        ("7", "7.0", {}, "oförändrat sedan 2015", "unchanged since 2015"),
        ("1", "101.4", {"decimals": 0}, "en minskning med 100 sedan 2015", "down 100 since 2015"),
        (
            *("98.61", "98.64", {"decimals": 1}),
            *("nästan oförändrat sedan 2015", "almost unchanged since 2015"),
        ),
    ],
)
def test_a_difference_is_said_in_the_unit_of_the_figures_and_of_shares_in_percentage_points(
    now: str, earlier: str, options: dict[str, Any], swedish: str, english: str
) -> None:
    figures = of_year(LATER, now, **options), of_year(EARLIER, earlier, **options)
    assert said(*figures) == (swedish, english)


def test_a_difference_has_the_decimals_of_the_finer_figure() -> None:
    earlier = of_year(EARLIER, "97.38", decimals=1)
    assert said(of_year(LATER, "98.6412", decimals=0), earlier)[1] == "up 1.3 since 2015"
    assert said(of_year(LATER, "98.6412"), earlier)[1] == "up 1.2612 since 2015"


@pytest.mark.parametrize(
    ("now", "earlier", "words"),
    [
        ("2000", "1837", "up about 160 since 2015"),
        ("250", "240", "almost unchanged since 2015"),
        ("100", "95", "up about 5 since 2015"),
    ],
)
@pytest.mark.parametrize("qualifier", [Qualifier.ABOUT, Qualifier.NEARLY])
def test_approximate_figures_have_an_approximate_change(
    now: str, earlier: str, words: str, qualifier: Qualifier
) -> None:
    first, second = of_year(LATER, now, qualifier=qualifier), of_year(EARLIER, earlier)
    assert said(first, second)[1] == words


@pytest.mark.parametrize(
    ("now", "qualifier", "direction", "is_better", "words"),
    [
        ("98", "exact", "increase", True, "up 12 percentage points since 2015, for the better"),
        ("74", "exact", "decrease", True, "down 12 percentage points since 2015, for the better"),
        ("74", "exact", "increase", False, "down 12 percentage points since 2015, for the worse"),
        ("86", "exact", "increase", None, "unchanged since 2015"),
        ("86.001", "exact", "increase", True, "almost unchanged since 2015"),
        ("88", "about", "increase", None, "almost unchanged since 2015"),
        ("98", "exact", "neither", None, "up 12 percentage points since 2015"),
    ],
)
def test_a_change_the_right_way_is_for_the_better(
    now: str, qualifier: str, direction: str, *, is_better: bool | None, words: str
) -> None:
    unit = {"unit": Unit.PERCENT, "decimals": 0}
    later = of_year(LATER, now, qualifier=Qualifier(qualifier), **unit)
    change = compare(later, of_year(EARLIER, "86", **unit), Direction(direction))
    assert isinstance(change, Change)
    assert change.is_better is is_better
    assert format_change(change, "en").replace("\xa0", " ") == words


def months(year: int, first: int, last: int) -> Measurement:
    day = {1: 31, 2: 29 if year % 4 == 0 else 28, 6: 30, 12: 31}[last]
    return Measurement(Quantity(Decimal(1)), Period(date(year, first, 1), date(year, last, day)))


def of_days(first: date, last: date) -> Measurement:
    return Measurement(Quantity(Decimal(1)), Period(first, last))


def defined(version: int) -> Measurement:
    return replace(of_year(EARLIER), definition=version)


@pytest.mark.parametrize(
    ("now", "earlier", "reason"),
    [
        (of_year(LATER), None, Incomparable.MISSING),
        (of_year(LATER, unit=Unit.SEK), of_year(EARLIER, unit=Unit.EUR), Incomparable.UNIT),
        (months(2016, 1, 12), months(2016, 1, 6), Incomparable.PERIOD),
        (of_year(LATER, qualifier=Qualifier.OVER), of_year(EARLIER), Incomparable.LIMIT),
        (of_year(LATER), of_year(EARLIER, qualifier=Qualifier.AT_MOST), Incomparable.LIMIT),
        (defined(2), defined(1), Incomparable.DEFINITION),
    ],
)
def test_what_cannot_be_compared_says_why(
    now: Measurement, earlier: Measurement | None, reason: Incomparable
) -> None:
    assert compare(now, earlier) is reason
    assert reason.label


@pytest.mark.parametrize(
    ("now", "earlier"),
    [
        (months(2016, 1, 12), months(2015, 1, 12)),
        (months(2016, 1, 6), months(2015, 1, 6)),
        (months(2016, 2, 2), months(2016, 1, 1)),
        (of_days(date(2016, 1, 2), date(2016, 2, 1)), months(2016, 1, 1)),
        (
            of_days(date(2016, 12, 31), date(2016, 12, 31)),
            of_days(date(2016, 1, 1), date(2016, 1, 1)),
        ),
    ],
)
def test_months_and_years_of_more_or_fewer_days_are_as_long(
    now: Measurement, earlier: Measurement
) -> None:
    assert isinstance(compare(now, earlier), Change)
    assert isinstance(compare(earlier, now), Change)


@pytest.mark.parametrize(
    ("direction", "value", "status"),
    [
        (Direction.INCREASE, "90", TargetStatus.MET),
        (Direction.INCREASE, "80", TargetStatus.PARTLY_MET),
        (Direction.INCREASE, "79.9", TargetStatus.MISSED),
        (Direction.DECREASE, "95", TargetStatus.MISSED),
        (Direction.NEITHER, "90", TargetStatus.MET),
        (Direction.NEITHER, "120", TargetStatus.MISSED),
    ],
)
def test_a_target_is_met_partly_from_half_the_way_on(
    direction: Direction, value: str, status: TargetStatus
) -> None:
    baseline = of_year(2010, "70")
    target = of_year(LATER, "90")
    assert target_status(of_year(LATER, value), target, direction, AFTERWARDS, baseline) is status


@pytest.mark.parametrize(
    "baseline", [None, of_year(2010, "70", unit=Unit.SEK), of_year(2010, "95"), months(2010, 1, 6)]
)
def test_without_a_comparable_baseline_short_of_it_a_target_is_met_or_missed(
    baseline: Measurement | None,
) -> None:
    target = of_year(LATER, "90")
    actual = of_year(LATER, "89")
    status = target_status(actual, target, Direction.INCREASE, AFTERWARDS, baseline)
    assert status is TargetStatus.MISSED


@pytest.mark.parametrize(
    ("qualifier", "value", "direction", "status"),
    [
        (Qualifier.OVER, "90", Direction.INCREASE, TargetStatus.MET),
        (Qualifier.OVER, "80", Direction.INCREASE, Incomparable.LIMIT),
        (Qualifier.UNDER, "90", Direction.DECREASE, TargetStatus.MET),
        (Qualifier.AT_LEAST, "90", Direction.NEITHER, Incomparable.LIMIT),
        (Qualifier.ABOUT, "90", Direction.INCREASE, TargetStatus.MET),
        (Qualifier.NEARLY, "90", Direction.INCREASE, TargetStatus.MISSED),
        (Qualifier.NEARLY, "95", Direction.INCREASE, TargetStatus.MET),
        (Qualifier.NEARLY, "90", Direction.DECREASE, TargetStatus.MET),
    ],
)
def test_a_limit_meets_a_target_only_where_that_is_certain(
    qualifier: Qualifier, value: str, direction: Direction, status: TargetStatus | Incomparable
) -> None:
    actual, target = of_year(LATER, value, qualifier=qualifier), of_year(LATER, "90")
    assert target_status(actual, target, direction, AFTERWARDS) is status


def test_before_its_period_has_ended_a_target_is_not_yet_met_or_missed() -> None:
    target, low = of_year(LATER, "90"), of_year(LATER, "10")
    for actual in (low, target, None):
        for today in (date(2015, 5, 5), date(2016, 12, 31)):
            status = target_status(actual, target, Direction.INCREASE, today)
            assert status is TargetStatus.NOT_YET
    assert target_status(None, target, Direction.INCREASE, AFTERWARDS) is Incomparable.MISSING
    money = of_year(LATER, "90", unit=Unit.SEK)
    assert target_status(money, target, Direction.INCREASE, AFTERWARDS) is Incomparable.UNIT


@pytest.mark.parametrize(
    ("status", "swedish", "english"),
    [
        (TargetStatus.MET, "för 2016 nåddes", "for 2016 was met"),
        (TargetStatus.PARTLY_MET, "för 2016 nåddes delvis", "for 2016 was partly met"),
        (TargetStatus.MISSED, "för 2016 nåddes inte", "for 2016 was missed"),
        (
            TargetStatus.NOT_YET,
            "gäller 2016, som inte är slut än",
            "is for 2016, which is not over yet",
        ),
    ],
)
def test_a_target_is_said_with_what_became_of_it(
    status: TargetStatus, swedish: str, english: str
) -> None:
    target = of_year(LATER, "90", unit=Unit.PERCENT)
    assert format_target(status, target, "sv").replace("\xa0", " ") == f"målet på 90 % {swedish}"
    assert format_target(status, target, "en") == f"the target of 90% {english}"


FIGURES = st.builds(
    Measurement,
    quantities(),
    st.sampled_from([of_year(2015).period, of_year(2016).period, months(2016, 1, 6).period]),
    st.none() | st.integers(1, 2),
)


@unhurried
@given(FIGURES, FIGURES, SITE_LOCALES)
def test_any_two_figures_have_a_change_in_words_or_a_reason(
    now: Measurement, earlier: Measurement, locale: str
) -> None:
    change, back = compare(now, earlier), compare(earlier, now)
    if isinstance(change, Incomparable):
        assert back is change
        return
    assert isinstance(back, Change)
    assert change.absolute == -back.absolute
    assert earlier.quantity.value + change.absolute == now.quantity.value
    in_points = change.unit is Unit.PERCENTAGE_POINTS
    assert in_points == (now.quantity.unit in {Unit.PERCENT, Unit.PERCENTAGE_POINTS})
    text = format_change(change, locale)
    assert "%(" not in text
    assert not any(word in text.split() for word in ("0", "0\xa0%", "0%"))


@unhurried
@given(values(), values(), SITE_LOCALES)
def test_per_cent_of_the_earlier_figure_give_the_later_one(
    now: Decimal, earlier: Decimal, locale: str
) -> None:
    assume(earlier > 0)
    change = changed(of_year(LATER, now), of_year(EARLIER, earlier))
    assert isinstance(change.relative, Decimal)
    assert abs(earlier * (1 + change.relative / 100) - now) < Decimal("1e-9")
    up, down = {"sv": ("ökning", "minskning"), "en": ("up", "down")}[locale]
    text = format_change(change, locale)
    assert (up in text, down in text) in {(now > earlier, now < earlier), (False, False)}
