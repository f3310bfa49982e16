"""Each patch of other people's code is declared, and applied only to what it was written for."""

import ast
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import SystemCheckError

from wagtail.admin import auth

import pytest

import results
from results.compat import COPY, LOCALIZED_RESPONSE, PATCHES, Patch, check_patches

OTHERS = ("django", "ninja", "wagtail", "wagtail_localize", "weasyprint")


def of_another_form(request: Any, reason: str) -> None:
    """What a newer Wagtail might have in the place of `get_localized_response`."""


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.target)
def test_a_patch_fits_what_is_installed(patch: Patch) -> None:
    assert patch.problem == ""


def test_there_are_at_most_sixteen() -> None:
    assert len(PATCHES) <= 16
    assert len({patch.target for patch in PATCHES}) == len(PATCHES)


def test_another_signature_is_named_by_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "get_localized_response", of_another_form)
    with pytest.raises(SystemCheckError) as raised:
        call_command("check", tags=["compatibility"])
    message = str(raised.value)
    assert "results.E005" in message
    assert (
        "The patch of wagtail.admin.auth:get_localized_response is not applied: "
        "its signature is (request, reason), not "
        "(view_func, request, *args, **kwargs)." in message
    )


def test_what_has_another_signature_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(auth, "get_localized_response", of_another_form)
    assert not LOCALIZED_RESPONSE.apply(lambda _plain: pytest.fail)
    assert auth.get_localized_response is of_another_form


@pytest.mark.parametrize(
    "target",
    ["wagtail.admin.auth:is_gone", "wagtail.admin.is_gone:name", "wagtail.models:Page.is_gone.x"],
)
def test_what_is_gone_is_named(target: str) -> None:
    gone = replace(COPY, target=target)
    assert not gone.apply(lambda plain: plain)
    (message,) = check_patches([gone])
    assert message.msg.startswith(f"The patch of {target} is not applied: it is not there (")


def test_a_patch_for_an_app_that_is_not_installed_is_no_matter() -> None:
    gone = replace(COPY, target="no.such:place", apps=("no.such.app",))
    assert check_patches([gone]) == []


def test_nothing_is_patched_elsewhere() -> None:
    root = Path(results.__file__).parent
    found = [
        f"{path.relative_to(root)}:{line}"
        for path in root.rglob("*.py")
        if path.name != "compat.py"
        for line in _patches_in(ast.parse(path.read_text()))
    ]
    assert found == []


def _patches_in(tree: ast.Module) -> list[int]:
    """The lines that set an attribute of what is imported from other packages."""
    names = {
        alias.asname or alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
        if (getattr(node, "module", None) or alias.name).partition(".")[0] in OTHERS
        and not getattr(node, "level", 0)
    }
    return [
        target.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and _root(target) in names
    ]


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
