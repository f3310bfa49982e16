"""Talking to probes: processes that hold a site and measure within themselves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.processes import tail
from benchmarks.sites import ROOT, MeasuringError, Site, environment


class Probe:
    """One probe; see `benchmarks.probe.orders` for what it can be asked to do."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self._log = log

    def ask(self, do: str, **order: Any) -> Any:
        """Have the order performed and wait for its answer."""
        if self._process.stdin is None or self._process.stdout is None:
            raise MeasuringError("The probe has no way to be asked.")
        self._process.stdin.write(json.dumps({"do": do, **order}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise MeasuringError(f"The probe ended over {do} {order}:\n{tail(self._log)}")
        return json.loads(answer)


@contextmanager
def probe(site: Site) -> Iterator[Probe]:
    """A probe that holds the site, for as long as the context."""
    log = site.folder.parent / "probes.log"
    with log.open("a") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.probe"],
            cwd=ROOT,
            env=environment(site.env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    try:
        yield Probe(process, log)
    finally:
        process.communicate()
