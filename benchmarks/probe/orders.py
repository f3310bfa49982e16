"""What a probe can be asked to do. Each order returns what JSON can hold."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import cache
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command

from benchmarks.probe import witness
from benchmarks.probe.queries import counting
from benchmarks.probe.requests import ask
from benchmarks.probe.sampling import Sample
from benchmarks.wsgi import application


def render(path: str, times: int = 1, clear: bool = False) -> dict[str, Any]:
    """Ask for an address so many times: the processor's seconds of each, and the last one's SQL.

    With `clear`, every snapshot is thrown away before each, which the seconds do not contain.
    """
    seconds = []
    for _turn in range(times):
        if clear:
            _clear()
        with counting() as queries:
            begin = time.process_time()
            status, headers, size = ask(application, path, {})
            seconds.append(time.process_time() - begin)
        if not status.startswith("200"):
            raise RuntimeError(f"{path} answers {status}.")
    return {
        "seconds": seconds,
        "queries": queries.total,
        "ours": queries.ours,
        "bytes": size,
        "snapshot": headers.get("x-results-snapshot", ""),
    }


def shares(path: str, seconds: float, clear: bool = False) -> dict[str, float]:
    """Ask for an address for so many seconds of the processor: the share of each group of code.

    With `clear`, every snapshot is thrown away before each request, which does not count.
    """
    sample, spent = Sample(), 0.0
    with sample.looking():
        while spent < seconds:
            if clear:
                with sample.pausing():
                    _clear()
            begin = time.process_time()
            ask(application, path, {})
            spent += time.process_time() - begin
    return sample.shares()


def make_publication(page: int) -> dict[str, Any]:
    """Publish the edition; the processor's seconds of its snapshots' step, and what it rendered."""
    from results.models import ResultsPage
    from results.publishing.models import Publication
    from results.publishing.steps import get_step, step_names

    names = [name for name in step_names() if name.startswith("snapshot")]
    ResultsPage.objects.get(pk=page).save_revision().publish()
    publication = Publication.objects.filter(page_id=page).latest("pk")
    _clear()
    witness.seen.clear()
    begin = time.process_time()
    for name in names:
        step = get_step(name)
        if step is not None:
            step.run(publication)
    seconds = time.process_time() - begin
    return {"seconds": seconds, "steps": names, "rendered": list(witness.seen)}


def render_each(paths: Iterable[str]) -> float:
    """Ask for each of the addresses once: the processor's seconds of all together."""
    return sum(sum(render(path)["seconds"]) for path in paths)


def publish(page: int, turn: int) -> float:
    """Publish the edition as its editor does: the seconds until the admin answers."""
    return _editor(page).publish(turn)


@cache
def _editor(page: int) -> Any:
    from benchmarks.probe.editor import Editor

    return Editor(page)


def _clear() -> None:
    if "results.snapshots" in settings.INSTALLED_APPS:
        call_command("snapshots", "clear", stdout=StringIO())
