"""What holds for every text: figures of the plugin itself, any letters, any length."""

from dataclasses import replace
from decimal import Decimal
from time import process_time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from results.quantities import Qualifier, Quantity, format_quantity
from results.sync.comparing import present_numbers
from results.translation.proofs import faults_of
from results.translation.strings.highlighting import corrected, marked_pair
from tests.quantities.strategies import quantities, unhurried

from .test_numbers import differs, is_same


@unhurried
@given(quantities())
def test_a_figure_is_the_same_in_both_languages(quantity: Quantity) -> None:
    quantity = replace(quantity, decimals=None)
    assert is_same(format_quantity(quantity, "sv"), format_quantity(quantity, "en"))


@unhurried
@given(quantities(), st.integers(1, 10**6), st.sampled_from([-1, 1]))
def test_another_figure_is_a_fault(quantity: Quantity, difference: int, sign: int) -> None:
    quantity = replace(quantity, decimals=None, qualifier=Qualifier.EXACT)
    changed = quantity.value + difference * sign
    assume(abs(changed) < 10**12)
    other = replace(quantity, value=Decimal(changed))
    assert differs(format_quantity(quantity, "sv"), format_quantity(other, "en"))


@unhurried
@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["sv", "en", "fi", "x"]))
def test_no_text_is_an_error(source: str, translation: str, language: str) -> None:
    for fault in faults_of(source, translation, "sv", language):
        assert fault.message


@unhurried
@given(st.text(alphabet="0123456789 .,:/-–−%kSEK€½¹tvåhlvamiljonerd", max_size=40))
def test_a_text_has_no_other_numbers_than_itself(text: str) -> None:
    assert not faults_of(text, text, "sv", "sv")


HOSTILE = [
    "1.",
    "a@",
    "a1",
    "<a ",
    "{",
    "%(",
    "+4",
    "1/2 ",
    "9" * 50,
    "½",
    "half ",
    "1 av ",
    "(1",
    "&#5;",
    "1/2–",
    "5 dagar ",
    "133 000 barn och 5 % ",
    "en ett ",
    "12 mars 2016, ",
    "1,5 miljoner kr ",
    "art. 3.1 e ",
]
COUNTING = " ".join(map(str, range(20_000)))


def on_the_screen(source: str, target: str, *languages: str) -> None:
    faults = faults_of(source, target, *languages)
    marked_pair(source, target, languages, [], faults)
    corrected(source, target, languages)


@pytest.mark.parametrize("act", [faults_of, on_the_screen, present_numbers])
@pytest.mark.parametrize("text", [*HOSTILE, COUNTING])
def test_100_000_characters_take_at_most_half_a_second(act: Any, text: str) -> None:
    source = (text * (100_000 // len(text) + 1))[:100_000]
    target = source.translate(str.maketrans("123456789", "234567891"))
    began = process_time()
    act(source, target, "sv", "en")
    assert process_time() - began <= 0.5
