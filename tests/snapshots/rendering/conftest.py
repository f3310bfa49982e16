"""A site of odd views, with one page."""

import pytest
from pytest_django import Settings

from tests.factories import home_page
from tests.snapshots import odd_urls


@pytest.fixture(autouse=True)
def odd_site(db: None, settings: Settings) -> None:
    """Nobody has asked it anything yet."""
    settings.ROOT_URLCONF = "tests.snapshots.odd_urls"
    odd_urls.ANSWERED.clear()
    odd_urls.MEANWHILE.clear()
    home_page("sv")
