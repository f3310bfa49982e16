"""The reference names every setting and variable that the code reads, and every dependency."""

import re
import tomllib

import pytest

from results import conf
from tests.docs.markdown import DOCS, code, names, reference, rows, sections
from tests.processes import ROOT

# In the Makefile and the scripts: ${PORT:-8000}, $(NAME), COVERAGE ?= 95.
DEFAULTED = re.compile(r"\$\{([A-Z_]+):-|^([A-Z_]+) \?=|\$\(if \$\(([A-Z_]+)\)", re.MULTILINE)
READ = re.compile(r"""(?:environ(?:\.get)?[\[(]|\benv_(?:bool|int|list)\()\s*["']([A-Z_]+)["']""")
# Django's own, and what compose.yaml passes on.
ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}
ONLY_COMPOSE = {"POSTGRES_PASSWORD"}
# What the system or the Makefile itself sets.
NOT_OURS = {"PYTEST", "TMPDIR"}


NAME = re.compile(r"^([a-zA-Z0-9][a-zA-Z0-9_.-]*)")
DEPENDENCIES = (DOCS / "decisions" / "dependencies.md").read_text()


def section(title: str) -> str:
    return sections(reference("settings"))[title]


def read_by_the_site() -> set[str]:
    code_files = [*(ROOT / "cms").rglob("*.py"), ROOT / "bin" / "gunicorn.conf.py"]
    return {name for path in code_files for name in READ.findall(path.read_text())} - ELSEWHERE


def test_every_variable_of_the_site_is_described_and_no_other() -> None:
    written = names(section("Of the demo site"), "Variable")

    assert len(written) == len(set(written))
    assert set(written) == read_by_the_site() | ONLY_COMPOSE


def test_the_defaults_are_those_of_the_example() -> None:
    example = (ROOT / ".env.example").read_text()
    defaults = dict(re.findall(r"^# ([A-Z_]+)=(.+)$", example, re.MULTILINE))
    written = {
        code(row["Variable"]): row["Default"]
        for row in rows(section("Of the demo site"), "Variable")
    }

    assert defaults
    for name, default in defaults.items():
        if name != "STATIC_ROOT":
            assert written[name] == f"`{default}`", name


def test_the_plugin_reads_no_setting_that_is_not_described() -> None:
    getting = re.compile(r'settings(?:\.|, ")([A-Z][A-Z0-9_]+)')
    read = {
        name
        for path in (ROOT / "results").rglob("*.py")
        if "migrations" not in path.parts
        for name in getting.findall(path.read_text())
    }
    # A foreign key names the model of users.
    described = {*names(section("Of the plugin"), "Setting"), "AUTH_USER_MODEL"}

    assert read <= described


def test_every_setting_of_the_plugin_is_described_with_its_default() -> None:
    described = {
        code(row["Key"]).strip('"'): code(row["Default"])
        for row in rows(section("Of the plugin"), "Key")
    }

    assert described == {
        name: repr(default).replace("'", '"') for name, default in conf.DEFAULTS.items()
    }


def test_every_variable_of_the_commands_is_described_and_no_other() -> None:
    scripts = [path for path in (ROOT / "bin").iterdir() if path.is_file() and path.suffix != ".py"]
    found = {
        name
        for path in [ROOT / "Makefile", *scripts]
        for groups in DEFAULTED.findall(path.read_text())
        for name in groups
        if name
    } - NOT_OURS

    assert set(names(section("Of the commands of this repository"), "Variable")) == found


def test_every_variable_of_the_site_is_in_the_example_and_no_other() -> None:
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))

    assert named - ONLY_COMPOSE == read_by_the_site()


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
    assert set(names(sections(DEPENDENCIES)[title], "Package")) == expected


def test_every_dependency_has_a_reason() -> None:
    assert all(len(row["Reason"]) > 3 for row in rows(DEPENDENCIES, "Package"))
