"""How a value stands in a form field, so that it is read back as it was."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from results.quantities import (
    QuantityError,
    check_value,
    format_for_input,
    parse_number,
)

from .strategies import SITE_LOCALES, unhurried, values


@unhurried
@given(values(), SITE_LOCALES, SITE_LOCALES)
@example(Decimal("1.234"), "sv", "en")
@example(Decimal("-999.999"), "en", "sv")
@example(Decimal("0.123"), "sv", "en")
def test_a_value_in_a_form_field_is_read_back_exactly_in_every_language(
    value: Decimal, written: str, read: str
) -> None:
    assert parse_number(format_for_input(value, written), read) == value


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [
        ("1234567.50", "1234567,5", "1234567.5"),
        ("-98.6", "-98,6", "-98.6"),
        ("1.234", "1,2340", "1.2340"),
        ("0.123", "0,123", "0.123"),
        ("1234.567", "1234,567", "1234.567"),
        ("1E+3", "1000", "1000"),
    ],
)
def test_a_form_field_shows_the_number_ungrouped_and_clear(
    value: str, swedish: str, english: str
) -> None:
    assert format_for_input(Decimal(value), "sv") == swedish
    assert format_for_input(Decimal(value), "en") == english


@unhurried
@given(st.decimals(allow_nan=True, allow_infinity=True), SITE_LOCALES)
@example(Decimal("NaN"), "sv")
@example(Decimal("1E+20"), "sv")
@example(Decimal("0.00001"), "en")
def test_a_value_that_no_figure_may_have_is_shown_in_the_form_as_it_is(
    value: Decimal, locale: str
) -> None:
    text = format_for_input(value, locale)
    try:
        check_value(value)
    except QuantityError:
        assert text == str(value)
    else:
        assert parse_number(text, locale) == value
