"""Numbers in prose that a figure has left."""

from decimal import Decimal
from typing import Any

import pytest

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsPageFactory, block
from tests.record.building import anew
from tests.record.conftest import few_steps, index

__all__ = ["few_steps", "index"]
pytestmark = pytest.mark.django_db(transaction=True)


def edition(index: ResultsIndexPage, text: str, value: str = "6558", **fields: Any) -> ResultsPage:
    figure = {"value": value, "label": "granskade tips", "unit": "number"} | fields
    content = [
        block("text", "text", heading="", text=f"<p>{text}</p>"),
        block("stat", "figure", **figure),
    ]
    page: ResultsPage = ResultsPageFactory.create(
        parent=index, year=fields.pop("year", 2016), content=content
    )
    return page


def found(page: Any) -> list[str]:
    return [str(each.message) for each in page.find_warnings() if each.code == "former_number"]


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("Vi granskade 6 558 tips.", "6558", "6 558"),
        ("Vi granskade 6558 tips.", "6558", "6558"),
        ("Vi granskade 6&nbsp;558 tips.", "6558", "6\u00a0558"),
        ("Av 2,4 miljoner kronor gick allt.", "2400000", "2,4 miljoner"),
        ("Andelen var 98,6 %.", "98.6", "98,6 %"),
        ("Vi var 20 år.", "20", None),
        ("Vi granskade 16 558 tips.", "6558", None),
        ("Vi granskade alla tips.", "6558", None),
    ],
)
def test_a_number_that_a_correction_has_left_is_pointed_out(
    text: str, value: str, words: str | None, index: ResultsIndexPage
) -> None:
    draft = anew(edition(index, text, value))
    draft.body[1].value["value"] = Decimal(6500)

    findings = [each for each in draft.find_warnings() if each.code == "former_number"]
    assert [each.path[-1] for each in findings] == ["text"] * bool(words)
    assert all(words in str(each.message) for each in findings if words)
    assert all("granskade tips" in str(each.message) for each in findings)


def test_a_number_that_still_is_a_figure_is_not(index: ResultsIndexPage) -> None:
    page = anew(edition(index, "Vi granskade 6 558 tips."))
    assert found(page) == []
    page.body.append(("stat", {"value": Decimal(6558), "label": "annat"}))
    page.body[1].value["value"] = Decimal(6500)
    assert found(page) == []


def test_last_year_s_number_is_pointed_out_in_this_year_s_prose(index: ResultsIndexPage) -> None:
    edition(index, "Om året.", value="5900", year=2015)
    page = edition(index, "Vi granskade 5 900 tips.", value="6558", year=2016)
    assert len(found(anew(page))) == 1
