"""The site of these tests."""

import pytest

from results.publishing import steps

from .place import Place, build


@pytest.fixture(autouse=True)
def no_slow_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """No files are drawn when something is published."""
    wanted = {
        name: step for name, step in steps._steps.items() if name not in ("pdf", "share-image")
    }
    monkeypatch.setattr(steps, "_steps", wanted)


@pytest.fixture
def place(db: None) -> Place:
    """A site with a page, a picture and a document of each kind."""
    return build()
