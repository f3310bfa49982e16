"""The small world, made once for a module."""

import pytest

from tests.rights.world import World


@pytest.fixture(scope="module")
def world(module_db: None) -> World:
    """One of everything; each request undoes what it did."""
    return World.create()
