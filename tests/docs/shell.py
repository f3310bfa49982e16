"""A shell for the examples of the documentation: Django's commands, and its test client for curl."""

import shlex
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from django.core.management import call_command, get_commands, load_command_class
from django.test import Client

# What would otherwise run until somebody stops it.
ADDED = {"run_results": ("--once",)}


def lines(code: str) -> list[str]:
    return code.replace("\\\n", " ").splitlines()


def words(line: str) -> list[str]:
    """Split a line; a redirection is a word, a comment is none."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>&;")
    lexer.whitespace_split = True
    return list(lexer)


def parse(name: str, *arguments: str) -> None:
    """Raise an error when there is no such command of manage.py, or it takes no such arguments."""
    command = load_command_class(get_commands()[name], name)
    command.create_parser("manage.py", name).parse_args(list(arguments))


class Shell:
    """Runs lines, with the variables that earlier ones have set."""

    def __init__(self) -> None:
        self.variables: dict[str, str] = {}

    def run(self, typed: str) -> None:
        """Run a line; AssertionError when it does not succeed, or needs more than there is here."""
        match [Template(word).safe_substitute(self.variables) for word in words(typed)]:
            case [] | ["export", _]:
                pass
            case [setting] if "=" in setting:
                name, _sign, self.variables[name] = setting.partition("=")
            case ["curl", *arguments, ">", file]:
                Path(file).write_bytes(ask(arguments))
            case ["curl", *arguments]:
                ask(arguments)
            case ["python", "manage.py", name, *arguments]:
                parse(name, *arguments)
                call_command(name, *arguments, *ADDED.get(name, ()), stdout=StringIO())
            case ["python3", "-c", code]:
                exec(code, {})  # noqa: S102  # it is ours
            case _:
                raise AssertionError(f"{typed!r}: its page must say why it is not run.")


def ask(arguments: list[str]) -> bytes:
    """Ask the site what curl is told to ask; what it answered."""
    parser = ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--data", default="")
    parser.add_argument("-X", default="GET")
    parser.add_argument("-H", action="append", default=[])
    asked = parser.parse_args(arguments)
    data = Path(asked.data.removeprefix("@")).read_bytes() if asked.data else b""
    headers = dict(header.split(": ") for header in asked.H)
    kind = headers.pop("Content-Type", "")
    url = urlsplit(asked.url)
    client = Client(headers={"host": url.netloc, **headers})
    path = f"{url.path}?{url.query}"
    answer = client.generic(asked.X, path, data, kind, secure=url.scheme == "https")
    assert answer.status_code == 200, (asked.url, answer.content)
    return bytes(answer.content)
