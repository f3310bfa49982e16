"""A run with a failed answer counts for nothing."""

import pytest

from benchmarks.loads import read_rate
from benchmarks.sites import MeasuringError

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
