"""An index page in English, whose site speaks English."""

from collections.abc import Iterator

from django.utils import translation

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


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    """Messages in the language of the tests."""
    with translation.override("en"):
        yield
