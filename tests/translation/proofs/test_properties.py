"""Whatever figure the plugin itself writes in both languages is the same figure."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from results.quantities import Qualifier, Quantity, format_quantity
from results.translation.proofs import faults_of
from tests.quantities.strategies import quantities, unhurried

from .saying import differs, is_same


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
