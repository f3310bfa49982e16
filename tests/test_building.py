"""Editions made of plain Python, by programs and by the tests of other sites."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import call_command

import pytest

from results.building import build_body
from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Refused
from results.record.models import Figure
from results.testing import edition, index
from tests.docs.markdown import DOCS, fences
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, home_page

pytestmark = pytest.mark.django_db


def stats(*values: Any) -> list[Any]:
    return [("stats", {"heading": "Figures", "stats": [("stat", value) for value in values]})]


def test_an_edition_of_plain_values_is_published_with_its_figures(
    django_capture_on_commit_callbacks: Any,
) -> None:
    target, indicator = home_page(), IndicatorFactory.create()
    figure = {
        "value": "1382",
        "indicator": indicator.pk,
        "period_end": "2016-12-31",
        "decimals": "2",
    }
    links = [("link", {"text": "Where we began", "page": page}) for page in (target, target.pk)]
    body = [("text", {"heading": "Text", "text": "<p>Words.</p>", "links": links}), *stats(figure)]

    with django_capture_on_commit_callbacks(execute=True):
        page = edition(body=body)

    first, second = page.body
    assert [link.value["page"].pk for link in first.value["links"]] == [target.pk, target.pk]
    (stat,) = second.value["stats"]
    assert stat.value["value"] == Decimal(1382)
    assert (stat.value["indicator"], stat.value["unit"]) == (indicator, "number")
    assert (stat.value["period_end"], stat.value["decimals"]) == (date(2016, 12, 31), 2)
    assert Figure.objects.get().value == Decimal(1382)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (stats({"value": 1}, {"value": "many"}), "body[0].stats[1].value: This block cannot read"),
        (stats({"value": 1, "unit": "bushel"}), "body[0].stats[0].unit: "),
        (stats({"value": 1, "part_of": "x"}), "body[0].stats[0].part_of: "),
        (stats({"value": 1, "indicator": 999}), "body[0].stats[0].indicator: "),
        (stats({"value": 1, "whole_value": 0}), "body[0].stats[0].whole_value: "),
        (stats({"amount": 1}), "body[0].stats[0]: There is no field “amount”"),
        (stats(7), "body[0].stats[0]: This is no mapping"),
        ([*stats(), ("stats", {"stats": "many"})], "body[1].stats: This is no list"),
        (
            [{"type": "nothing", "value": {}}],
            "body[0]: There is no block “nothing” here. There are: ",
        ),
        ([("stat", {"value": 1}, "first")], "body[0]: An id is a UUID"),
        (
            [("stat", {"value": 1, "period_end": {"a": 1}})],
            "body[0].period_end: This block cannot read",
        ),
        ([("table", {"table": 5})], "body[0].table: This is no table"),
        ([("chart", {"figures": ["x"]})], "body[0].figures[0]: "),
    ],
)
def test_a_mistake_is_told_with_its_place(content: list[Any], said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        build_body(content)

    (message,) = caught.value.messages
    assert message.startswith(said)


def test_an_object_of_another_model_is_not_taken_for_its_primary_key() -> None:
    other = get_user_model()(pk=IndicatorFactory.create().pk)

    with pytest.raises(ValidationError, match=r"body\[0\].stats\[0\].indicator: "):
        build_body(stats({"value": 1, "indicator": other}))


def test_what_stands_on_a_page_is_taken_over_with_plain_values_beside_it() -> None:
    page = edition()
    kept = [child.id for child in page.body]

    page.body = list(page.body)
    assert [child.id for child in page.body] == kept

    page.body = [*page.body, ("stat", {"value": 7})]
    assert [child.id for child in page.body][:-1] == kept
    assert page.body[-1].value["value"] == Decimal(7)


def test_plain_values_that_are_assigned_are_refused_when_they_are_incomplete_and_published() -> (
    None
):
    parent = ResultsIndexPageFactory.create()
    page = ResultsPage(title="2016", slug="2016", body=stats({"value": "1382"}), live=True)

    with pytest.raises(Refused) as caught:
        parent.add_child(instance=page)

    places = [said.partition(":")[0] for said in str(caught.value).split(". ")]
    assert "body[0].stats[0].label" in str(caught.value)
    assert places[0] == "period_start"


def test_the_code_of_the_guide_runs_as_it_is_printed() -> None:
    home_page()
    made, in_tests = fences((DOCS / "how-to" / "editions-in-python.md").read_text(), "python")
    index()

    call_command("shell", command=made, verbosity=0)
    ResultsIndexPage.objects.get().delete()
    call_command("shell", command=in_tests, verbosity=0)

    published = {page.slug: page.live for page in ResultsPage.objects.all()}
    assert published == {"2017": True, "2018": False}
