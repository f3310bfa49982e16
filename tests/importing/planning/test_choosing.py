"""What is offered to a person, once and within bounds, and decided by one is what the page says."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from results.blocks import MAX_BLOCKS
from results.importing.document import count_words
from results.importing.drafting.streaming import stream_of
from results.importing.figures import FoundFigure
from results.importing.importing import choose
from results.importing.planning import Kind, Pile, Plan, PlannedFigure, Section, pile_of
from results.importing.planning.plan import MAX_LISTED
from tests.importing import papers

from .planned import plan

# A number above what it counts, a sum, and a figure that words may or may not mean.
TEXT = """\
# Our results

What came of the year.

## Schools

Over 250 pupils took part. Two of our schools closed.

1,382

calls answered

## The hotline

We reviewed 6,558 reports.
"""


def planned(text: str = TEXT) -> Plan:
    plan = papers.plan(papers.source(text))
    assert plan.figures()
    return plan


def as_offered(figure: PlannedFigure, **mended: Any) -> PlannedFigure:
    """The figure taken as it is, but for what is mended."""
    return replace(figure, found=replace(figure.found, **mended))


def number_of(plan: Plan, value: int) -> str:
    """How the figure with this value is named in choices."""
    values = [figure.found.value for figure in plan.figures()]
    return f"figure-{values.index(Decimal(value))}"


def figure_of(plan: Plan, value: int) -> PlannedFigure:
    return next(figure for figure in plan.figures() if figure.found.value == value)


def stats_of(plan: Plan) -> dict[str, dict[str, Any]]:
    """The figures of the page to be, by their labels."""
    stats = [stat for block in stream_of(plan, {}) for stat in block["value"].get("stats", [])]
    return {stat["value"]["label"]: stat["value"] for stat in stats}


def text_of(plan: Plan, heading: str) -> str:
    return next(section.html for section in plan.sections if section.heading == heading)


def test_a_figure_that_stood_by_itself_gives_its_words_back_when_it_is_not_wanted() -> None:
    plan = planned()
    before = count_words(plan.words())
    figure = figure_of(plan, 1382)
    assert figure.taken
    assert "1,382" not in text_of(plan, "Schools")

    choose(plan, {number_of(plan, 1382): None, number_of(plan, 250): None})

    assert "1,382" in text_of(plan, "Schools")
    assert "calls answered" in text_of(plan, "Schools")
    assert "Over 250 pupils took part." in text_of(plan, "Schools")
    assert count_words(plan.words()) == before


def test_a_doubtful_figure_is_on_the_page_only_when_it_is_wanted() -> None:
    plan = planned()
    (doubtful,) = plan.doubtful
    assert doubtful.found.value == 2

    choose(plan, {"doubtful-0": as_offered(doubtful, label="schools closed")})

    assert stats_of(plan)["schools closed"]["value"] == "2"
    assert plan.doubtful == []
    assert not any(figure.found.reason for figure in plan.figures())
    schools = next(section for section in plan.sections if section.heading == "Schools")
    assert doubtful in schools.figures
    plan = planned()
    choose(plan, {"doubtful-0": None})
    assert "2" not in [stat["value"] for stat in stats_of(plan).values()]


def test_a_wanted_figure_whose_section_is_full_gets_a_group_of_its_own_after_it() -> None:
    plan = planned()
    schools = next(section for section in plan.sections if section.heading == "Schools")
    for number in range(MAX_LISTED - len(schools.figures)):
        schools.figures.append(PlannedFigure(FoundFigure(Decimal(number), 0, 0, label="more")))

    choose(plan, {"doubtful-0": as_offered(plan.doubtful[0])})

    following = plan.sections[plan.sections.index(schools) + 1]
    assert following.kind is Kind.STATS
    assert [figure.found.value for figure in following.figures] == [2]


def test_a_wanted_figure_of_the_introduction_gets_a_group_at_the_top() -> None:
    plan = papers.plan(
        papers.source("# Results\n\nThree of our schools closed.\n\n## Next\n\nWords.\n")
    )
    (doubtful,) = plan.doubtful

    choose(plan, {"doubtful-0": as_offered(doubtful)})

    assert plan.sections[0].kind is Kind.STATS
    assert plan.sections[0].figures == [doubtful]


def test_what_is_left_to_do_follows_from_what_was_decided() -> None:
    text = "# Results\n\nIn short.\n\n## Numbers\n\nWe counted 1.234 and no more.\n"
    plan = papers.plan(papers.source(text), language="sv")
    (figure,) = plan.figures()
    choose(plan, {"figure-0": as_offered(figure, label="", whole=Decimal(2000))})
    assert [point.path[-1] for point in plan.points] == ["label", "whole_label"]

    choose(plan, {"figure-0": as_offered(figure, label="things counted", whole=None)})

    assert plan.points == []


@pytest.mark.parametrize(
    "doubt",
    [
        {"label": ""},
        {"whole": Decimal(300)},
        {"other_reading": Decimal("0.25")},
        {"reason": "Its column has no name."},
    ],
    ids=lambda doubt: next(iter(doubt)),
)
def test_only_what_is_ready_is_taken_where_nobody_decides(doubt: dict[str, Any]) -> None:
    plan = planned()
    figure = figure_of(plan, 250)
    figure.found = replace(figure.found, **doubt)
    assert pile_of(figure) is Pile.LOOK

    choose(plan, {})

    assert figure not in plan.figures()
    assert figure in plan.doubtful
    assert all(pile_of(each) is Pile.READY for each in plan.figures())
    assert plan.points == []


def test_words_given_back_make_no_more_blocks_than_an_edition_has() -> None:
    plan = planned("# R\n\n## A\n\nWe taught 250 pupils.\n\n1,382\n\ncalls answered\n")
    of_text, alone = plan.figures()
    groups = [
        Section(
            Kind.STATS, figures=[replace(alone, id=f"{group}"), replace(of_text, id=f"of-{group}")]
        )
        for group in range(40)
    ]
    plan.sections += groups
    words = count_words(plan.words())
    choose(plan, {f"figure-{place}": None for place in range(2, 82, 2)})
    assert len(plan.sections) <= MAX_BLOCKS
    assert count_words(plan.words()) == words


def test_an_edition_of_two_years_asks_for_its_period() -> None:
    plan = planned("# Results 2016/17\n\n## A\n\nWe taught 250 pupils.\n")
    assert [point.path for point in plan.points] == [("period_start",)]
    assert "2016/17" in plan.points[0].text


def planned_parts(*parts: str, more: str = "") -> Plan:
    sections = "".join(
        f"## Part {letter}\n\n{part}\n\n" for letter, part in zip("ABC", parts, strict=False)
    )
    return plan(f"# Results\n\nIn short.\n\n{sections}{more}", "a.md", "en")


def values(made: Plan) -> list[list[int]]:
    return [[int(figure.found.value) for figure in section.figures] for section in made.sections]


def test_what_comes_first_is_offered_unless_it_stands_by_itself_elsewhere() -> None:
    assert values(planned_parts("We met 6,558 children.", "All 6,558 children got help.")) == [
        [6558],
        [],
    ]
    alone = planned_parts("We met 6,558 children.", "6,558\n\nchildren")
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
    made = planned_parts(first, second)
    assert len([*made.figures(), *made.doubtful]) == 2
