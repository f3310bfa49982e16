"""Running tests with a fault: all tests are collected once, and each fault is planted in a fork."""

import gc
import importlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType

from django.conf import settings
from django.db import connections

import pytest

from .planting import ROOT, Fault

# So long tests are asked about a fault; what takes twice as long hangs because of it.
SECONDS = 300

Tell = Callable[[Fault, list[str], str], None]


class Forks:
    """A plugin of pytest that runs the chosen tests of each fault instead of all tests."""

    def __init__(self, faults: list[tuple[Fault, list[str]]], tell: Tell) -> None:
        """Take the faults with their tests, or modules or folders; `tell` hears what failed."""
        self._faults = faults
        self._tell = tell
        self._failed = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember the first test that fails."""
        if report.failed and not self._failed:
            self._failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Fork for each fault; what fails without it, too, is no proof."""
        for fault, _tests in self._faults:
            importlib.import_module(fault.module)
        # Which database to copy is found out once; a model is imported when Django is set up.
        importlib.import_module("tests.database").template_file()
        connections.close_all()
        for fault, tests in self._faults:
            items = list(_in_order(session.items, tests))
            names = [item.nodeid for item in items]
            while (by := self._failing(session, items, fault)) in names:
                number = names.index(by)
                if self._is_proof(session, items[: number + 1], fault):
                    break
                del items[number], names[number]
            self._tell(fault, names, by)
        return True

    def _is_proof(self, session: pytest.Session, items: list[pytest.Item], fault: Fault) -> bool:
        """Whether the last of the items fails of the fault alone: by itself, or behind the others."""
        alone = items[-1:]
        if self._failing(session, alone, fault) and not self._failing(session, alone, None):
            return True
        return not self._failing(session, items, None)

    def _failing(
        self, session: pytest.Session, items: list[pytest.Item], fault: Fault | None
    ) -> str:
        """What fails first in a process of its own, or how that ends; "" where nothing does."""
        shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        with tempfile.TemporaryDirectory() as folder:
            said = Path(folder, "said")
            pid = os.fork()
            if not pid:
                try:
                    self._run(session, items, fault, Path(folder))
                finally:
                    os._exit(1)
            until = time.monotonic() + 2 * SECONDS
            while not (ended := os.waitpid(pid, os.WNOHANG))[0]:
                if time.monotonic() > until:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.05)
            return said.read_text() if said.exists() else f"the end of the process ({ended[1]})"

    def _run(
        self, session: pytest.Session, items: list[pytest.Item], fault: Fault | None, folder: Path
    ) -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        connections.settings["default"]["TEST"]["NAME"] = str(folder / "database")
        # The code with the fault makes the states that tests begin with.
        os.environ["KEPT_STATES"] = str(folder / "states")
        session.config.option.basetemp = str(folder / "tests")
        session.config.option.maxfail = 1
        session.items = items
        if fault:
            plant(fault)
        until = time.monotonic() + SECONDS
        for number, item in enumerate(items):
            following = items[number + 1] if number + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if self._failed or time.monotonic() > until:
                break
        (folder / "said").write_text(self._failed)


def _in_order(items: list[pytest.Item], tests: list[str]) -> Iterator[pytest.Item]:
    """The items that these are or hold, each once, in the order of `tests`."""
    seen = set()
    for test in tests:
        for item in items:
            name = item.nodeid
            if name not in seen and (name == test or name.startswith((f"{test}::", f"{test}/"))):
                seen.add(name)
                yield item


def plant(fault: Fault) -> None:
    """Put the fault into the functions that this process has loaded."""
    functions, path = fault.functions, str(ROOT / fault.path)
    # The tests spare the collector what stays, which it would not list.
    gc.unfreeze()
    for found in gc.get_objects():
        # Asked in another way, Django would make what it makes only when it is needed.
        if type(found) is FunctionType and found.__code__.co_filename == path:
            place = (found.__code__.co_qualname, found.__code__.co_firstlineno)
            found.__code__ = functions.get(place, found.__code__)
