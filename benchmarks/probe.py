"""A process of its own that holds one site, and what is measured within it."""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import StringIO
from multiprocessing import get_context
from statistics import median
from typing import Any
from wsgiref.util import setup_testing_defaults

from benchmarks.sites import ROOT, MeasuringError, Site
from benchmarks.targets import SNAPSHOT

PLUGIN = f"{ROOT / 'results'}/"
# Whoever stands outside of these has only passed the request on.
LIMITS = (f"{ROOT / 'cms'}/", f"{ROOT / 'home'}/", "/django/core/handlers/")

# Seconds between two publications; no editor is faster, and the standing process keeps up.
PAUSE = 0.5

Probe = Callable[..., Any]


@contextmanager
def probe(site: Site) -> Iterator[Probe]:
    """What calls a function of this module, with its arguments, in a process that holds the site."""
    spawn = get_context("spawn")
    with ProcessPoolExecutor(1, spawn, initializer=_hold, initargs=(site.env,)) as pool:
        yield lambda function, *arguments: pool.submit(function, *arguments).result()


def _hold(env: Mapping[str, str]) -> None:
    import django

    os.environ.clear()
    os.environ.update(env)
    django.setup()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The processor's seconds of a request, and its SQL statements: all, and the plugin's."""

    seconds: float
    queries: int
    ours: int


def render(path: str, times: int, snapshot: str | None = None) -> Rendered:
    """Ask for an address so many times: the median of the seconds, and the last one's statements.

    `snapshot` is what the answer must say of itself, "" for nothing; before one that is "made" all
    are thrown away, which the seconds do not contain. Raises MeasuringError for another answer.
    """
    from django.core.management import call_command

    seconds = []
    for _turn in range(times):
        if snapshot == "made":
            call_command("snapshots", "clear", stdout=StringIO())
        with _statements() as asked_by_plugin:
            begin = time.process_time()
            status, headers = _ask(path)
            seconds.append(time.process_time() - begin)
        found = headers.get(SNAPSHOT, "")
        if not status.startswith("200") or snapshot not in (None, found):
            raise MeasuringError(f"{path} answers {status} and is served as {found!r}.")
    return Rendered(median(seconds), len(asked_by_plugin), sum(asked_by_plugin))


def _ask(path: str) -> tuple[str, dict[str, str]]:
    """The status and the headers of the answer to one request, without a server."""
    path, _mark, query = path.partition("?")
    environ: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, "REMOTE_ADDR": "127.0.0.1"}
    setup_testing_defaults(environ)
    told: list[Any] = []

    def start_response(status: str, fields: list[tuple[str, str]], _error: Any = None) -> None:
        told[:] = [status, {name.lower(): value for name, value in fields}]

    answer = _application()(environ, start_response)
    try:
        b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return told[0], told[1]


@cache
def _application() -> Any:
    from benchmarks.wsgi import application

    return application


@contextmanager
def _statements() -> Iterator[list[bool]]:
    """Note for each statement of this thread's connection whether the plugin asks for it."""
    from django.db import connection

    found: list[bool] = []

    def wrapper(execute: Callable[..., Any], *arguments: Any) -> Any:
        found.append(_is_asked_by_plugin())
        return execute(*arguments)

    # The first of the wrappers is the outermost: no other one stands between it and who asks.
    connection.execute_wrappers.insert(0, wrapper)
    try:
        yield found
    finally:
        connection.execute_wrappers.remove(wrapper)


def _is_asked_by_plugin() -> bool:
    """Whether the nearest code of the project on the stack is the plugin's."""
    for frame, _line in traceback.walk_stack(None):
        name = frame.f_code.co_filename
        if name.startswith(PLUGIN):
            return True
        if any(limit in name for limit in LIMITS):
            return False
    return False


def publish(page: int, turn: int) -> float:
    """Write a draft of the edition and publish it; the seconds until the admin answers."""
    from django.urls import reverse

    from results.models import ResultsPage

    edition = ResultsPage.objects.get(pk=page)
    edition.introduction = f"The work in figures and text, as of day {turn}."
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    editor = _editor()
    time.sleep(PAUSE)
    begin = time.perf_counter()
    edition.save_revision()
    editor.send(f"{address}?id={page}", {})
    seconds = time.perf_counter() - begin
    if ResultsPage.objects.get(pk=page).introduction != edition.introduction:
        raise MeasuringError(f"The edition {page} was not published.")
    return seconds


@cache
def _editor() -> Any:
    from django.contrib.auth.models import User

    from home.demo.desk import Desk

    values = {"is_superuser": True, "is_staff": True}
    return Desk(User.objects.get_or_create(username="editor", defaults=values)[0])
