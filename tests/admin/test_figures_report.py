"""The report of all published figures."""

from io import BytesIO
from typing import Any

from django.test import Client

from wagtail.models import GroupPagePermission
from wagtail.users.models import UserProfile

import pytest
from openpyxl import load_workbook

from results.models import ResultsIndexPage
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, UserFactory, browser_of
from tests.record.building import edition, publish
from tests.record.conftest import few_steps

__all__ = ["few_steps"]
pytestmark = pytest.mark.django_db(transaction=True)
REPORT = "/admin/results/reports/figures/"


def figures(client: Client, query: str = "") -> list[str]:
    """What the rows of the report say of their values, in order."""
    shown = client.get(f"{REPORT}?{query}")
    assert shown.status_code == 200
    return [row.text("en") for row in shown.context["object_list"]]


@pytest.fixture
def two_years() -> None:
    index = ResultsIndexPageFactory.create()
    indicator = IndicatorFactory.create()
    first = edition(index, {"value": "5900", "indicator": indicator.pk}, year=2015)
    edition(index, {"value": "6558"}, {"name": "b", "value": "98.6", "unit": "percent"}, year=2016)
    publish(first, {"value": "5901", "indicator": indicator.pk})


@pytest.mark.usefixtures("two_years")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("ordering=size", ["98.6%", "5,900", "5,901", "6,558"]),
        ("ordering=-size&state=now", ["6,558", "5,901", "98.6%"]),
        ("state=earlier", ["5,900"]),
        ("unit=percent", ["98.6%"]),
        ("q=2015&ordering=size", ["5,900", "5,901"]),
    ],
)
def test_figures_are_sorted_and_filtered(
    query: str, expected: list[str], admin_client: Client
) -> None:
    assert figures(admin_client, query) == expected


@pytest.mark.usefixtures("two_years")
def test_figures_are_found_by_their_indicator(admin_client: Client) -> None:
    row: Any = admin_client.get(f"{REPORT}?state=earlier").context["object_list"][0]
    query = f"indicator={row.indicator_id}"
    assert sorted(figures(admin_client, query)) == ["5,900", "5,901"]


@pytest.mark.usefixtures("two_years")
def test_figures_are_exported_as_data(admin_client: Client, admin_user: Any) -> None:
    UserProfile.objects.create(user=admin_user, preferred_language="en")
    lines = admin_client.get(f"{REPORT}?export=csv&state=now&ordering=size").getvalue().decode()
    values = [line.split(",")[2] for line in lines.splitlines()]
    assert values == ["Figure", "98.6", "5901", "6558"]
    packed = admin_client.get(f"{REPORT}?export=xlsx&state=now").getvalue()
    assert load_workbook(BytesIO(packed)).active.max_row == 4


@pytest.mark.parametrize("label", ["=1+1", "＝1"])
def test_no_name_is_a_formula_where_the_file_is_opened(label: str, admin_client: Client) -> None:
    edition(ResultsIndexPageFactory.create(), {"label": label, "value": "-5"})
    row = admin_client.get(f"{REPORT}?export=csv").getvalue().decode().splitlines()[1]
    assert row.split(",")[1:3] == [f"'{label}", "-5"]


@pytest.mark.usefixtures("two_years")
def test_the_figures_of_a_page_that_is_gone_are_for_those_who_work_above_it() -> None:
    above, beside = ResultsIndexPage.objects.get(), ResultsIndexPageFactory.create(slug="beside")
    for page in above.get_children():
        page.specific.delete()
    for place, expected in ((above, ["98.6%", "5,900", "5,901", "6,558"]), (beside, [])):
        user = UserFactory.create(may=["change_page"])
        GroupPagePermission.objects.filter(group__user=user).update(page=place)
        browser = browser_of(user, language="en")
        assert figures(browser, "ordering=size") == expected
        assert ("2015" in browser.get(REPORT).content.decode()) is bool(expected)


@pytest.mark.usefixtures("two_years")
def test_whoever_works_with_no_page_does_not_see_it(client: Client) -> None:
    client.force_login(UserFactory.create(may=["lock_page"]))
    assert client.get(REPORT).status_code == 302
    assert REPORT not in client.get("/admin/").text
