"""Each dependency has a line that says why it is there."""

import re
import tomllib

import pytest

from tests.docs.markdown import DOCS, names, rows, sections
from tests.processes import ROOT

NAME = re.compile(r"^([a-zA-Z0-9][a-zA-Z0-9_.-]*)")
TEXT = (DOCS / "decisions" / "dependencies.md").read_text()


def required(kind: str) -> set[str]:
    """The packages that a file of requirements names itself."""
    lines = (ROOT / "requirements" / f"{kind}.in").read_text().splitlines()
    return {match[1] for line in lines if (match := NAME.match(line))}


def of_the_plugin() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return {match[1] for group in groups for line in group if (match := NAME.match(line))}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Of the plugin", of_the_plugin()),
        ("Of the demo site", required("production") - of_the_plugin()),
        ("Of development", required("dev")),
    ],
)
def test_every_dependency_is_named_and_no_other(title: str, expected: set[str]) -> None:
    assert set(names(sections(TEXT)[title], "Package")) == expected


def test_every_dependency_has_a_reason() -> None:
    assert all(len(row["Reason"]) > 3 for row in rows(TEXT, "Package"))
