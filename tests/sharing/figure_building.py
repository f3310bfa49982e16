"""An edition with figures, and the addresses of one of them."""

from typing import Any

from django.test import Client

from wagtail.models import Site

from results.models import ResultsPage
from results.models.addresses import figure_address
from tests.factories import ResultsPageFactory, block
from tests.record.building import body

TIPS = block("stat", "tips")["id"]


def edition(*figures: dict[str, Any], **fields: Any) -> ResultsPage:
    """A published edition, by default with one figure whose id is TIPS."""
    shown = figures or ({"name": "tips", "value": "6558", "label": "granskade tips"},)
    page: ResultsPage = ResultsPageFactory.create(content=body(*shown), **fields)
    Site.objects.update(site_name="ECPAT Sverige")
    page.save_revision().publish()
    return page


def url(page: Any, below: str = "", figure: str = TIPS) -> str:
    return figure_address(page.url, page.locale.language_code, figure, below)


def get(page: Any, below: str = "", figure: str = TIPS, **asked: str) -> Any:
    return Client().get(url(page, below, figure), asked)


def text(response: Any) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\u00a0", " ").split())
