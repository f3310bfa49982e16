"""The wheel, built once for all tests of this folder, and a PostgreSQL server for their sites."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import ROOT
from tests.snapshots.under_load.postgres import own_postgres
from tests.wheel.foreign import UV, Database, run


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    # Without isolation nothing is fetched: the builder is one of the development packages.
    options = ["--wheel", "--no-build-isolation", "--python", sys.executable]
    run([UV, "build", *options, "--out-dir", folder, ROOT], ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Database]:
    with own_postgres() as server:
        yield Database(server)
