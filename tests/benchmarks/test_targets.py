"""A target that answers something else than at first fails the run."""

from pathlib import Path

import pytest

from benchmarks import targets
from benchmarks.loads import Answer
from benchmarks.servers import Server
from benchmarks.sites import MeasuringError
from benchmarks.targets import SNAPSHOT, Target

BODY = b"1 234 participants. " * 500


def answer(status: int = 200, body: bytes = BODY, snapshot: str = "hit") -> Answer:
    return Answer(status, {SNAPSHOT: snapshot}, body)


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
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, found: Answer, reason: str, before: int
) -> None:
    log = tmp_path / "log"
    log.write_text("It says why.")
    answers = iter([*[answer()] * before, found])
    monkeypatch.setattr(targets, "ask", lambda *_arguments: next(answers))
    monkeypatch.setattr(targets, "load", lambda *_arguments: 100)
    server = Server("table", 1, 1, log)

    with pytest.raises(MeasuringError, match=reason):
        Target("table:html", server, "/", {}, 200, len(BODY), is_hit=True).load(1, 0.3)
