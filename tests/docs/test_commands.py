"""The reference of commands names every command and option."""

import argparse

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

import pytest

from tests.docs.markdown import names, reference, sections

OURS = {
    "results",
    "results.importing",
    "results.pdf",
    "results.snapshots",
    "results.translation",
    "home",
}
COMMON = {action.dest for action in BaseCommand().create_parser("manage.py", "x")._actions}


def commands() -> dict[str, str]:
    """The commands of the plugin and of the demo with the app of each."""
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
        "run_results",
        "reconcile_results",
    ],
)
def test_every_option_is_described_and_no_other(name: str) -> None:
    text = sections(reference("commands"))[name]

    assert names(text, "Option") == [written_option(action) for action in options(name)]


def test_a_command_without_options_says_so() -> None:
    assert options("load_demo") == []
    assert "It has no options." in sections(reference("commands"))["load_demo"]
