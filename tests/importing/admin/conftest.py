"""A person who imports below an index page."""

import pytest

from results.models import ResultsIndexPage

from .importer import Importer


@pytest.fixture
def importer(index: ResultsIndexPage) -> Importer:
    return Importer(index)
