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


@pytest.mark.parametrize(
    ("only", "wanted"),
    [("table", True), ("table/html/plain", True), ("tab", False), ("table/v3", False)],
)
def test_a_figure_is_asked_for_by_its_name_or_what_it_is_below(only: str, wanted: bool) -> None:
    assert read_options(["--only", "other", only]).wants("table/html/plain") is wanted
    assert read_options([]).wants("table/html/plain")
