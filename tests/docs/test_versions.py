"""The versions that the documentation names are those that sites are tried with."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.markdown import DOCS
from tests.processes import ROOT
from tests.wheel.foreign import STACKS

NAMED = re.compile(r"Wagtail (\d\.\d) with Django ((?:\d\.\d(?:, | and | or )?)+)")


@pytest.mark.parametrize("path", [ROOT / "README.md", DOCS / "how-to" / "add-to-a-site.md"])
def test_every_stack_that_a_page_names_is_tried_and_no_other(path: Path) -> None:
    text = " ".join(path.read_text().split())
    named = {
        (wagtail, django)
        for wagtail, djangos in NAMED.findall(text)
        for django in re.findall(r"\d\.\d", djangos)
    }

    assert named == {(stack.wagtail, stack.django) for stack in STACKS}


def test_every_django_of_the_package_is_tried_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = {name.rpartition(" ")[2] for name in project["classifiers"] if ":: Django ::" in name}

    assert found == {stack.django for stack in STACKS}
