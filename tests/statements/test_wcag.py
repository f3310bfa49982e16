"""The list of criteria."""

from results.statements.choices import CRITERIA, CRITERION_CHOICES, criteria_of


def test_the_criteria_are_those_of_wcag_2_2_at_levels_a_and_aa() -> None:
    levels = [found.level for found in CRITERIA.values()]
    assert (levels.count("A"), levels.count("AA")) == (31, 24)
    assert {number for number, found in CRITERIA.items() if found.since == "2.2"} == {
        "2.4.11",
        "2.5.7",
        "2.5.8",
        "3.2.6",
        "3.3.7",
        "3.3.8",
    }
    assert "4.1.1" not in CRITERIA


def test_the_criteria_stand_in_the_order_of_the_guidelines() -> None:
    numbers = [tuple(map(int, number.split("."))) for number, _label in CRITERION_CHOICES]
    assert numbers == sorted(numbers)


def test_criteria_are_shown_once_and_in_order_and_unknown_ones_not_at_all() -> None:
    found = criteria_of(["4.1.2", "9.9.9", "1.1.1", "4.1.2"])
    assert [str(each) for each in found] == ["1.1.1 Non-text Content", "4.1.2 Name, Role, Value"]
