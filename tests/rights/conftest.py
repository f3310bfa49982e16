"""The small world, as it was made."""

import pytest

from results.publishing import Heartbeat
from tests.rights.world import World


@pytest.fixture
def world(people: World) -> World:
    """One of everything, with a process at work to which what is slow is left."""
    Heartbeat.beat()
    return people
