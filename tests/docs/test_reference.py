"""The pages of the reference that the code makes are up to date, and say something of everything."""

import ast
import inspect
import re

import pytest

from results.snapshots.operations.reports import REASONS
from results.snapshots.rendering import storable
from tests.processes import ROOT
from tools.reference import FOLDER, PAGES

READ = re.compile(r"""(?:environ(?:\.get)?[\[(]|\benv_(?:bool|int|list)\()\s*["']([A-Z_]+)["']""")
# Django's own, and what compose.yaml passes on.
ELSEWHERE = {"DJANGO_SETTINGS_MODULE"}
ONLY_COMPOSE = {"POSTGRES_PASSWORD"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_the_code_makes_is_up_to_date(name: str) -> None:
    assert (FOLDER / f"{name}.md").read_text() == PAGES[name](), "run make reference"


@pytest.mark.parametrize("name", PAGES)
def test_something_is_said_of_everything_in_it(name: str) -> None:
    listed = [line for line in PAGES[name]().splitlines() if line.startswith("- ")]

    assert listed
    assert all(line.partition(": ")[2] for line in listed), listed


def test_every_variable_of_the_site_is_in_the_example_and_no_other() -> None:
    code_files = [*(ROOT / "cms").rglob("*.py"), ROOT / "bin" / "gunicorn.conf.py"]
    read = {name for path in code_files for name in READ.findall(path.read_text())} - ELSEWHERE
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))

    assert named - ONLY_COMPOSE == read


def test_every_reason_not_to_store_a_response_has_words() -> None:
    tree = ast.parse(inspect.getsource(storable.why_not))
    (found,) = (node for node in ast.walk(tree) if isinstance(node, ast.Dict))

    assert {ast.literal_eval(key) for key in found.keys if key is not None} <= set(REASONS)
