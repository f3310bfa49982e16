"""A run with a failed answer counts for nothing."""

import json

import pytest

from benchmarks.loads import read_output
from benchmarks.sites import MeasuringError


def said(**changed: int) -> str:
    """What wrk says after 0.3 seconds, with some of it changed."""
    counted = {
        "microseconds": 300_000,
        "requests": 600,
        "bytes": 6_000_000,
        "refused": 0,
        "broken": 0,
        "p50": 480,
        "p99": 950,
    }
    return f"Running 600s test @ http://127.0.0.1\n\n@{json.dumps(counted | changed)}\n"


def test_a_run_tells_answers_a_second_and_their_latency() -> None:
    found = read_output(said(), "/resultat/2016/")

    assert found.per_second == pytest.approx(2000)
    assert found.p50 == pytest.approx(0.00048)


@pytest.mark.parametrize("what", ["refused", "broken"])
def test_one_failed_answer_fails_the_run(what: str) -> None:
    with pytest.raises(MeasuringError, match="/resultat/2016/"):
        read_output(said(**{what: 1}), "/resultat/2016/")


def test_what_wrk_says_instead_of_numbers_is_told() -> None:
    with pytest.raises(MeasuringError, match="unable to connect"):
        read_output("unable to connect to 127.0.0.1:1 Connection refused\n", "/")
