"""Lengths of time and of ways are the same in any unit, and no number without it."""

import pytest

from .saying import codes, differs, is_same


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("inom 48 timmar", "within two days"),
        ("ett dygn", "24 hours"),
        ("14 dagar", "a fortnight"),
        ("ett halvår", "six months"),
        ("tre kvart", "three quarters of an hour"),
        ("en timme och 20 minuter", "80 minutes"),
        ("i över 25 år", "for over a quarter of a century"),
        ("120 mil", "1,200 kilometres"),
        ("2–3 mil", "20–30 km"),
        ("en mil", "six miles"),
        ("trettio mil", "300 kilometres"),
        ("två miljoner barn", "two million children"),
        ("500 gram", "half a kilo"),
    ],
)
def test_a_length_is_the_same_in_another_unit(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("22 minuter", "22 hours"),
        ("sex veckor", "six months"),
        ("en vecka", "a month"),
        ("120 mil", "120 kilometres"),
        ("10 km", "10 miles"),
        ("en treårig satsning", "a three-month initiative"),
        ("en 24-timmarsjour", "a 24-day helpline"),
        ("var tredje månad", "every three weeks"),
        ("varannan vecka", "every other month"),
        ("10 GB", "10 MB"),
    ],
)
def test_another_unit_with_the_same_number_is_a_fault(swedish: str, english: str) -> None:
    assert codes(swedish, english) == ["unit_changed"]
    assert differs(swedish, english)


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("15 år", "15"),
        ("en 15-åring", "a boy aged 15"),
        ("barn i åldern 6–12 år", "children aged 6–12"),
        ("50-årsjubileum", "50th anniversary"),
        ("fem gånger i veckan under ett år", "five times a week for a year"),
        ("ett års arbete, fem timmar om dagen", "a year's work, five hours a day"),
    ],
)
def test_a_unit_may_be_left_out(swedish: str, english: str) -> None:
    assert is_same(swedish, english)


def test_miles_are_right_only_when_rounded_right() -> None:
    assert is_same("tre mil", "19 miles")
    assert differs("tre mil", "17 miles")
    assert differs("10,4 km", "10 km")


def test_how_often_can_be_said_in_a_word_but_not_otherwise() -> None:
    assert is_same("300 kr per år", "SEK 300 annually")
    assert differs("300 kr per år", "SEK 300 a month")


def test_every_other_can_be_said_in_several_ways() -> None:
    for english in ("every two weeks", "every second week", "fortnightly"):
        assert is_same("varannan vecka", english)
    assert is_same("vartannat barn", "half of the children")
