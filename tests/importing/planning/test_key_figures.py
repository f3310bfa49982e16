"""Which figures are proposed as key figures."""

from results.blocks.stat_value import Highlight
from results.importing.drafting.streaming import stream_of
from results.importing.planning import Plan

from .planned import plan

PROSE = "\n\n".join(
    f"## Part {part}\n\nWe answered {part}01 calls and met {part}02 families."
    for part in range(1, 9)
)


def proposed(made: Plan) -> list[int]:
    return [int(each.found.value) for each in made.figures() if each.highlight is Highlight.KEY]


def planned(text: str) -> Plan:
    return plan(f"# Results\n\nIn short.\n\n{text}", "a.md", "en")


def test_the_first_figure_of_each_part_is_proposed() -> None:
    made = planned(PROSE)
    assert len(made.figures()) == 16
    assert proposed(made) == [101, 201, 301, 401, 501, 601, 701, 801]
    (block, *_rest) = stream_of(made, {})
    assert [stat["value"]["highlight"] for stat in block["value"]["stats"]] == ["key", "none"]


def test_what_is_said_more_than_once_goes_first_and_is_proposed_once() -> None:
    made = planned(f"{PROSE}\n\n## Last\n\n702 families wrote to us.")
    assert proposed(made) == [101, 201, 301, 401, 501, 601, 701, 702]


def test_more_than_eight_are_proposed_where_they_stand_by_themselves() -> None:
    alone = "\n\n".join(f"{number}15\n\ncalls from town {number}" for number in range(1, 12))
    made = planned(f"## Towns\n\n{alone}\n\n{PROSE}")
    assert proposed(made) == [int(f"{number}15") for number in range(1, 12)]


def test_what_nobody_has_ticked_is_not_proposed() -> None:
    made = planned("## Next year\n\nOur goal is to answer 450 calls.\n\n## Now\n\nTwo left.")
    assert proposed(made) == []
