"""An edition in several languages, and a person who may do everything."""

from django.test import Client

import pytest

from .families import Family


@pytest.fixture
def family(three_languages: None, admin: Client) -> Family:
    """A Swedish edition; a test makes its versions."""
    return Family.read(admin)


@pytest.fixture
def both(three_versions: None, family: Family) -> Family:
    """With an English draft of strings and a Finnish one by hand."""
    return family
