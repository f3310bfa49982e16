"""The small world, as it was made."""

import pytest

from tests.rights.world import World


@pytest.fixture
def world(people: World) -> World:
    """One of everything."""
    return people
