"""A document that can be published as it is."""

from pathlib import Path

import pytest

from tests.importing.command.running import written
from tests.importing.papers import CLEAN


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A document with nothing left to do."""
    return written(tmp_path / "results.md", CLEAN)
