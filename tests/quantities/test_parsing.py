"""What a figure may be, and how it is typed: by the language, else by the other convention."""

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
from results.quantities.quantity import AmbiguousNumberError, NumberFormatError

from .strategies import SITE_LOCALES, unhurried, values

SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\u2007"]
MINUSES = ["-", "−", "–", "- ", "−\u00a0"]


def code_of(text: str, locale: str) -> str:
    with pytest.raises(NumberFormatError) as refusal:
        parse_number(text, locale)
    return refusal.value.code


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("133 000", "133000"),
        ("1 234 567,89", "1234567.89"),
        ("98,60", "98.6"),
        ("-0,0", "0"),
        ("0,125", "0.125"),
        ("1 234,567", "1234.567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("  42\t\n", "42"),
        ("\ufeff42\u200b", "42"),
        ("+5", "5"),
        ("１２３，５", "123.5"),
    ],
)
def test_what_can_be_read_in_one_way_is_read_in_every_language(
    text: str, value: str, locale: str
) -> None:
    assert str(parse_number(text, locale)) == value


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("minus", MINUSES)
def test_any_kind_of_space_groups_and_any_kind_of_minus_negates(space: str, minus: str) -> None:
    assert parse_number(f"{minus}1{space}234{space}567,5", "sv") == Decimal("-1234567.5")


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t", "\u200b"])
def test_nothing_is_refused_as_empty(text: str) -> None:
    assert code_of(text, "sv") == "empty"


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize("text", ["1e5", "--5", "10²", "98,6 %", "\u202e321"])
def test_what_is_not_written_in_digits_is_refused(text: str, locale: str) -> None:
    assert code_of(text, locale) == "characters"


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize("text", ["1 23", "1234 567", "1  234", ",5", "-"])
def test_separators_that_make_no_number_are_refused(text: str, locale: str) -> None:
    assert code_of(text, locale) in {"grouping", "characters"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234567890123", "too_many_digits"),
        ("1,23456", "too_many_decimals"),
        ("9" * 100_000, "too_many_digits"),
    ],
)
def test_more_digits_than_a_figure_may_have_are_refused(text: str, code: str) -> None:
    assert code_of(text, "sv") == code
    assert code_of(text, "en") == code


@unhurried
@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(["", "-"]))
def test_what_the_two_conventions_read_differently_is_refused_with_both_readings(
    before: int, after: int, sign: str
) -> None:
    grouped = Decimal(f"{sign}{before}{after:03d}")
    pointed = Decimal(f"{sign}{before}.{after:03d}")
    for text, locale, readings in [
        (f"{sign}{before},{after:03d}", "sv", (pointed, grouped)),
        (f"{sign}{before}.{after:03d}", "sv", (grouped, pointed)),
        (f"{sign}{before},{after:03d}", "en", (grouped, pointed)),
        (f"{sign}{before}.{after:03d}", "en", (pointed, grouped)),
    ]:
        with pytest.raises(AmbiguousNumberError) as refusal:
            parse_number(text, locale)
        assert refusal.value.readings == readings
        assert refusal.value.code == "ambiguous"
        assert refusal.value.params is not None
        offered = (str(refusal.value.params[name]) for name in ("first", "second"))
        assert tuple(parse_number(form, locale) for form in offered) == readings


def test_an_ambiguous_number_is_answered_with_two_clear_forms_of_the_pages_language() -> None:
    with pytest.raises(AmbiguousNumberError) as swedish:
        parse_number("1.234", "sv")
    with pytest.raises(AmbiguousNumberError) as english:
        parse_number("-1,234", "en")
    with pytest.raises(AmbiguousNumberError) as negative:
        parse_number("−1,234", "sv")
    with override("en"):
        assert str(swedish.value).endswith("Write 1\xa0234 or 1,2340.")
        assert str(english.value).endswith("Write -1234 or -1.2340.")
        assert str(negative.value).endswith("Write -1,2340 or -1\xa0234.")
    with override("sv"):
        assert str(swedish.value).endswith("Skriv 1\xa0234 eller 1,2340.")


@pytest.mark.parametrize(
    ("text", "english", "swedish"),
    [
        ("", "Enter a number.", "Fyll i ett tal."),
        ("1,23456", "A figure has at most 4 decimals.", "Ett tal får ha högst 4 decimaler."),
        (
            "1 23",
            "The spaces, commas and points do not make a number. Write it like this: 1\xa0234,5.",
            "Mellanslagen, kommatecknen och punkterna bildar inget tal. Skriv så här: 1\xa0234,5.",
        ),
    ],
)
def test_a_refusal_says_what_to_write_in_the_editors_language(
    text: str, english: str, swedish: str
) -> None:
    with pytest.raises(QuantityError) as refusal:
        parse_number(text, "sv")
    with override("en"):
        assert str(refusal.value) == english
    with override("sv"):
        assert str(refusal.value) == swedish


@unhurried
@given(st.text() | st.text(alphabet="0123456789 .,-−\u00a0"), SITE_LOCALES)
def test_any_text_is_a_valid_number_or_is_refused(text: str, locale: str) -> None:
    try:
        number = parse_number(text, locale)
    except NumberFormatError as error:
        assert str(error)
    else:
        check_value(number)


@unhurried
@given(st.text(alphabet="0123456789 .,-", max_size=12))
@example("1,234")
@example("98.6")
def test_the_language_never_changes_which_number_is_meant(text: str) -> None:
    outcomes: list[Decimal | str] = []
    for locale in ("sv", "en"):
        try:
            outcomes.append(parse_number(text, locale))
        except NumberFormatError as error:
            outcomes.append(error.code)
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("NaN", "not_finite"),
        ("Infinity", "not_finite"),
        ("1000000000000", "too_many_digits"),
        ("1E+999999", "too_many_digits"),
        ("0.00001", "too_many_decimals"),
        ("1.0000000000000000000000000000000000001", "too_many_decimals"),
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
    "value", ["999999999999.9999", "-999999999999.9999", "0.0001", "1.50000000", "0E+99"]
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
    choices = kind.choices
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


def test_a_form_field_shows_the_number_ungrouped_and_clear() -> None:
    for value, swedish, english in (
        ("1234567.50", "1234567,5", "1234567.5"),
        ("1.234", "1,2340", "1.2340"),
        ("1234.567", "1234,567", "1234.567"),
    ):
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
