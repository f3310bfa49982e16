"""The edition that the documentation speaks of."""

import pytest

from home.demo.swedish_body import REVIEWED
from results.models import ResultsPage
from results.testing import edition, index
from tests.factories import IndicatorFactory, LocaleFactory, home_page
from tests.publishing.world import reconcile

CORRECTED = "5f2f6f0a-0000-4000-8000-000000000001"


@pytest.fixture
def edition_2016(db: None) -> ResultsPage:
    """The English edition at /en/results/2016/, with figures of the ids that are printed."""
    home = home_page("en")
    reports = IndicatorFactory.create(
        name="granskade tips", slug="granskade-tips", locale=LocaleFactory(language_code="en")
    )
    stats = [
        ("stat", {"value": 6558, "label": "reports", "indicator": reports}, REVIEWED),
        ("stat", {"value": 1382, "label": "pupils"}, CORRECTED),
    ]
    body = [("stats", {"heading": "Example data", "stats": stats})]
    found = edition(index(home), body=body)
    reconcile()
    return found
