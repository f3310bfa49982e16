"""The site of these tests."""

import pytest

from .place import Place, build


@pytest.fixture
def place(db: None) -> Place:
    """A site with a page, a picture and a document of each kind."""
    return build()
