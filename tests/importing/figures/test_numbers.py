"""How numbers are written, in Swedish and in English."""

import pytest

from .reading import Read, certain, read


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009", "\u2007"])
def test_every_kind_of_space_groups_thousands(space: str) -> None:
    assert read(f"Filmen visades 133{space}000 gånger.", "sv") == [Read("133000")]


@pytest.mark.parametrize(
    ("text", "locale", "value"),
    [
        ("Vi tog emot 6558 tips.", "sv", "6558"),
        ("Vi tog emot 1 382 tips.", "sv", "1382"),
        ("Vi tog emot 1.382 tips.", "sv", "1382"),
        ("Vi tog emot 12 345 678 tips.", "sv", "12345678"),
        ("We received 6,558 reports.", "en", "6558"),
        ("We received 1,234,567 reports.", "en", "1234567"),
        ("We received 133 000 reports.", "en", "133000"),
        ("En bok kostar 1 234,50 kr.", "sv", "1234.5"),
        ("A book costs £1,234.50.", "en", "1234.5"),
    ],
)
def test_thousands_and_decimals_are_read_by_the_language(
    text: str, locale: str, value: str
) -> None:
    assert [figure.value for figure in read(text, locale)] == [value]


def test_a_year_before_a_number_does_not_join_it() -> None:
    assert read("Under 2016 133 000 visningar", "sv") == [Read("133000")]


def test_what_is_counted_has_no_fraction_of_three_digits() -> None:
    (figure,) = certain("Filmen fick 1,382 delningar.", "sv")
    assert (str(figure.value), str(figure.other_reading)) == ("1382", "1.382")


def test_a_minus_before_a_number_makes_it_negative() -> None:
    assert read("Resultatet blev −148 tkr.", "sv") == [Read("-148000", "SEK", "thousand")]
    assert read("Result: -£3,120", "en") == [Read("-3120", "GBP")]


def test_a_number_of_thirteen_digits_is_none() -> None:
    assert read("Nyckeln är 1234567890123 tecken", "sv") == []
