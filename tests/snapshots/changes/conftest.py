"""The site of these tests."""

import pytest

from .place import Place


@pytest.fixture
def place(site_with_pages: Place) -> Place:
    """A site with a page, a picture and a document of each kind."""
    return site_with_pages
