"""An index page in English, whose site speaks English."""

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage
from tests.factories import ResultsIndexPageFactory, home_page


@pytest.fixture
def index(db: None, settings: Settings) -> ResultsIndexPage:
    """A published index page without editions."""
    settings.LANGUAGE_CODE = "en"
    page: ResultsIndexPage = ResultsIndexPageFactory.create(parent=home_page("en"))
    return page
