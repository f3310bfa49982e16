"""An index page in English, whose site speaks English, who imports below it, and a document."""

from collections.abc import Iterator
from pathlib import Path

from django.utils import translation

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage
from tests.factories import ResultsIndexPageFactory, home_page
from tests.importing.admin.importer import Importer
from tests.importing.papers import CLEAN


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


@pytest.fixture
def importer(index: ResultsIndexPage) -> Importer:
    """A person who imports below the index page."""
    return Importer(index)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A document with nothing left to do."""
    path = tmp_path / "results.md"
    path.write_text(CLEAN)
    return path
