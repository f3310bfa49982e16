"""The reference names every command and option, and of snapshots also metrics and reasons."""

import argparse
import ast
import inspect

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

import pytest

from results import conf
from results.snapshots.operations import reports
from results.snapshots.operations.reports import REASONS
from results.snapshots.rendering import storable
from tests.docs.markdown import code, names, reference, rows, sections

PARTS = ("importing", "media", "pdf", "snapshots", "translation")
OURS = {"results", *(f"results.{name}" for name in PARTS), "home"}
TEXT = reference("snapshots")
COMMON = {action.dest for action in BaseCommand().create_parser("manage.py", "x")._actions}


def commands() -> dict[str, str]:
    return {name: app for name, app in get_commands().items() if app in OURS}


def options(name: str) -> list[argparse.Action]:
    parser = load_command_class(commands()[name], name).create_parser("manage.py", name)
    return [a for a in parser._actions if a.option_strings and a.dest not in COMMON]


def written_option(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return f"{action.option_strings[0]}{value}"


def test_every_command_is_described_and_no_other() -> None:
    assert set(sections(reference("commands"))) == set(commands())


@pytest.mark.parametrize(
    "name",
    [
        "check_translations",
        "create_results_groups",
        "import_results",
        "make_results_pdf",
        "results_doctor",
        "run_results",
        "reconcile_results",
        "remove_results",
        "results_export",
        "results_import",
    ],
)
def test_every_option_is_described_and_no_other(name: str) -> None:
    text = sections(reference("commands"))[name]

    assert names(text, "Option") == [written_option(action) for action in options(name)]


def test_a_command_without_options_says_so() -> None:
    assert options("load_demo") == []
    assert "It has no options." in sections(reference("commands"))["load_demo"]


def actions() -> dict[str, set[str]]:
    parser = load_command_class("results.snapshots", "snapshots").create_parser("manage.py", "x")
    (choices,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return {
        name: {
            action.option_strings[0]
            for action in choice._actions
            if action.option_strings and action.dest not in COMMON
        }
        for name, choice in choices.choices.items()
    }


def refusals() -> set[str]:
    """The reasons that the code itself names."""
    tree = ast.parse(inspect.getsource(storable.why_not))
    (found,) = (node for node in ast.walk(tree) if isinstance(node, ast.Dict))
    return {str(ast.literal_eval(key)) for key in found.keys if key is not None}


def test_every_setting_of_snapshots_is_described_with_its_default() -> None:
    described = {
        code(row["Key"]): code(row["Default"]) for row in rows(TEXT, "Key") if "Default" in row
    }

    assert described == {
        name: repr(default).replace("'", '"')
        for name, default in conf.DEFAULTS.items()
        if name.startswith("SNAPSHOT") or name == "RELEASE"
    }


def test_every_action_is_described_with_its_options() -> None:
    described = {
        code(row["Action"]): set(row["Options"].replace("`", "").replace(",", "").split())
        for row in rows(sections(TEXT)["The command"], "Action")
    }

    assert described == actions()


def test_every_option_of_an_action_is_among_the_commands() -> None:
    written = names(sections(reference("commands"))["snapshots"], "Option")

    assert {option.split()[0] for option in written} == set().union(*actions().values())


def test_every_metric_is_described_and_no_other() -> None:
    told = {f"{reports.PREFIX}_{name}_total" for name in reports.COUNTERS}
    told |= {f"{reports.PREFIX}_{name}" for name, _words in reports.GAUGES.values()}

    assert set(names(sections(TEXT)["Metrics"], "Metric")) == told


def test_every_reason_is_described_and_no_other() -> None:
    assert names(TEXT, "Reason") == list(REASONS)


def test_every_reason_of_the_code_has_words() -> None:
    assert refusals() <= set(REASONS)
