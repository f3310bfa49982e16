"""What several sections tell is offered once."""

import pytest

from results.importing.document import count_words
from results.importing.planning import Plan

from .planned import plan


def planned(*parts: str, more: str = "") -> Plan:
    sections = "".join(
        f"## Part {letter}\n\n{part}\n\n" for letter, part in zip("ABC", parts, strict=False)
    )
    return plan(f"# Results\n\nIn short.\n\n{sections}{more}", "a.md", "en")


def values(made: Plan) -> list[list[int]]:
    return [[int(figure.found.value) for figure in section.figures] for section in made.sections]


def test_what_comes_first_is_offered_unless_it_stands_by_itself_elsewhere() -> None:
    assert values(planned("We met 6,558 children.", "All 6,558 children got help.")) == [[6558], []]
    alone = planned("We met 6,558 children.", "6,558\n\nchildren")
    assert values(alone) == [[], [6558]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We met 12 parents.", "We met 12 parents."),
        ("We met 250 of the pupils.", "We met 250 of the teachers."),
        ("We reached 1,200 people in Kenya.", "We reached 1,200 people in Uganda."),
        ("In 2015 we met 1,200 people.", "We met 1,200 people."),
    ],
    ids=["by-chance", "of-others", "elsewhere", "in-another-year"],
)
def test_what_may_be_another_fact_is_offered_beside_it(first: str, second: str) -> None:
    made = planned(first, second)
    assert len([*made.figures(), *made.doubtful]) == 2


def test_cells_of_one_table_are_all_offered() -> None:
    rows = "| Town | Calls | Visits |\n| --- | --- | --- |\n| Aville | 120 | 310 |\n| Bville | 120 | 310 |"
    assert [120, 310, 120, 310] in values(planned(rows))


def test_no_word_of_its_note_is_lost() -> None:
    notes = "## Notes\n\n1. Without those by chat.\n2. As of December.\n"
    made = planned(
        "We met 6,558 children and had 480 talks[1].", "All 6,558 children[2] got help.", more=notes
    )
    words = count_words(made.words())
    assert words["december"] + words["December"] == 1


def test_a_heading_that_has_nothing_else_keeps_its_figure() -> None:
    made = planned("We met 6,558 children.", more="## 6,558 children\n")
    assert values(made) == [[6558], [6558]]
