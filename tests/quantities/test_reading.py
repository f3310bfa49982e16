"""What a person types into a figure's field: understood to the last character, or refused."""

from dataclasses import asdict
from decimal import Decimal

from django.utils import translation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.quantities import QuantityError, ReadFigure, check_value, format_for_input, read_figure
from results.quantities.quantity import AmbiguousNumberError, NumberFormatError

from .strategies import SITE_LOCALES, unhurried, values


def said(text: str, locale: str) -> dict[str, str]:
    """What the text says of the figure, without what it does not say."""
    read = asdict(read_figure(text, locale))
    return {name: str(value) for name, value in read.items() if value not in (None, "")}


def code_of(text: str, locale: str) -> str:
    with pytest.raises(NumberFormatError) as refusal:
        read_figure(text, locale)
    return refusal.value.code


@pytest.mark.parametrize("locale", ["sv", "en"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6558", {"value": "6558"}),
        ("98,6 %", {"value": "98.6", "unit": "percent"}),
        ("över 250", {"value": "250", "qualifier": "over"}),
        ("250+ barn", {"value": "250", "qualifier": "over", "label": "barn"}),
        ("40 or fewer", {"value": "40", "qualifier": "at_most"}),
        ("2.4 million", {"value": "2400000", "scale": "million"}),
        ("2,4 miljoner kronor", {"value": "2400000", "unit": "SEK", "scale": "million"}),
        ("12k kr", {"value": "12000", "unit": "SEK", "scale": "thousand"}),
        ("kr 500", {"value": "500", "unit": "SEK"}),
        ("SEK500", {"value": "500", "unit": "SEK"}),
        ("£1.2m", {"value": "1200000", "unit": "GBP", "scale": "million"}),
        ("-£5", {"value": "-5", "unit": "GBP"}),
        ("−5 %", {"value": "-5", "unit": "percent"}),
        ("45 minutes", {"value": "45", "unit": "minutes"}),
        ("2‰", {"value": "2", "unit": "per_mille"}),
        ("6\u00a0558\u200b tips – granskade", {"value": "6558", "label": "tips – granskade"}),
        ("１２３ tips", {"value": "123", "label": "tips"}),
        ("1/3", {"value": "1", "whole": "3"}),
        (
            "1 100 av 6 558 tips",
            {"value": "1100", "whole": "6558", "label": "tips", "whole_label": "tips"},
        ),
        (
            "över 1 100 olagliga av 6 558 tips",
            {
                "value": "1100",
                "qualifier": "over",
                "whole": "6558",
                "label": "olagliga",
                "whole_label": "tips",
            },
        ),
        ("40 of 40", {"value": "40", "whole": "40"}),
        ("12 out of 40", {"value": "12", "whole": "40"}),
        ("15 av 45 minuter", {"value": "15", "unit": "minutes", "whole": "45"}),
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
        ("10½ timmar", "not_understood"),
        ("inte 45", "not_understood"),
        ("5-7 tips", "not_understood"),
        ("1 100 av 6 558 av 7", "not_understood"),
        ("5 år och 3 månader", "not_understood"),
        ("98,6 % av 6 558", "not_understood"),
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
    assert code_of(text, locale) == code


def test_a_refusal_says_what_was_typed_and_what_is_understood() -> None:
    with (
        translation.override("en"),
        pytest.raises(NumberFormatError, match=r"“über 250” is not understood.*“over 250”"),
    ):
        read_figure("über 250", "en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yli 250 nuorta", {"value": "250", "qualifier": "over", "label": "nuorta"}),
        ("noin 98,6 %", {"value": "98.6", "unit": "percent", "qualifier": "about"}),
        ("2,4 milj. euroa", {"value": "2400000", "unit": "EUR", "scale": "million"}),
        ("alle 3 tunnissa", {"value": "3", "unit": "hours", "qualifier": "under"}),
        ("12 päiväkotia", {"value": "12", "label": "päiväkotia"}),
        ("1 100 / 6 558 ilmoitusta", {"value": "1100", "whole": "6558", "label": "ilmoitusta", "whole_label": "ilmoitusta"}),
    ],
)  # fmt: skip
def test_finnish_is_understood_on_finnish_pages(text: str, expected: dict[str, str]) -> None:
    assert said(text, "fi") == expected


@unhurried
@given(value=values(), locale=SITE_LOCALES)
def test_a_plain_number_says_nothing_but_its_value(value: Decimal, locale: str) -> None:
    assert read_figure(format_for_input(value, locale), locale) == ReadFigure(value)


@unhurried
@given(text=st.text(st.sampled_from("0123456789 .,-/%½²ao£kr\u00a0\u202e") | st.characters()))
def test_any_text_is_a_figure_within_its_limits_or_refused(text: str) -> None:
    try:
        read = read_figure(text, "sv")
    except QuantityError:
        return
    check_value(read.value)
    assert read.whole is None or read.value <= read.whole
