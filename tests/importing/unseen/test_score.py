"""The scorer, on figures made up for it."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from results.quantities import Qualifier, Scale, Unit

from .score import is_period_right, offered_in, score

EXPECTED = sorted((Path(__file__).parent / "documents").glob("*.json"))


def want(value: str, label: str, **more: Any) -> dict[str, Any]:
    return {
        "value": value,
        "unit": "number",
        "scale": "none",
        "qualifier": "exact",
        "period": "2016",
        "role": "result",
        "label": label,
        "ticked": True,
        **more,
    }


def offer(value: str, label: str, **more: Any) -> dict[str, Any]:
    return {
        "value": value,
        "unit": "number",
        "scale": "none",
        "qualifier": "exact",
        "label": label,
        "period": None,
        **more,
    }


def scored(wanted: list[dict[str, Any]], *offered: dict[str, Any]) -> dict[str, int]:
    return score({"period": "2016", "wanted": wanted, "not_figures": ["116 111"]}, list(offered))


def test_a_figure_that_needs_no_edit_is_usable_as_it_is() -> None:
    assert scored([want("6558", "reports of abuse")], offer("6558", "reports of abuse")) == {
        "wanted": 1,
        "found ready": 1,
        "period right": 1,
        "qualifier right": 1,
        "label right": 1,
        "usable as it is": 1,
        "ready": 1,
        "ready right": 1,
    }


@pytest.mark.parametrize(
    ("more", "usable"),
    [
        ({"unit": "percent"}, ""),
        ({"confidence": "unlikely"}, ""),
        ({"qualifier": "over"}, "usable with a small edit"),
        ({"period": ["2015-01-01", "2015-12-31"]}, "usable with a small edit"),
        ({"label": "abuse reports"}, "usable with a small edit"),
        ({"label": "abuse reports", "qualifier": "over"}, ""),
    ],
)
def test_what_needs_one_edit_is_usable_with_a_small_one(more: dict[str, Any], usable: str) -> None:
    wanted = [want("250", "reports of abuse online")]
    found = scored(wanted, offer("250", **{"label": "reports of abuse online", **more}))
    assert [name for name in found if name.startswith("usable")] == [usable] * bool(usable)


def test_a_number_that_nobody_wants_is_counted_where_it_is_ready() -> None:
    found = scored([], offer("116111", "call us"), offer("9", "x", confidence="look"))
    assert found == {"ready": 1, "ready wrong": 1, "ready no figure": 1}


def test_a_goal_is_misplaced_among_the_results_unless_it_says_what_it_is() -> None:
    goal = [want("90", "cases on time", role="goal", ticked=False)]
    assert scored(goal, offer("90", "cases on time"))["ready misplaced"] == 1
    assert scored(goal, offer("90", "cases on time", role="goal"))["ready either way"] == 1


def test_a_figure_told_again_counts_once_whether_it_is_offered_again_or_not() -> None:
    twice = [want("864", "children in therapy"), want("864", "children in therapy")]
    once = offer("864", "children in therapy")
    assert scored(twice, once)["wanted"] == 1
    assert scored(twice[:1], once, once)["ready"] == 1


@pytest.mark.parametrize(
    ("period", "days", "right"),
    [
        ("2016", None, True),
        ("2015", ["2015-01-01", "2015-12-31"], True),
        ("2015/16", ["2015-07-01", "2016-06-30"], True),
        ("as of 2016-12-31", ["2016-12-31"], True),
        ("as of 2015-12-31", None, False),
        ("", ["1999-01-01"], True),
    ],
)
def test_a_period_is_right_by_its_years_or_its_day(
    period: str, days: list[str] | None, right: bool
) -> None:
    assert is_period_right(period, days, "2016") is right


@pytest.mark.parametrize("path", EXPECTED, ids=[path.stem for path in EXPECTED])
def test_what_the_editor_wants_is_usable_as_it_is(path: Path) -> None:
    expected = json.loads(path.read_text())
    offered = [
        {
            **figure,
            "value": format(Decimal(figure["value"]).scaleb(Scale(figure["scale"]).exponent), "f"),
            "unit": Unit(figure["unit"]),
            "qualifier": Qualifier(figure["qualifier"]),
            "period": days_of(figure["period"]),
        }
        for figure in expected["wanted"]
    ]
    found = score(expected, offered_in({"figures": offered}))
    ticked = sum(figure["ticked"] for figure in expected["wanted"])
    assert found["wanted"] == found["usable as it is"] == found["ready right"] == ticked


def days_of(period: str) -> list[str] | None:
    if period.startswith("as of "):
        return [period.removeprefix("as of ")]
    start, slash, end = period.partition("/")
    if slash:
        return [f"{start}-07-01", f"{start[:2]}{end}-06-30"]
    return [f"{start}-01-01", f"{start}-12-31"] if start else None
