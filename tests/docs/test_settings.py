"""The reference of settings names every setting and variable that the code reads."""

import re
from pathlib import Path

from results import conf
from tests.cms.test_settings import ELSEWHERE, ONLY_COMPOSE, READ
from tests.docs.markdown import code, names, reference, rows, sections
from tests.processes import ROOT

# In the Makefile and the scripts: ${PORT:-8000}, $(NAME), COVERAGE ?= 95.
DEFAULTED = re.compile(r"\$\{([A-Z_]+):-|^([A-Z_]+) \?=|\$\(if \$\(([A-Z_]+)\)", re.MULTILINE)
# What the system or the Makefile itself sets.
NOT_OURS = {"PYTEST", "TMPDIR"}


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
    scripts = [
        ROOT / "Makefile",
        *(path for path in (ROOT / "bin").iterdir() if not _is_python(path)),
    ]
    found = {
        name
        for path in scripts
        for groups in DEFAULTED.findall(path.read_text())
        for name in groups
        if name
    } - NOT_OURS

    assert set(names(section("Of the commands of this repository"), "Variable")) == found


def _is_python(path: Path) -> bool:
    return path.suffix == ".py" or path.is_dir()
