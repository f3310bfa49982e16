"""The small world, made once for a module."""

import pytest

from tests.rights.world import World
from tests.tasks import TasksBackend


@pytest.fixture(scope="module")
def world(module_db: None) -> World:
    """One of everything; each request undoes what it did."""
    with pytest.MonkeyPatch.context() as patch:
        # What is searched for is found.
        patch.setattr(TasksBackend, "indexes", True)
        return World.create()
