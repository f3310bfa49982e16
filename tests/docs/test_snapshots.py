"""The reference of snapshots says what the code does."""

import argparse
import ast
import inspect

from django.core.management import load_command_class

from results import conf
from results.snapshots.operations import reports
from results.snapshots.operations.reports import REASONS
from results.snapshots.rendering import storable
from tests.docs.markdown import code, names, reference, rows, sections
from tests.docs.test_commands import COMMON

TEXT = reference("snapshots")


def actions() -> dict[str, set[str]]:
    """The options of each action of the command."""
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


def test_every_setting_is_described_with_its_default() -> None:
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


def test_every_option_is_among_the_commands() -> None:
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
