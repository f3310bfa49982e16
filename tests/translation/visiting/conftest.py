"""A small edition, which a test has translated."""

from wagtail.models import Page

import pytest

from results.models import ResultsPage
from tests.factories import ResultsPageFactory


@pytest.fixture(scope="module")
def shared_page(shared_home_en: Page) -> ResultsPage:
    return ResultsPageFactory.create(title="Resultat 2016", introduction="Vad vi gör.")
