"""An edition with one figure that changes, as its readers meet it."""

from typing import Any

from django.test import Client

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, again, block, described, home_page
from tests.translation.translating import submit, target, translate

TIPS = block("stat", "tips", value="6558", label="granskade tips", unit="number")


def edition(value: str = "6558") -> ResultsPage:
    page: ResultsPage = ResultsPageFactory.create(content=[with_value(value)], title="Resultat")
    page.save_revision().publish()
    return again(page)


def with_value(value: str) -> dict[str, Any]:
    return {**TIPS, "value": {**TIPS["value"], "value": value}}


def correct(page: ResultsPage, value: str, title: str = "Resultat") -> ResultsPage:
    page.body, page.title = [with_value(value)], title
    described(page).save_revision().publish()
    return again(page)


def get(page: Any, below: str = "") -> Any:
    return Client().get(f"{page.url}{below}")


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def in_english(page: ResultsPage) -> Any:
    """The public translation of an edition."""
    home_page("en")
    translation = submit(page)
    translate(translation)
    translation.save_target(publish=True)
    return again(target(page))
