"""The wheel carries all of the plugin and nothing else."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.processes import ROOT

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_every_file_of_the_plugin_is_in_the_wheel(names: set[str]) -> None:
    files = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "results").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert {name for name in names if name.startswith("results/")} == files


def test_the_wheel_has_no_other_package(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"results", "wagtail_results-0.1.0.dist-info"}


@pytest.mark.parametrize(
    "name",
    [
        "results/py.typed",
        "results/migrations/0001_initial.py",
        "results/templates/results/base.html",
        "results/static/results/results.css",
        "results/locale/sv/LC_MESSAGES/django.mo",
        "results/statements/data/wcag22.json",
        "results/statements/migrations/0001_accessibility_statement.py",
        "results/statements/templates/results/statements/accessibility_statement_page.html",
        "wagtail_results-0.1.0.dist-info/licenses/LICENSE",
    ],
)
def test_what_is_no_python_code_is_in_the_wheel_too(name: str, names: set[str]) -> None:
    assert name in names


def test_the_wheel_is_well_formed(wheel: Path) -> None:
    tool = Path(sys.executable).parent / "check-wheel-contents"

    result = subprocess.run(
        # The name of a migration is no Python name (W004), as Django wants it.
        [tool, "--ignore", "W004", wheel],
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stdout


def test_no_file_of_the_demo_hides_one_that_is_missing_in_the_wheel() -> None:
    assert not (ROOT / "templates" / "results").exists()
    assert not (ROOT / "static" / "results").exists()
