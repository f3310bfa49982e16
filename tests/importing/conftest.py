"""An index page in English, whose site speaks English."""

from collections.abc import Iterator

from django.urls import clear_url_caches
from django.utils import translation

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage
from tests.factories import ResultsIndexPageFactory, home_page


@pytest.fixture
def index(db: None, settings: Settings) -> Iterator[ResultsIndexPage]:
    """A published index page without editions."""
    settings.LANGUAGE_CODE = "en"
    # Django keeps the addresses of each language; which of them has no prefix changes here.
    clear_url_caches()
    page: ResultsIndexPage = ResultsIndexPageFactory.create(parent=home_page("en"))
    yield page
    clear_url_caches()


@pytest.fixture(autouse=True)
def speak_english() -> Iterator[None]:
    """Messages in the language of the tests."""
    with translation.override("en"):
        yield
