"""A wrong answer fails a run, a ratio is of two runs side by side, and a must is judged by the median."""

from itertools import batched
from pathlib import Path

from wagtail.models import Page

import pytest

from benchmarks import targets
from benchmarks.comparisons import Comparison
from benchmarks.figures import Figure, Result, at_least
from benchmarks.loads import Answer, read_rate
from benchmarks.rounds import measure_round
from benchmarks.seeding.forest import SPECIAL, seed
from benchmarks.seeding.ours import FAMILY
from benchmarks.servers import Server
from benchmarks.sites import MeasuringError
from benchmarks.targets import SNAPSHOT, Target
from results.models import ResultsPage

SAID = """\
Running 10m test @ http://127.0.0.1:8000/resultat/2016/
  1 threads and 16 connections
^C  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   480.00us  950.00us   1.20ms   90.00%
  600 requests in 300.00ms, 6.00MB read
{}Requests/sec:   2000.51
Transfer/sec:     20.00MB
"""


@pytest.mark.parametrize(
    "failure",
    [
        "  Non-2xx or 3xx responses: 1\n",
        "  Socket errors: connect 0, read 1, write 0, timeout 0\n",
    ],
)
def test_a_run_tells_its_answers_a_second_and_one_that_failed_fails_it(failure: str) -> None:
    assert read_rate(SAID.format(""), "/resultat/2016/") == 2000.51
    with pytest.raises(MeasuringError, match=f"/resultat/2016/: {failure.strip()}"):
        read_rate(SAID.format(failure), "/resultat/2016/")


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


def test_a_ratio_is_of_a_target_and_its_baseline_measured_side_by_side() -> None:
    beside = [{pair.target, pair.baseline} for pair in PAIRS]
    seen: list[tuple[str, int]] = []

    def measure(name: str, level: int) -> float:
        seen.append((name, level))
        return ANSWERS[name]

    found = list(measure_round(PAIRS, LEVELS, measure))

    assert sorted((name, level) for name, level, _ratio in found) == [
        (pair.name, level) for pair in PAIRS for level in LEVELS
    ]
    assert ("a/x", 1, 50) in found
    for first, second in batched(seen, 2):
        assert first[1] == second[1]
        assert {first[0], second[0]} in beside


BY_16 = Figure("granian", "", at_least(250), judged=(16,))
BY_ALL = Figure("table", "", at_least(35), judged=(1, 16))


def result(figure: Figure, **values: list[float]) -> Result:
    """A result with these values by the number of connections, such as c16."""
    return Result(figure, {int(level[1:]): found for level, found in values.items()})


def test_a_must_is_reached_by_the_median_at_every_number_of_connections_that_it_names() -> None:
    assert result(BY_ALL, c1=[20, 36, 50], c16=[36]).reached is True
    assert result(BY_ALL, c1=[20, 34, 50], c16=[36]).reached is False
    assert result(BY_ALL, c1=[36], c16=[34]).reached is False
    assert result(BY_16, c1=[90], c16=[251]).reached is True


pytestmark = pytest.mark.django_db

EDITIONS = 12  # more than one index page holds


def test_the_tree_has_no_faults() -> None:
    seed(FAMILY, EDITIONS)
    assert Page.find_problems() == ([], [], [], [], [])
    for page in Page.objects.filter(depth__gt=2):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
    assert ResultsPage.objects.count() == 2 * (EDITIONS + len(SPECIAL))
    for page in ResultsPage.objects.all():
        languages = page.get_translations(inclusive=True).values_list("locale__language_code")
        assert {code for (code,) in languages} == {"sv", "en"}
