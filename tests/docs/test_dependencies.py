"""Every dependency has its line of reason, and no other has one."""

import re
import tomllib

import pytest

from tests.docs.markdown import DOCS, sections
from tests.processes import ROOT

# `name`: reason.
LINE = re.compile(r"^- `(.+?)`: (.+)$", re.MULTILINE)
NAME = re.compile(r"^([a-zA-Z0-9][a-zA-Z0-9_.-]*)")
DEPENDENCIES = (DOCS / "decisions" / "dependencies.md").read_text()


def required(kind: str) -> set[str]:
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
    assert {name for name, _reason in LINE.findall(sections(DEPENDENCIES)[title])} == expected


def test_every_dependency_has_a_reason() -> None:
    assert all(len(reason) > 3 for _name, reason in LINE.findall(DEPENDENCIES))
