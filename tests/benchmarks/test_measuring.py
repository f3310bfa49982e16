"""A wrong answer fails a run, and a ratio is of two runs right beside each other."""

from itertools import batched
from pathlib import Path

import pytest

from benchmarks import targets
from benchmarks.comparisons import Comparison
from benchmarks.loads import Answer, read_rate
from benchmarks.rounds import measure_round
from benchmarks.servers import Server
from benchmarks.sites import MeasuringError
from benchmarks.targets import SNAPSHOT, Target

SAID = """\
Running 10m test @ http://127.0.0.1:8000/resultat/2016/
  1 threads and 16 connections
^C  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   480.00us  950.00us   1.20ms   90.00%
  600 requests in 300.00ms, 6.00MB read
{}Requests/sec:   2000.51
Transfer/sec:     20.00MB
"""


def test_a_run_tells_its_answers_a_second() -> None:
    assert read_rate(SAID.format(""), "/resultat/2016/") == 2000.51


@pytest.mark.parametrize(
    "failure",
    [
        "  Non-2xx or 3xx responses: 1\n",
        "  Socket errors: connect 0, read 1, write 0, timeout 0\n",
    ],
)
def test_one_failed_answer_fails_the_run(failure: str) -> None:
    with pytest.raises(MeasuringError, match=f"/resultat/2016/: {failure.strip()}"):
        read_rate(SAID.format(failure), "/resultat/2016/")


def test_what_wrk_says_instead_of_numbers_is_told() -> None:
    with pytest.raises(MeasuringError, match="unable to connect"):
        read_rate("unable to connect to 127.0.0.1:1 Connection refused\n", "/")


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


PAIRS = [
    Comparison("a/x", "a by x", target="a", baseline="x"),
    Comparison("b/y", "b by y", target="b", baseline="y"),
    Comparison("c/x", "c by x", target="c", baseline="x"),
]
ANSWERS = {"a": 300, "b": 1, "c": 1, "x": 6, "y": 1}
LEVELS = (1, 16)


def measured() -> list[tuple[str, int]]:
    """What is measured in a round, in its order."""
    seen: list[tuple[str, int]] = []

    def measure(name: str, level: int) -> float:
        seen.append((name, level))
        return 1

    list(measure_round(PAIRS, LEVELS, measure))
    return seen


def test_a_target_is_measured_right_beside_its_baseline() -> None:
    beside = [{pair.target, pair.baseline} for pair in PAIRS]

    for first, second in batched(measured(), 2):
        assert first[1] == second[1]
        assert {first[0], second[0]} in beside


def test_every_comparison_is_measured_once_at_every_number_of_connections() -> None:
    found = [job for *job, _ratio in measure_round(PAIRS, LEVELS, lambda *_job: 1)]

    assert sorted(found) == [[pair.name, level] for pair in PAIRS for level in LEVELS]


def test_the_order_is_another_one_in_each_round_and_within_the_comparisons() -> None:
    rounds = [list(batched(measured(), 2)) for _round in range(20)]

    assert len({tuple(map(frozenset, each)) for each in rounds}) > 1
    assert {first[0] for each in rounds for first, _second in each} == {*ANSWERS}


def test_a_ratio_is_the_target_by_the_baseline() -> None:
    [found] = measure_round(PAIRS[:1], (1,), lambda name, _level: ANSWERS[name])

    assert found == ("a/x", 1, 50)
