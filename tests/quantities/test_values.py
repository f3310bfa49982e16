"""What a figure may be, how it stands in a form field, and the choices that describe it."""

from dataclasses import FrozenInstanceError
from decimal import Decimal, localcontext

from django.utils.translation import override

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from results.quantities import (
    InvalidValueError,
    Qualifier,
    Quantity,
    QuantityError,
    Scale,
    Unit,
    check_value,
    format_for_input,
    parse_number,
)

from .strategies import SITE_LOCALES, unhurried, values


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("NaN", "not_finite"),
        ("sNaN", "not_finite"),
        ("Infinity", "not_finite"),
        ("1000000000000", "too_many_digits"),
        ("1E+999999", "too_many_digits"),
        ("0.00001", "too_many_decimals"),
        ("1.0000000000000000000000000000000000001", "too_many_decimals"),
        ("1E-999999", "too_many_decimals"),
    ],
)
def test_a_value_beyond_the_limits_is_refused_with_the_code_of_the_rule(
    value: str, code: str
) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        check_value(Decimal(value))
    assert refusal.value.code == code
    with pytest.raises(QuantityError):
        Quantity(Decimal(value))


@pytest.mark.parametrize(
    "value",
    [
        "999999999999.9999",
        "-999999999999.9999",
        "0.0001",
        "1.50000000",
        "0E+99",
    ],
)
def test_a_value_at_the_limits_is_accepted(value: str) -> None:
    check_value(Decimal(value))
    assert Quantity(Decimal(value)).value == Decimal(value)


@unhurried
@given(values())
def test_the_limits_do_not_depend_on_the_decimal_context(value: Decimal) -> None:
    with localcontext(prec=2):
        check_value(value)


@pytest.mark.parametrize("decimals", [-1, 5])
def test_at_most_four_decimals_can_be_shown(decimals: int) -> None:
    with pytest.raises(InvalidValueError) as refusal:
        Quantity(Decimal(1), decimals=decimals)
    assert refusal.value.code == "decimals_shown"


def test_a_plain_quantity_is_an_exact_number_shown_in_full() -> None:
    quantity = Quantity(Decimal(6558))
    assert (quantity.unit, quantity.qualifier) == (Unit.NUMBER, Qualifier.EXACT)
    assert (quantity.scale, quantity.decimals) == (Scale.NONE, None)


def test_a_quantity_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Quantity(Decimal(1)).value = Decimal(2)  # type: ignore[misc]


def test_a_refusal_speaks_the_language_of_the_reader() -> None:
    with pytest.raises(QuantityError) as refusal:
        check_value(Decimal("0.00001"))
    with override("en"):
        assert str(refusal.value) == "A figure has at most 4 decimals."
    with override("sv"):
        assert str(refusal.value) == "Ett tal får ha högst 4 decimaler."


def test_the_stored_words_are_those_of_the_specification() -> None:
    assert " ".join(Qualifier) == "exact over at_least nearly about under at_most"
    assert " ".join(Unit) == (
        "number percent per_mille percentage_points SEK EUR GBP USD NOK DKK "
        "years months days hours minutes kilograms tonnes kWh MWh"
    )
    assert " ".join(Scale) == "none thousand million billion"


@pytest.mark.parametrize("kind", [Qualifier, Unit, Scale])
def test_choices_pair_plain_words_with_labels_that_follow_the_language(
    kind: type[Qualifier | Unit | Scale],
) -> None:
    choices = kind.choices()
    assert [value for value, _label in choices] == [member.value for member in kind]
    assert all(type(value) is str for value, _label in choices)
    with override("en"):
        english = [str(label) for _value, label in choices]
    with override("sv"):
        swedish = [str(label) for _value, label in choices]
    assert len(set(english)) == len(set(swedish)) == len(kind)
    assert english != swedish


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
        ("1234.567", "1234,567", "1234.567"),
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
