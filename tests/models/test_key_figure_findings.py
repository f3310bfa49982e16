"""What an editor is told of the key figures before publishing."""

from typing import Any

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, block

pytestmark = pytest.mark.django_db


def stat(name: str, highlight: str) -> dict[str, Any]:
    return block("stat", name, value="1", label=name, highlight=highlight)


def warnings(content: list[dict[str, Any]]) -> list[tuple[str, tuple[str, ...]]]:
    page = ResultsPageFactory.create(content=content)
    found = ResultsPage.objects.get(pk=page.pk).find_findings()
    return [(finding.code, finding.path) for finding in found]


def test_a_second_lead_figure_is_a_warning_at_its_place() -> None:
    first, second = stat("first", "lead"), stat("second", "lead")
    group = block("stats", "group", stats=[second])

    assert warnings([first, group]) == [
        ("lead_twice", ("body", group["id"], "stats", second["id"], "highlight"))
    ]


def test_a_key_figure_of_a_closed_part_is_a_warning() -> None:
    figure = stat("figure", "key")
    part = block("campaign", "part", heading="Part", text="<p>Text.</p>", stats=[figure])
    closed = {**part, "value": {**part["value"], "care": "collapsed"}}

    assert [code for code, _path in warnings([closed])] == ["key_figure_closed"]


def test_a_key_figure_of_an_open_part_is_as_it_should_be() -> None:
    part = block("campaign", "p", heading="P", text="<p>Text.</p>", stats=[stat("s", "key")])
    noticed = {**part, "value": {**part["value"], "care": "notice"}}

    assert warnings([noticed]) == []


def test_one_lead_and_other_key_figures_are_as_they_should_be() -> None:
    assert warnings([stat("a", "lead"), stat("b", "key"), stat("c", "none")]) == []
