"""The work grows with the length of a text, not with its square."""

import sys

import pytest

from results.translation.proofs import faults_of


def steps(text: str, translation: str) -> int:
    """How many functions of Python are called to compare two texts."""
    count = 0

    def counting(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        faults_of(text, translation, "sv", "en")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "text",
    [
        "133 000 barn och 5 % ",
        "en ett ",
        "12 mars 2016, ",
        "1,5 miljoner kr ",
        "5 dagar ",
        "half ",
        "art. 3.1 e ",
    ],
)
def test_twice_the_text_is_about_twice_the_work(text: str) -> None:
    steps(text, text)

    assert steps(text * 400, text * 400) < 3 * steps(text * 200, text * 200)


@pytest.mark.parametrize(
    "text",
    ["1.", "a@", "a.", "<a ", "{", "%(", "+4", "1/2 ", "9" * 50, "½", "half ", "1/2–", "5 dagar "],
)
def test_hostile_texts_end(text: str) -> None:
    assert isinstance(faults_of(text * 2000, text * 1000, "sv", "en"), list)
