"""A published edition, of which nothing is stored yet."""

import pytest

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from tests.factories import ResultsPageFactory, home_page


@pytest.fixture
def edition(db: None) -> ResultsPage:
    """A published edition in Swedish."""
    home_page("sv")
    page: ResultsPage = ResultsPageFactory.create()
    Snapshot.objects.all().delete()
    return page
