"""How a figure is shown: separators, words, rounding, and lines that never break inside."""

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.utils.translation import override

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.quantities import (
    Qualifier,
    Quantity,
    QuantityError,
    Scale,
    Unit,
    format_number,
    format_plain,
    format_quantity,
)
from results.quantities.formatting import active_language

from .strategies import SITE_LOCALES, quantities, unhurried, values

BILLION, MILLION, THOUSAND = Scale.BILLION, Scale.MILLION, Scale.THOUSAND


def spaced(text: str) -> str:
    """The text with no-break spaces as ordinary ones, so that a test can be read."""
    return text.replace("\xa0", " ")


def shown(value: str, unit: Unit = Unit.NUMBER, scale: Scale = Scale.NONE) -> tuple[str, str]:
    quantity = Quantity(Decimal(value), unit, scale=scale)
    return spaced(format_quantity(quantity, "sv")), spaced(format_quantity(quantity, "en"))


@pytest.mark.parametrize(
    ("value", "unit", "swedish", "english"),
    [
        ("98.6", Unit.PERCENT, "98,6 %", "98.6%"),
        ("1", Unit.PERCENTAGE_POINTS, "1 procentenhet", "1 percentage point"),
        ("2.5", Unit.PERCENTAGE_POINTS, "2,5 procentenheter", "2.5 percentage points"),
        ("1234", Unit.SEK, "1 234 kr", "SEK 1,234"),
        ("1234", Unit.EUR, "1 234 €", "€1,234"),
        ("-5", Unit.GBP, "−5 GBP", "−\u2060£5"),
        ("300", Unit.NOK, "300 NOK", "NOK 300"),
        ("1", Unit.YEARS, "1 år", "1 year"),
        ("-1", Unit.DAYS, "−1 dag", "−1 day"),
        ("1.5", Unit.HOURS, "1,5 timmar", "1.5 hours"),
        ("2.5", Unit.PER_MILLE, "2,5 ‰", "2.5‰"),
        ("8", Unit.KILOGRAMS, "8 kg", "8 kg"),
        ("1", Unit.TONNES, "1 ton", "1 tonne"),
        ("1.5", Unit.MWH, "1,5 MWh", "1.5 MWh"),
    ],
)
def test_a_unit_stands_where_the_reader_expects_it(
    value: str, unit: Unit, swedish: str, english: str
) -> None:
    assert shown(value, unit) == (swedish, english)


@pytest.mark.parametrize(
    ("value", "unit", "scale", "swedish", "english"),
    [
        ("1500", Unit.NUMBER, THOUSAND, "1,5 tusen", "1.5 thousand"),
        ("1000000", Unit.NUMBER, MILLION, "1 miljon", "1 million"),
        ("-1500000", Unit.SEK, MILLION, "−1,5 miljoner kr", "−SEK 1.5 million"),
        ("2300000000", Unit.EUR, BILLION, "2,3 miljarder €", "€2.3 billion"),
        ("1000000", Unit.HOURS, MILLION, "1 miljon timmar", "1 million hours"),
    ],
)
def test_a_scale_shows_the_whole_value_in_larger_units(
    value: str, unit: Unit, scale: Scale, swedish: str, english: str
) -> None:
    assert shown(value, unit, scale) == (swedish, english)


def test_decimals_round_the_number_that_is_shown_not_the_whole_value() -> None:
    quantity = Quantity(Decimal(1_250_000), Unit.SEK, scale=MILLION, decimals=1)
    assert spaced(format_quantity(quantity, "sv")) == "1,3 miljoner kr"
    padded = Quantity(Decimal(1_000_000), scale=MILLION, decimals=1)
    assert spaced(format_quantity(padded, "sv")) == "1,0 miljoner"


@pytest.mark.parametrize("unit", [Unit.PERCENT, Unit.PER_MILLE, Unit.PERCENTAGE_POINTS])
def test_a_share_is_never_scaled(unit: Unit) -> None:
    scaled, full = (Quantity(Decimal(1500), unit, scale=scale) for scale in (THOUSAND, Scale.NONE))
    assert format_quantity(scaled, "en") == format_quantity(full, "en")


@pytest.mark.parametrize(
    ("qualifier", "swedish", "english"),
    [
        (Qualifier.EXACT, "250", "250"),
        (Qualifier.OVER, "över 250", "over 250"),
        (Qualifier.AT_LEAST, "minst 250", "at least 250"),
        (Qualifier.NEARLY, "nästan 250", "nearly 250"),
        (Qualifier.ABOUT, "cirka 250", "about 250"),
        (Qualifier.UNDER, "under 250", "under 250"),
        (Qualifier.AT_MOST, "högst 250", "at most 250"),
    ],
)
def test_a_qualifier_is_said_in_the_language_of_the_page(
    qualifier: Qualifier, swedish: str, english: str
) -> None:
    quantity = Quantity(Decimal(250), qualifier=qualifier)
    assert spaced(format_quantity(quantity, "sv")) == swedish
    assert spaced(format_quantity(quantity, "en")) == english


@pytest.mark.parametrize(("locale", "expected"), [("bn", "5 SEK"), ("fy", "SEK 5")])
def test_letters_stand_apart_from_digits_in_any_language(locale: str, expected: str) -> None:
    assert spaced(format_quantity(Quantity(Decimal(5), Unit.SEK), locale)) == expected


@unhurried
@given(quantities(), SITE_LOCALES)
def test_a_figure_never_breaks_across_lines(quantity: Quantity, locale: str) -> None:
    text = format_quantity(quantity, locale)
    assert {character for character in text if character.isspace()} <= {"\xa0"}
    # Browsers break before a currency sign after a minus, and after these marks.
    assert not re.search("−[€£$]|[-\u2010\u2013\u2014\u200b\u00ad]", text)
    assert "\xa0\xa0" not in text
    assert text.strip() == text


@unhurried
@given(values(), st.none() | st.integers(0, 4), SITE_LOCALES)
def test_the_digits_shown_are_the_value_rounded_half_up(
    value: Decimal, decimals: int | None, locale: str
) -> None:
    text = format_number(value, locale, decimals).replace("−", "-").replace("\xa0", "")
    plain = text.replace(",", ".") if locale == "sv" else text.replace(",", "")
    if decimals is None:
        assert Decimal(plain) == value
        assert "." not in plain or not plain.endswith("0")
    else:
        step = Decimal(1).scaleb(-decimals)
        assert Decimal(plain) == value.quantize(step, ROUND_HALF_UP)
        assert len(plain.partition(".")[2]) == decimals
    assert plain != "-0"


@unhurried
@given(quantities(), st.text() | st.sampled_from(["ar", "zh-hans", "pt-br", "pl", "tr", "he"]))
def test_no_locale_stops_a_figure_from_being_shown(quantity: Quantity, locale: str) -> None:
    assert format_quantity(quantity, locale)
    assert format_number(quantity.value, locale)


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en_GB", "over 1,234.5 years"), ("sv-SE", "över 1 234,5 år"), ("xx", "over 1,234.5 years")],
)
def test_an_unknown_locale_is_its_base_language_or_else_english(locale: str, text: str) -> None:
    quantity = Quantity(Decimal("1234.5"), Unit.YEARS, Qualifier.OVER)
    assert spaced(format_quantity(quantity, locale)) == text


def test_plain_notation_is_for_machines() -> None:
    shown = {value: format_plain(Decimal(value)) for value in ("98.60", "1.5E+6", "-0.00", "0E+5")}
    assert shown == {"98.60": "98.6", "1.5E+6": "1500000", "-0.00": "0", "0E+5": "0"}


def test_where_no_language_is_spoken_it_is_english() -> None:
    for active, expected in (("sv", "sv"), (None, "en")):
        with override(active):
            assert active_language() == expected


@unhurried
@given(values())
def test_plain_notation_keeps_the_value_whatever_the_decimal_context(value: Decimal) -> None:
    with localcontext(prec=2):
        text = format_plain(value)
        shown_in_full = format_number(value, "en")
    assert Decimal(text) == value
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]*[1-9])?", text)
    assert shown_in_full.replace(",", "").replace("−", "-") == text


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_not_finite_has_no_text(value: str) -> None:
    with pytest.raises(QuantityError):
        format_plain(Decimal(value))
    with pytest.raises(QuantityError):
        format_number(Decimal(value), "sv")
