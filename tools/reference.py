"""Writes the pages of docs/reference that say what the code says: settings, checks, commands, API.

`make reference` writes them; with --check nothing is written, and it fails when one is another.
"""

import argparse
import ast
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import django
from django.core.management import load_command_class
from django.core.management.base import BaseCommand

from results import conf

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "results"
FOLDER = ROOT / "docs" / "reference"
MADE = "<!-- made by `make reference` -->"
UNKNOWN = "…"
LEVELS = {"Error", "Warning", "CheckWarning"}
COMMON = {action.dest for action in BaseCommand().create_parser("manage.py", "x")._actions}
VARIABLE = re.compile(r"(# )?([A-Z_]+)=(.*)")
READ = re.compile(r'settings(?:\.|, ")([A-Z][A-Z0-9_]+)')


def page(title: str, *parts: str) -> str:
    return "\n\n".join([f"# {title}", MADE, *filter(None, parts)]) + "\n"


def listing(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {name}: {said}" for name, said in rows)


def plain(text: str) -> str:
    """The text as Markdown that shows it as it is, outside of spans of code."""
    parts = text.replace("|", r"\|").split("`")
    signs = {"<": "&lt;", "*": r"\*"}
    parts[::2] = ["".join(signs.get(each, each) for each in part) for part in parts[::2]]
    return "`".join(parts)


def comment_above(lines: list[str], number: int) -> str:
    """What the comment says that ends in front of this line."""
    found: list[str] = []
    while (line := lines[number - 1].strip()).startswith("#") and not VARIABLE.fullmatch(line):
        found.insert(0, line.removeprefix("#").strip())
        number -= 1
    return plain(" ".join(found))


def settings() -> str:
    """The keys of WAGTAIL_RESULTS, and the variables of the demo site."""
    read = {name for path in RESULTS.rglob("*.py") for name in READ.findall(path.read_text())}
    return page(
        "Settings",
        "What you can set, with the defaults. The plugin’s own settings are the keys of one dict, "
        "`WAGTAIL_RESULTS`; the check `results.E004` reports unknown keys and invalid values. "
        "Those that speak of responses belong to [stored responses](../how-to/serve-snapshots.md).",
        '```python\nWAGTAIL_RESULTS = {"NOTIFY_TRANSLATORS": True}\n```',
        listing(_keys()),
        "Of the settings of Django, Wagtail and wagtail-localize it reads these: "
        + ", ".join(f"`{name}`" for name in sorted(read))
        + ".",
        "## Of the demo site",
        "The demo site in `cms/` reads environment variables; [.env.example](../../.env.example) "
        "has all of them. Booleans are `true` or `false`. With an invalid value the site does not "
        "start, and says why. `manage.py` uses the settings module that `DJANGO_SETTINGS_MODULE` "
        "names, else `cms.settings.dev`; a site in production uses `cms.settings.production`.",
        listing(_variables()),
    )


def _keys() -> Iterator[tuple[str, str]]:
    lines = Path(conf.__file__).read_text().splitlines()
    for name, default in conf.DEFAULTS.items():
        (number,) = (n for n, line in enumerate(lines) if line.startswith(f'    "{name}": '))
        yield f"`{name}` (`{default!r}`)".replace("'", '"'), comment_above(lines, number)


def _variables() -> Iterator[tuple[str, str]]:
    lines = (ROOT / ".env.example").read_text().splitlines()
    for number, line in enumerate(lines):
        if match := VARIABLE.fullmatch(line):
            has_default, name, value = match.groups()
            default = (f"`{value}`" if value else "empty") if has_default else "must be set"
            yield f"`{name}` ({default})", comment_above(lines, number)


def checks() -> str:
    """Every message of the system checks and of the doctor, by the app that it is about."""
    found = sorted({row for path in RESULTS.rglob("*.py") for row in _checks(path)})
    parts = []
    for app, rows in groupby(found, lambda row: row[0].partition(".")[0].removeprefix("`")):
        title = "The doctor" if app == "results_doctor" else f"The app `{app.replace('_', '.')}`"
        parts += [f"## {title}", listing(rows)]
    return page(
        "Checks",
        "What the system checks report, and what to do. An id with E is an error, one with W a "
        "warning; … stands for what only the site knows. `python manage.py check --database default` runs "
        "all of them, with `--deploy` also those of “The doctor”, for which an edition is rendered in "
        "the site’s own templates (with `--tag results` these alone). To silence a warning that you have "
        "read, add its id to `SILENCED_SYSTEM_CHECKS`.",
        *parts,
    )


def _checks(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text())
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        known = _assigned(tree) | _assigned(function)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in LEVELS:
                given = {each.arg: each.value for each in node.keywords}
                if isinstance(given.get("id"), ast.Constant):
                    what, hint = _said(node.args[0], known), _said(given["hint"], known)
                    if what == UNKNOWN:
                        what = (ast.get_docstring(function) or "").partition(": ")[2]
                    yield f"`{ast.literal_eval(given['id'])}`", plain(f"{what.rstrip('.')}. {hint}")


def _assigned(node: ast.Module | ast.FunctionDef) -> dict[str, ast.expr]:
    """What each name is set to that the module or the function sets."""
    return {
        target.id: each.value
        for each in node.body
        if isinstance(each, ast.Assign)
        for target in each.targets
        if isinstance(target, ast.Name)
    }


def _said(node: ast.expr, known: dict[str, ast.expr]) -> str:
    """The text that an expression makes; what only a running site knows is …"""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_said(each, known) for each in values)
        case ast.FormattedValue(value=ast.Name(id=name)) if name.isupper() and name in known:
            return _said(known[name], {})
        case ast.IfExp(body=body, orelse=other):
            return f"{_said(other, known)} / {_said(body, known)}"
        case ast.Name(id=name) if name in known:
            return _said(known[name], known)
    return UNKNOWN


def commands() -> str:
    """Every command of the plugin with its options, as --help tells them."""
    parts = []
    for path in sorted(RESULTS.rglob("management/commands/[a-z]*.py"), key=lambda each: each.stem):
        app = ".".join(path.relative_to(ROOT).parts[:-3])
        parser = load_command_class(app, path.stem).create_parser("manage.py", path.stem)
        parts += [f"## {path.stem}", _flat(parser.description)]
        if app != "results":
            parts[-1] += f" It belongs to the app `{app}`."
        if rows := [*_usage(parser)]:
            parts.append(listing(rows))
    return page(
        "Commands",
        "What you can run as `python manage.py`, as `--help` tells it, without the options that "
        "every command of Django has.",
        *parts,
    )


def _usage(parser: argparse.ArgumentParser, of: str = "") -> Iterator[tuple[str, str]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {each.dest: _flat(each.help) for each in action._choices_actions}
            for name, inner in action.choices.items():
                yield f"`{name}`", helps[name]
                yield from _usage(inner, f"{name} ")
        elif action.dest not in COMMON:
            value = "" if action.nargs == 0 else str(action.metavar or action.dest.upper())
            written = " ".join(filter(None, (*action.option_strings[:1], value)))
            yield f"`{of}{written}`", _flat(action.help)


def _flat(text: str | None) -> str:
    return plain(" ".join((text or "").split()))


def api() -> str:
    """Every operation that the plugin adds to API v3, with its parameters."""
    document = json.loads((FOLDER / "results.openapi.json").read_text())
    rows = [
        (
            f"`{method.upper()} {path}`",
            f"{operation['summary']}. {plain(operation['description'])} Parameters: "
            + ", ".join(f"`{each['name']}`" for each in operation.get("parameters", [])),
        )
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    ]
    return page(
        "APIs",
        "What the plugin adds to Wagtail’s API v3, wherever the site mounts it. "
        "[`results.openapi.json`](results.openapi.json) describes it for programs, with the "
        "schemas of pages, of every block with its `display`, and of all below; changes to it are "
        "in the changelog. The site’s own document, at `openapi.json` below the API, also has its "
        "own blocks and page types. [Read](../how-to/read-with-the-apis.md) and "
        "[write](../how-to/write-with-the-api.md) explain the form of pages and blocks, filters, "
        "refusals and limits.",
        listing(rows),
        "`edition` is the id of a page, `period` has the form of an edition’s address (`2016`, "
        "`2016-17`), and `indicator` is a slug in any language. `limit` and `offset` go through a "
        "list. Whatever the client’s token, the answers have what a visitor can see, in the "
        "language of the edition or index page.",
    )


PAGES: dict[str, Callable[[], str]] = {
    "api": api,
    "checks": checks,
    "commands": commands,
    "settings": settings,
}


def main() -> None:
    """Write the pages, or exit with their names when some are not up to date."""
    django.setup()
    old = [name for name, make in PAGES.items() if (FOLDER / f"{name}.md").read_text() != make()]
    if "--check" not in sys.argv:
        for name in old:
            (FOLDER / f"{name}.md").write_text(PAGES[name]())
    elif old:
        sys.exit(f"Not up to date in docs/reference: {', '.join(old)}; run make reference.")


if __name__ == "__main__":
    main()
