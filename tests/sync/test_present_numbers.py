"""Which numbers of a translation are told as their source has them now."""

import pytest

from results.sync.comparing import present_numbers


@pytest.mark.parametrize(
    ("source", "own", "expected"),
    [
        ("Vi granskade 6 558 tips.", "We reviewed 6,200 reports.", [("6,200", "6,558")]),
        ("<p>De fick 1,5 &amp; 7 tips.</p>", "They got 1.2 and 7 reports.", [("1.2", "1.5")]),
        ("Det var −5 tips.", "It was −6 reports.", [("6", "−5")]),
        ("12 tips och 5 samtal", "12 reports", []),
        ("12 procent", "15 kronor", []),
        ("Tolv tips", "13 reports", [("13", "12")]),
        (
            "47 skolor i 14 kommuner",
            "45 schools in a dozen municipalities",
            [("45", "47"), ("dozen", "14")],
        ),
        ("Två av tre", "One of four", []),
        ("Fler än 2015", "More than in 2016", [("2016", "2015")]),
        ("Det var 2015 tips", "It was 1,980 reports", [("1,980", "2,015")]),
        ("Den 5 mars 2016", "On 4 March 2016", []),
    ],
)
def test_a_plain_number_that_the_source_has_changed_is_told(
    source: str, own: str, expected: list[tuple[str, str]]
) -> None:
    assert present_numbers(source, own, "sv", "en") == expected
