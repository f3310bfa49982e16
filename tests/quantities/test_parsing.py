"""How typed text is read: by the language, else by the other convention, never by guessing."""

from decimal import Decimal

from django.utils.translation import override

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from results.quantities import (
    AmbiguousNumberError,
    NumberFormatError,
    QuantityError,
    check_value,
    format_number,
    parse_number,
)

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
        ("1 234 567.89", "1234567.89"),
        ("98,6", "98.6"),
        ("1,2340", "1.234"),
        ("0,125", "0.125"),
        ("1234,567", "1234.567"),
        ("1 234,567", "1234.567"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("  42\t\n", "42"),
        ("\ufeff42\u200b", "42"),
        ("+5", "5"),
        ("007", "7"),
        ("１２３，５", "123.5"),
        ("٤٢", "42"),
        ("999999999999,9999", "999999999999.9999"),
    ],
)
def test_what_can_be_read_in_one_way_is_read_in_every_language(
    text: str, value: str, locale: str
) -> None:
    assert parse_number(text, locale) == Decimal(value)


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("minus", MINUSES)
def test_any_kind_of_space_groups_and_any_kind_of_minus_negates(space: str, minus: str) -> None:
    assert parse_number(f"{minus}1{space}234{space}567,5", "sv") == Decimal("-1234567.5")


def test_a_number_has_one_notation_however_it_was_typed() -> None:
    assert str(parse_number("98,60", "sv")) == "98.6"
    assert str(parse_number("100", "sv")) == "100"
    assert str(parse_number("-0,0", "sv")) == "0"


@pytest.mark.parametrize("text", ["", " ", "\u00a0\t", "\u200b"])
def test_nothing_is_refused_as_empty(text: str) -> None:
    assert code_of(text, "sv") == "empty"


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "1e5",
        "1_000",
        "NaN",
        "--5",
        "5-",
        "10²",
        "½",
        "1\t000",
        "98,6 %",
        "1 234 kr",
        "\u202e321",
    ],
)
def test_what_is_not_written_in_digits_is_refused(text: str, locale: str) -> None:
    assert code_of(text, locale) == "characters"


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize(
    "text",
    [
        "1 23",
        "1234 567",
        "1  234",
        "0 123",
        "1.234 567",
        "1,234,56",
        "1.2.3",
        "1,234.567,8",
        "1,5 000",
        ",5",
        "5,",
        ".",
        "-",
    ],
)
def test_separators_that_make_no_number_are_refused(text: str, locale: str) -> None:
    assert code_of(text, locale) in {"grouping", "characters"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234567890123", "too_many_digits"),
        ("1,23456", "too_many_decimals"),
        ("1.50000", "too_many_decimals"),
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


@unhurried
@given(values(), SITE_LOCALES)
def test_what_is_shown_is_read_back_as_the_same_number_or_offered_as_a_reading(
    value: Decimal, locale: str
) -> None:
    try:
        number = parse_number(format_number(value, locale), locale)
    except AmbiguousNumberError as error:
        assert value in error.readings
    else:
        assert number == value
