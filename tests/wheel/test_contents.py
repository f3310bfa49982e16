"""The wheel carries all of the plugin and nothing else."""

import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.processes import ROOT
from tests.wheel.foreign import UV, run

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
    assert "results/locale/sv/LC_MESSAGES/django.mo" in files


def test_the_wheel_has_a_licence_and_no_other_package(names: set[str]) -> None:
    assert "wagtail_results-0.1.0.dist-info/licenses/LICENSE" in names
    assert {name.split("/")[0] for name in names} == {"results", "wagtail_results-0.1.0.dist-info"}


def test_the_source_distribution_has_the_documentation_and_the_changelog(tmp_path: Path) -> None:
    options = ["--sdist", "--no-build-isolation", "--python", sys.executable]
    run([UV, "build", *options, "--out-dir", tmp_path, ROOT], ROOT)

    with tarfile.open(next(tmp_path.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"CHANGELOG.md", "SECURITY.md", "docs/README.md", "docs/images/edition.png"} <= names
    assert not any(name.startswith(("cms/", "tests/")) for name in names)


def test_no_file_of_the_demo_hides_one_that_is_missing_in_the_wheel(names: set[str]) -> None:
    overrides = {
        f"results/{kind}/{path.relative_to(ROOT / kind)}"
        for kind in ("templates", "static")
        for path in (ROOT / kind / "results").rglob("*")
        if path.is_file()
    }

    assert overrides <= names
