"""No other step than those of the record and of the languages follows."""

import pytest

from results.publishing import steps


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: steps._steps[name] for name in ("record", "translations")}
    monkeypatch.setattr(steps, "_steps", kept)
