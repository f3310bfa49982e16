"""What every test may rely on."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.cache import cache
from django.core.signals import setting_changed
from django.test import TransactionTestCase
from django.urls import clear_url_caches
from django.utils import translation

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

from tests import database, world
from tests.factories import ResultsIndexPageFactory
from tests.tasks import TasksBackend

# Playwright keeps an event loop in the thread of the test, which Django takes for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Few examples of what nobody has thought of; `make soak` asks for --hypothesis-profile=long.
hypothesis_settings.register_profile("long", max_examples=2000)
hypothesis_settings.register_profile("short", max_examples=40)
hypothesis_settings.load_profile("short")

TESTS = Path(__file__).parent
# Where PostgreSQL is known to do something else than SQLite: locks, JSON, collation, characters and
# numbers that it refuses, migrations, sudden ends. `make soak` asks all tests there.
POSTGRESQL = (
    "api/test_hostile_*.py",
    "api/test_writing.py",
    "cms/test_search.py",
    "hostile/test_unseen_characters.py",
    "models/test_generated_files.py",
    "pdf/test_at_once.py",
    "publishing/sudden_ends/*",
    "publishing/test_guard.py",
    "publishing/test_races.py",
    "publishing/test_reconciling.py",
    "publishing/test_scheduling.py",
    "publishing/test_steps.py",
    "reading/test_damaged_pages.py",
    "record/test_any_order.py",
    "record/test_at_once.py",
    "record/test_recording.py",
    "record/test_series.py",
    "snapshots/changes/test_written.py",
    "snapshots/test_kept.py",
    "snapshots/test_operations.py",
    "snapshots/under_load/*",
    "translation/load/*",
    "translation/test_migrating_sources.py",
    "webhooks/test_delivering.py",
)


def pytest_configure(config: pytest.Config) -> None:
    """Have the states of the database asked for by name."""
    config.pluginmanager.register(world)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that are worth their time on PostgreSQL, too."""
    there = {pattern: set(TESTS.glob(pattern)) for pattern in POSTGRESQL}
    if nowhere := [pattern for pattern, paths in there.items() if not paths]:
        raise pytest.UsageError(f"No tests are where POSTGRESQL says: {', '.join(nowhere)}")
    paths = set().union(*there.values())
    for item in items:
        if {item.path, item.path.parent} & paths:
            item.add_marker(pytest.mark.postgresql)
        # Before the transaction of the test, which a mark may begin.
        if isinstance(item, pytest.Function) and "prepared" not in item.fixturenames:
            item.fixturenames.insert(0, "prepared")


def pytest_collection_finish() -> None:
    """Spare the garbage collector what stays; going through it takes a twelfth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Report what `make drill` did: a line for each test, and the figures that it printed."""
    reports = [
        (outcome, report)
        for outcome in ("passed", "failed", "error")
        for report in terminalreporter.stats.get(outcome, [])
        if "drill" in getattr(report, "keywords", ())
    ]
    if reports and "drill" in terminalreporter.config.option.markexpr:
        terminalreporter.section("The drill")
        for outcome, report in reports:
            rule = report.nodeid.partition("::test_")[2].replace("_", " ")
            terminalreporter.write_line(f"{outcome:7} {report.duration:6.0f} s  {rule}")
            for line in report.capstdout.splitlines():
                terminalreporter.write_line(f"{'':19}{line}")


def forget_addresses(*, setting: str, **_change: Any) -> None:
    """Django keeps the addresses of each language; which of them has no prefix changes here."""
    if setting == "LANGUAGE_CODE":
        clear_url_caches()


setting_changed.connect(forget_addresses)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The migrated database, which a test with real transactions leaves as it was."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database.create()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: database.restore())
        yield
        database.destroy()


@pytest.fixture
def prepared(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> None:
    """The database in the state of tests/world.py that the test asks for, or in none."""
    if state := database.state_of(request.fixturenames):
        request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock():
        database.enter(state)


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    """A media folder of the test's own, with the files of its state of the database."""
    settings.MEDIA_ROOT = tmp_path / "media"
    if database.media().exists():
        shutil.copytree(database.media(), settings.MEDIA_ROOT)
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """No test sees what another has cached, or the language of another's last request."""
    cache.clear()
    translation.deactivate()
    yield
    cache.clear()
    translation.deactivate()


@pytest.fixture
def index(db: None) -> Any:
    """An index page, the place for editions."""
    return ResultsIndexPageFactory.create()


@pytest.fixture
def indexes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved gets into Wagtail's search and reference indexes, too."""
    monkeypatch.setattr(TasksBackend, "indexes", True)
