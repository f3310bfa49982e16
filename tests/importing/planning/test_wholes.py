"""A figure that is a part of another one of the page refers to it, so that the two never differ."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from results.importing.drafting.streaming import stream_of
from results.importing.importing import choose
from results.importing.planning import Pile, Plan, pile_of

from .planned import plan

TIPS = "We got 6,558 tips.\n\n1,100 of the 6,558 tips were illegal."


def planned(text: str) -> Plan:
    return plan(f"# Results\n\nIn short.\n\n## Hotline\n\n{text}", "a.md", "en")


def stats(made: Plan) -> list[dict[str, Any]]:
    return [stat for block in stream_of(made, {}) for stat in block["value"].get("stats", [])]


def test_a_part_refers_to_the_figure_that_counts_its_whole() -> None:
    made = planned(TIPS)
    whole, part = stats(made)
    assert part["value"]["part_of"] == whole["id"]
    assert (part["value"]["whole_value"], part["value"]["whole_label"]) == (None, "")
    assert whole["value"]["part_of"] == ""
    assert {pile_of(figure) for figure in made.figures()} == {Pile.READY}


def test_a_whole_that_is_no_figure_of_the_page_is_typed_with_its_name() -> None:
    made = planned(TIPS)
    _whole, part = made.figures()
    choose(made, {"figure-0": None, "figure-1": part})
    (left,) = stats(made)
    assert (left["value"]["part_of"], left["value"]["whole_value"]) == ("", "6558")
    assert left["value"]["whole_label"] == "tips"
    assert made.points == []


@pytest.mark.parametrize(
    "text",
    [
        "We ran 10 courses.\n\n9 of 10 pupils were happy.",
        "In 2015 we got 6,558 tips.\n\n1,100 of the 6,558 were illegal.",
        "We raised £6,558.\n\n1,100 of the 6,558 tips were illegal.",
        "We trained 200 teachers.\n\n50 of 200 schools took part.",
        "Our goal is 200 schools.\n\n50 of 200 schools took part.",
    ],
    ids=["of-few", "of-another-year", "in-another-unit", "of-something-else", "of-a-goal"],
)
def test_the_same_number_is_not_always_the_whole(text: str) -> None:
    assert not any(stat["value"]["part_of"] for stat in stats(planned(text)))


def test_a_part_follows_when_its_whole_is_corrected_and_not_when_it_is_given_another() -> None:
    made = planned(TIPS)
    whole, part = made.figures()
    corrected = replace(whole, found=replace(whole.found, value=Decimal(6585)))
    choose(made, {"figure-0": corrected, "figure-1": part})
    assert stats(made)[1]["value"]["part_of"] == whole.id

    other = replace(part, found=replace(part.found, whole=Decimal(6000), whole_label="letters"))
    choose(made, {"figure-0": corrected, "figure-1": other})
    value = stats(made)[1]["value"]
    assert (value["part_of"], value["whole_value"], value["whole_label"]) == ("", "6000", "letters")
