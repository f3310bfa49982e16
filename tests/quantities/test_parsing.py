"""What a figure may be, and how it is typed: understood to the last character, or refused."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from results.quantities import (
    Quantity,
    QuantityError,
    check_value,
    format_for_input,
    parse_number,
    read_figure,
)
from results.quantities.parsing import values_in
from results.quantities.quantity import AmbiguousNumberError

from .strategies import SITE_LOCALES, unhurried, values

SPACES = [" ", "\u00a0", "\u202f", "\u2009", "\u2007"]
MINUSES = ["-", "−", "–", "- ", "−\u00a0"]


def code_of(text: str, locale: str, read: Callable[[str, str], object] = parse_number) -> str:
    with pytest.raises(QuantityError) as refusal:
        read(text, locale)
    return str(refusal.value.code)


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


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["", "\u00a0\t", "\u200b"], "empty"),
        (["1e5", "1_000", "--5", "10²", "98,6 %", "\u202e321", "-"], "characters"),
        (["1 23", "1234 567", "1  234", ",5"], "grouping"),
        (["1234567890123", "9" * 100_000], "too_many_digits"),
        (["1,23456"], "too_many_decimals"),
    ],
)
def test_what_makes_no_number_of_a_figure_is_refused(
    texts: list[str], code: str, locale: str
) -> None:
    assert [code_of(text, locale) for text in texts] == [code] * len(texts)


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


@unhurried
@given(st.text() | st.text(alphabet="0123456789 .,-−\u00a0"), SITE_LOCALES)
def test_any_text_is_a_valid_number_or_is_refused(text: str, locale: str) -> None:
    try:
        number = parse_number(text, locale)
    except QuantityError as error:
        assert str(error)
    else:
        check_value(number)


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
    with pytest.raises(QuantityError) as refusal:
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


@pytest.mark.parametrize("decimals", [-1, 5])
def test_at_most_four_decimals_can_be_shown(decimals: int) -> None:
    with pytest.raises(QuantityError) as refusal:
        Quantity(Decimal(1), decimals=decimals)
    assert refusal.value.code == "decimals_shown"


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


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1,50", "1.50"), ("-3,0", "-3.0"), ("7", "7"), ("120", "120"), ("1,2340", "1.234")],
)
def test_zeros_at_the_end_are_kept_where_they_are_asked_for(typed: str, kept: str) -> None:
    number = parse_number(typed, "sv", keep_zeros=True)
    assert str(number) == kept
    assert format_for_input(number, "sv", keep_zeros=True) == typed
    assert parse_number(typed, "sv") == parse_number(format_for_input(number, "en"), "sv")
    assert "0" not in str(parse_number(typed, "sv")).partition(".")[2]


@pytest.mark.parametrize("value", ["NaN", "1E+20", "0.00001"])
def test_a_value_that_no_figure_may_have_is_shown_in_the_form_as_it_is(value: str) -> None:
    assert format_for_input(Decimal(value), "sv") == value


def said(text: str, locale: str) -> dict[str, str]:
    """What the text says of the figure, without what it does not say."""
    return {name: str(value) for name, value in read_figure(text, locale).fields.items()}


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("98,6 %", {"value": "98.6", "unit": "percent"}),
        ("över 250", {"value": "250", "qualifier": "over"}),
        ("250+ barn", {"value": "250", "qualifier": "over", "label": "barn"}),
        ("40 or fewer", {"value": "40", "qualifier": "at_most"}),
        ("2.4 million", {"value": "2400000", "scale": "million"}),
        ("2,4 miljoner kronor", {"value": "2400000", "unit": "SEK", "scale": "million"}),
        ("12k kr", {"value": "12000", "unit": "SEK", "scale": "thousand"}),
        ("kr 500", {"value": "500", "unit": "SEK"}),
        ("£1.2m", {"value": "1200000", "unit": "GBP", "scale": "million"}),
        ("-£5", {"value": "-5", "unit": "GBP"}),
        ("−5 %", {"value": "-5", "unit": "percent"}),
        ("2‰", {"value": "2", "unit": "per_mille"}),
        ("6\u00a0558\u200b tips – granskade", {"value": "6558", "label": "tips – granskade"}),
        ("１２３ tips", {"value": "123", "label": "tips"}),
        ("1/3", {"value": "1", "whole_value": "3"}),
        ("40 av 40", {"value": "40", "whole_value": "40"}),
        (
            "över 1 100 olagliga av 6 558 tips",
            {"value": "1100", "qualifier": "over", "whole_value": "6558"}
            | {"label": "olagliga", "whole_label": "tips"},
        ),
        ("12 out of 40", {"value": "12", "whole_value": "40"}),
        ("15 av 45 minuter", {"value": "15", "unit": "minutes", "whole_value": "45"}),
    ],
)
def test_words_of_every_known_language_are_understood_in_each(
    text: str, expected: dict[str, str], locale: str
) -> None:
    assert said(text, locale) == expected


def test_the_number_is_read_by_the_language_and_its_two_readings_are_refused() -> None:
    assert said("1.234,5 kr", "en") == {"value": "1234.5", "unit": "SEK"}
    for text in ("1.234", "6,558", "1.234 kr", "1,100 of 6,558 reports"):
        with pytest.raises(AmbiguousNumberError):
            read_figure(text, "sv")


@pytest.mark.parametrize("locale", ["sv", "en", "fi"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("-", "not_understood"),
        ("över tvåhundra", "not_understood"),
        ("1_000", "not_understood"),
        ("1e5", "not_understood"),
        ("10½ timmar", "not_understood"),
        ("inte 45", "not_understood"),
        ("5-7 tips", "not_understood"),
        ("1 100 av 6 558 av 7", "not_understood"),
        ("98,6 % av 6 558", "not_understood"),
        ("1 av 3½", "not_understood"),
        ("1,2 av 2,4 miljoner", "not_understood"),
        ("321 tips \u202e", "not_understood"),
        (f"6558 {'tips ' * 40}", "not_understood"),
        ("1 23 tips", "grouping"),
        ("1/0", "part_exceeds_whole"),
        ("1234567890123", "too_many_digits"),
        ("9999 miljarder", "too_many_digits"),
        ("1,23456 %", "too_many_decimals"),
    ],
)
def test_what_is_not_understood_to_the_last_character_is_refused(
    text: str, code: str, locale: str
) -> None:
    assert code_of(text, locale, read_figure) == code


@pytest.mark.parametrize(
    ("text", "quoted"), [("inte 45", "inte 45"), ("inte " * 9 + "45", f"{'inte ' * 8}…")]
)
def test_a_refusal_repeats_the_beginning_of_what_was_typed(text: str, quoted: str) -> None:
    with pytest.raises(QuantityError) as refusal:
        read_figure(text, "sv")
    assert refusal.value.params == {"text": quoted}


@pytest.mark.parametrize("locale", ["sv", "sv-se"])
def test_each_number_of_a_text_says_its_value_in_full(locale: str) -> None:
    text = "År 2016 gav 12 barn −1,5 miljoner kronor och -£5."
    said = [(int(each.value), text[each.start : each.end]) for each in values_in(text, locale)]
    assert said == [(2016, "2016"), (12, "12"), (-1500000, "−1,5 miljoner kronor"), (-5, "-£5")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yli 250 nuorta", {"value": "250", "qualifier": "over", "label": "nuorta"}),
        ("noin 98,6 %", {"value": "98.6", "unit": "percent", "qualifier": "about"}),
        ("2,4 milj. euroa", {"value": "2400000", "unit": "EUR", "scale": "million"}),
        ("alle 3 tunnissa", {"value": "3", "unit": "hours", "qualifier": "under"}),
        ("1 100 / 6 558 ilmoitusta", {"value": "1100", "whole_value": "6558", "label": "ilmoitusta", "whole_label": "ilmoitusta"}),
    ],
)  # fmt: skip
def test_finnish_is_understood_on_finnish_pages(text: str, expected: dict[str, str]) -> None:
    assert said(text, "fi") == expected


@unhurried
@given(text=st.text(st.sampled_from("0123456789 .,-/%½²ao£kr\u00a0\u202e") | st.characters()))
def test_any_text_is_a_figure_within_its_limits_or_refused(text: str) -> None:
    try:
        read = read_figure(text, "sv")
    except QuantityError:
        return
    check_value(read.value)
    assert read.whole_value is None or read.value <= read.whole_value
