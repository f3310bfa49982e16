"""What the command line may ask for."""

import pytest

from benchmarks.options import read_options


def test_the_quick_form_can_be_lengthened() -> None:
    options = read_options(["--quick", "--rounds", "3"])

    assert (options.quick, options.rounds, options.seconds) == (True, 3, 0.3)


def test_only_a_full_run_writes_into_the_documentation() -> None:
    with pytest.raises(SystemExit):
        read_options(["--write-docs", "--quick"])
    with pytest.raises(SystemExit):
        read_options(["--write-docs", "--only", "table"])


@pytest.mark.parametrize("arguments", [["--rounds", "0"], ["--seconds", "0.1"]])
def test_a_run_that_measures_nothing_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit):
        read_options(arguments)


@pytest.mark.parametrize(
    ("only", "name", "wanted"),
    [
        ([], "table/html/plain", True),
        (["table"], "table/html/plain", True),
        (["table/html"], "table/html/plain", True),
        (["table/html/plain"], "table/html/plain", True),
        (["tab"], "table/html/plain", False),
        (["table/v3"], "table/html/plain", False),
    ],
)
def test_a_figure_is_asked_for_by_its_name_or_what_it_is_below(
    only: list[str], name: str, wanted: bool
) -> None:
    options = read_options(["--only", *only] if only else [])

    assert options.wants(name) is wanted
