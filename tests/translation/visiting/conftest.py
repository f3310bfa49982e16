"""A small edition, which a test has translated."""

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory


@pytest.fixture
def page(two_languages: None) -> ResultsPage:
    return ResultsPageFactory.create(title="Resultat 2016", introduction="Vad vi gör.")
