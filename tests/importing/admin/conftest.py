"""An index page and a person who imports below it."""

import pytest

from results.models import ResultsIndexPage

from .importer import Importer, index_page


@pytest.fixture
def index() -> ResultsIndexPage:
    return index_page()


@pytest.fixture
def importer(index: ResultsIndexPage) -> Importer:
    return Importer(index)
