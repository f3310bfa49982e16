"""A small edition, and one that somebody has submitted for translation and nobody worked on."""

from typing import Any

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from tests.factories import ResultsPageFactory, home_page
from tests.translation.translating import submit, target


@pytest.fixture
def page(db: None) -> Any:
    """A small edition."""
    home_page("en")
    return ResultsPageFactory.create(title="Resultat 2016", introduction="Vad vi gör.")


@pytest.fixture
def submitted(edition: ResultsPage, settings: Settings) -> ResultsPage:
    """The edition with every block, whose translation is public and is the source's still."""
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    submit(edition)
    assert target(edition).live
    return edition
