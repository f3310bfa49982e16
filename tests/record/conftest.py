"""A place for editions; no other step than those of the record and of the languages follows."""

import pytest

from results.models import ResultsIndexPage
from results.publishing import steps
from tests.factories import ResultsIndexPageFactory


@pytest.fixture(autouse=True)
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: steps._steps[name] for name in ("record", "translations")}
    monkeypatch.setattr(steps, "_steps", kept)


@pytest.fixture
def index(db: None) -> ResultsIndexPage:
    page: ResultsIndexPage = ResultsIndexPageFactory.create()
    return page
