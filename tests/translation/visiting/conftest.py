"""A small edition, which a test has translated."""

from typing import Any

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory


@pytest.fixture
def page(two_languages: Any) -> ResultsPage:
    return ResultsPageFactory.create(title="Resultat 2016", introduction="Vad vi gör.")
