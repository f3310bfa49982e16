"""A target that answers something else than at first fails the run."""

from pathlib import Path

import pytest

from benchmarks import targets
from benchmarks.loads import Answer, Load
from benchmarks.servers import Server
from benchmarks.sites import MeasuringError
from benchmarks.targets import Target

BODY = b"1 234 participants. " * 500
HEAD = 200


@pytest.fixture
def target(tmp_path: Path) -> Target:
    log = tmp_path / "log"
    log.write_text("It says why.")
    server = Server("table", 1, 1, log)
    return Target("table:html", server, "/", {}, 200, len(BODY), is_hit=True)


def answer(status: int = 200, body: bytes = BODY, snapshot: str = "hit") -> Answer:
    return Answer(status, {"x-results-snapshot": snapshot}, body, HEAD)


def answers(monkeypatch: pytest.MonkeyPatch, *found: Answer) -> None:
    """Let the target answer these, one after the other."""
    remaining = iter(found)
    monkeypatch.setattr(targets, "ask", lambda *_arguments: next(remaining))


def runs(monkeypatch: pytest.MonkeyPatch, requests: int, size: int) -> None:
    """Let the run come to so many answers and bytes."""
    monkeypatch.setattr(targets, "load", lambda *_arguments: Load(100, 0.01, 0.02, requests, size))


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (answer(status=500), "500, not 200.\nIt says why."),
        (answer(body=b"1 235"), "5 bytes, not 10000"),
        (answer(snapshot="made"), "not from a snapshot"),
    ],
)
@pytest.mark.parametrize("before", [0, 1])
def test_another_answer_before_or_after_a_run_fails_it(
    monkeypatch: pytest.MonkeyPatch, target: Target, found: Answer, reason: str, before: int
) -> None:
    answers(monkeypatch, *[answer()] * before, found)
    runs(monkeypatch, 1000, 1000 * (len(BODY) + HEAD))

    with pytest.raises(MeasuringError, match=reason):
        target.load(1, 0.3)


def test_another_answer_within_a_run_fails_it(
    monkeypatch: pytest.MonkeyPatch, target: Target
) -> None:
    answers(monkeypatch, answer(), answer())
    runs(monkeypatch, 1000, 990 * (len(BODY) + HEAD))

    with pytest.raises(MeasuringError, match="came to"):
        target.load(1, 0.3)


def test_answers_on_their_way_at_the_end_of_a_run_are_no_failure(
    monkeypatch: pytest.MonkeyPatch, target: Target
) -> None:
    answers(monkeypatch, answer(), answer())
    runs(monkeypatch, 1000, 1010 * (len(BODY) + HEAD))

    assert target.load(16, 0.3).requests == 1000
