"""The plugin on every Wagtail and Django that go together, on each database."""

from pathlib import Path

import pytest

from tests.wheel.database import Database
from tests.wheel.foreign import (
    PARTS,
    add_everything,
    make_environment,
    ready,
    said_by_doctor,
)
from tests.wheel.stacks import STACKS, Stack

pytestmark = [pytest.mark.wheel, pytest.mark.soak, pytest.mark.timeout(3600)]


@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: stack.name)
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_site_with_everything_on_says_the_right_thing_in_every_form_and_is_well(
    stack: Stack, vendor: str, wheel: Path, postgresql: Database, tmp_path: Path
) -> None:
    python = make_environment(stack, wheel, *PARTS)
    database = postgresql.copied() if vendor == "postgresql" else None
    site = ready(python, tmp_path / "site", add_everything, database=database)

    assert site.exercise() == stack.said | {"stored"}
    assert said_by_doctor(site) <= {"results_doctor.W001"}
