"""Every code of a rule is in the reference."""

import ast
from collections.abc import Iterator
from pathlib import Path

from results.models.findings import MISSING_TARGETS
from tests.docs.markdown import names, reference, rows
from tests.processes import ROOT

RESULTS = ROOT / "results"
# Faults of translations have a reference of their own.
OF_TRANSLATIONS = RESULTS / "translation" / "proofs.py"
MAKERS = {"Fault", "Finding", "incomplete", "warning"}
# They return a message and its code.
RETURNING = {"_refusal_of", "_wrong_whole"}
# Their codes come with an error from elsewhere, and stand where that is made.
PASSED_ON = {"invalid"}
# Made from a kind of target when it is missing.
MISSING = {f"{kind}_missing" for kind in MISSING_TARGETS}
# A figure's digits are the rule of the part that knows numbers.
OF_QUANTITIES = {"too_many_digits", "too_many_decimals"}


def constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name in RETURNING:
            for each in ast.walk(node):
                if isinstance(each, ast.Return) and isinstance(each.value, ast.Tuple):
                    yield from constants(each.value.elts[1])
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in MAKERS and len(node.args) > 1:
            yield from constants(node.args[1])
        for keyword in node.keywords:
            if keyword.arg == "code" and path.parent.name == "blocks":
                yield from constants(keyword.value)


def in_code() -> set[str]:
    found = {
        code
        for path in RESULTS.rglob("*.py")
        if path != OF_TRANSLATIONS and path.name != "terms.py"
        for code in codes_in(path)
    }
    return (found | MISSING | OF_QUANTITIES) - PASSED_ON


def test_every_code_is_in_the_reference_and_no_other() -> None:
    pages = ("blocks", "pages", "indicators")
    written = {code for page in pages for code in names(reference(page), "Code")}

    assert written == in_code()


def test_it_is_said_of_each_rule_when_it_holds() -> None:
    for page in ("blocks", "pages", "indicators"):
        for row in rows(reference(page), "Code"):
            assert row.get("When it holds", "saving") in {"saving", "publishing", "warning"}
