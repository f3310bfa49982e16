"""What holds for every text of any letters and length, measured too on pairs that are known to say the same or not."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from results.quantities import Qualifier, Quantity, format_quantity
from results.sync.comparing import present_numbers
from results.translation.proofs import faults_of
from results.translation.strings.shown import corrected, marked_pair
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


SIGNS = ["1.", "a@", "a1", "<a ", "{", "%(", "+4", "1/2 ", "9" * 50, "½", "(1", "&#5;", "1/2–"]
WORDS = ["half ", "1 av ", "5 dagar ", "133 000 barn och 5 % ", "en ett ", "12 mars 2016, "]
LONGER = ["1,5 miljoner kr ", "art. 3.1 e "]
COUNTING = " ".join(map(str, range(20_000)))


def on_the_screen(source: str, target: str, one: str, other: str) -> None:
    faults = faults_of(source, target, one, other)
    marked_pair(source, target, (one, other), [], faults)
    corrected(source, target, (one, other))


@pytest.mark.parametrize("act", [faults_of, on_the_screen, present_numbers])
@pytest.mark.parametrize("text", [*SIGNS, *WORDS, *LONGER, COUNTING])
def test_100_000_characters_take_at_most_half_a_second(act: Any, text: str) -> None:
    source = (text * (100_000 // len(text) + 1))[:100_000]
    target = source.translate(str.maketrans("123456789", "234567891"))
    began = process_time()
    act(source, target, "sv", "en")
    assert process_time() - began <= 0.5


def read(name: str) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in Path(__file__).with_name(name).read_text("utf-8").splitlines()
    ]


def pairs_of(name: str) -> Iterator[tuple[bool, str, str, str, str]]:
    """Whether each pair is at fault, its texts and their languages; those of Swedish and English both ways."""
    for pair in read(f"{name}.jsonl"):
        if "source" in pair:
            languages = pair["source_language"], pair["target_language"]
            for key in pair.keys() & {"target", "fault"}:
                yield key == "fault", pair["source"], pair[key], *languages
        # Broken markup in a source is not its translation's fault.
        elif pair.get("why") != "tag left open":
            yield pair["faulty"], pair["sv"], pair["en"], "sv", "en"
            yield pair["faulty"], pair["en"], pair["sv"], "en", "sv"


@pytest.mark.parametrize(
    ("name", "missed", "certain", "unsure"),
    [
        ("pairs", 0.015, 0.01, 0.015),
        # The others were written without knowledge of the rules.
        ("blind", 0.01, 0, 0.02),
        ("unseen-sv-en", 0.015, 0.005, 0.015),
        ("unseen-sv-de", 0.02, 0, 0),
        ("unseen-sv-fi", 0.02, 0, 0),
        ("unseen-sv-nb", 0, 0, 0.02),
        ("unseen-sv-da", 0.025, 0, 0),
        ("unseen-traps", 0.01, 0.01, 0.05),
        ("unseen-public", 0.01, 0.005, 0.02),
        ("unseen-mixed", 0.005, 0.015, 0.06),
        ("unseen-later", 0.01, 0, 0.02),
    ],
)
def test_pairs_stay_as_they_were_measured(
    name: str, missed: float, certain: float, unsure: float
) -> None:
    """So many faults are not said at all, so many right translations certainly or perhaps wrong."""
    found: dict[bool, list[list[bool]]] = {True: [], False: []}
    for is_faulty, *texts in pairs_of(name):
        found[is_faulty].append([fault.certain for fault in faults_of(*texts)])
    faulty, right = found[True], found[False]
    assert sum(not each for each in faulty) / len(faulty) <= missed
    assert sum(any(each) for each in right) / len(right) <= certain
    assert sum(bool(each) and not any(each) for each in right) / len(right) <= unsure
