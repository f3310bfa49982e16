"""The reference of checks names every message of the system checks, with its level."""

import ast
from collections.abc import Iterator

import pytest

from tests.docs.markdown import code, reference, rows, sections
from tests.processes import ROOT

LEVELS = {"Error": "error", "Warning": "warning", "CheckWarning": "warning"}


def in_code() -> Iterator[tuple[str, str]]:
    """Yield (id, level) for each message that some check makes."""
    for path in (ROOT / "results").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            given = {keyword.arg: keyword.value for keyword in node.keywords}
            if node.func.id in LEVELS and isinstance(given.get("id"), ast.Constant):
                yield str(ast.literal_eval(given["id"])), LEVELS[node.func.id]


def test_every_check_is_described_with_its_level_and_no_other() -> None:
    written = [(code(row["Id"]), row["Level"]) for row in rows(reference("checks"), "Id")]

    assert len(written) == len(set(written))
    assert sorted(written) == sorted(set(in_code()))


@pytest.mark.parametrize("app", ["results", "results.api", "results.translation"])
def test_a_check_stands_with_its_app(app: str) -> None:
    text = sections(reference("checks"))[f"The app `{app}`"]

    for row in rows(text, "Id"):
        assert code(row["Id"]).partition(".")[0] == app.replace(".", "_")
