"""The background process that runs beside the web server, and what it says of itself."""

import json
import logging
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import Error, close_old_connections, connections
from django.utils import timezone

from ...models import ResultsPageMixin
from ...publishing import Heartbeat
from ...publishing.due import DueWork, due_work, enqueue, is_immediate, stopping
from ...publishing.reconciling import clear_up, record_changes, status
from ...publishing.steps import LEASE, due, follow
from ...record.recording import rebuild

logger = logging.getLogger(__name__)

# So soon somebody's publication is seen, by one small statement for each kind of work.
LOOK_AGAIN = 0.5  # seconds
BEAT_AGAIN = 10.0  # seconds
LONGEST_PAUSE = 60.0  # seconds, while the database is away
# What a request has just made due it has also enqueued; what is due for longer may be lost.
GRACE = timedelta(seconds=10)
# So long nothing is enqueued a second time, so that a queue without workers is not flooded; and so long
# a queue that is away is left alone.
ENQUEUE_AGAIN = timedelta(minutes=10)
QUEUE_AWAY = timedelta(seconds=30)


class Command(BaseCommand):
    help = (
        "Keep running beside the web server: publish scheduled pages, record unrecorded changes and "
        "clean up. What follows a publication, webhooks and long imports it does itself, unless "
        "TASKS names a task queue: then it enqueues what no worker has done. On SIGTERM it stops "
        "after the current step. Several may run, also on several hosts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--once",
            action="store_true",
            help="Do everything once, bring the record of published figures into line with the public "
            "pages, and exit; with an error if something failed, as the log says.",
        )
        parser.add_argument(
            "--interval",
            type=float,
            default=20,
            help="Seconds between two full rounds; 20 by default.",
        )
        parser.add_argument(
            "--status",
            action="store_true",
            help="Only say what is late or not recorded, and why, and exit.",
        )
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="The form of the status."
        )

    @no_translations
    def handle(self, *args: Any, once: bool, interval: float, **options: Any) -> None:
        if interval <= 0:
            raise CommandError("--interval must be more than 0.")
        if options["status"]:
            self._describe(options["format"])
            return
        self.pools: dict[str, ThreadPoolExecutor] = {}
        # What is being done, by task and key, and until when it is not begun again.
        self.busy: dict[tuple[str, int], float] = {}
        # By task and key, when it is enqueued again.
        self.enqueued: dict[tuple[str, int], float] = {}
        self.round_at = float("-inf")
        self.has_failed = False
        if once:
            self._do_once()
            if self.has_failed:
                raise CommandError("Something failed, as the log says; it will be tried again.")
            return
        previous = [
            (number, signal.signal(number, self._stop))
            for number in (signal.SIGTERM, signal.SIGINT)
        ]
        try:
            self._run(interval)
        finally:
            stopping.set()
            self._end_work()
            stopping.clear()
            for number, handler in previous:
                signal.signal(number, handler)

    def _describe(self, form: str) -> None:
        said = status()
        if form == "json":
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"run_results: last seen {said['last_seen'] or 'never'}")
        self.stdout.write(f"tasks: {said['backend']}")
        for each in said["late"]:
            self.stdout.write("late: {what}; due {due_at}; {error}".format(**each))
        for each in said["unrecorded"]:
            self.stdout.write(f"not recorded: {each}")
        for sentence in said["problems"].values():
            self.stdout.write(f"warning: {sentence}")

    def _do_once(self) -> None:
        Heartbeat.beat()
        self._begin_publishing()
        self._end_work()
        # Steps make publications and deliveries: those of a later kind come after those of an earlier.
        for work in due_work:
            tried: set[int] = set()
            while new := set(self._keys(work)) - tried:
                self._begin_work(work, sorted(new))
                self._end_work()
                tried |= new
            failed = work.undone().filter(work.failed, **{f"{work.key}__in": tried})
            self.has_failed = self.has_failed or failed.exists()
        self._begin(("clear_up", 0), clear_up)
        self._begin(("rebuild", 0), partial(rebuild, ResultsPageMixin))
        self._end_work()

    def _run(self, interval: float) -> None:
        self.stdout.write(
            f"At once after a publication, and every {interval:g} seconds; Ctrl-C ends it."
        )
        beat_at, pause = float("-inf"), 0.0
        while not stopping.wait(pause):
            now = time.monotonic()
            try:
                close_old_connections()
                if now >= beat_at and not self._is_behind():
                    Heartbeat.beat()
                    beat_at = now + BEAT_AGAIN
                if now >= self.round_at:
                    self.round_at = now + interval
                    # Side by side: what is cleared up may take long, and a page may fail.
                    self._begin_publishing()
                    self._begin(("clear_up", 0), clear_up)
                for work in due_work:
                    self._begin_work(work, self._keys(work))
                pause = LOOK_AGAIN
            except Error as error:
                # A database that is away comes back; until then it is asked ever more rarely.
                logger.warning("The database fails: %s", str(error).strip() or type(error).__name__)
                pause = min(max(pause, 1) * 2, LONGEST_PAUSE)
        with suppress(Error):
            Heartbeat.stop()
        self.stdout.write("Stopped.")

    def _begin_publishing(self) -> None:
        out = {"stdout": self.stdout, "stderr": self.stderr}
        self._begin(("publish_scheduled", 0), partial(call_command, "publish_scheduled", **out))
        self._begin(("record_changes", 0), record_changes)

    def _keys(self, work: DueWork) -> list[int]:
        return work.keys() if is_immediate(work.task) else work.keys(GRACE)

    def _begin_work(self, work: DueWork, keys: list[int]) -> None:
        name = work.task.name
        if is_immediate(work.task):
            for key in keys:
                self._begin((name, key), partial(work.task.call, key), work)
            return
        now = time.monotonic()
        # What was done long ago is forgotten. A copy, since a thread may be adding to it.
        for each, again_at in list(self.enqueued.items()):
            if again_at <= now:
                self.enqueued.pop(each, None)
        if ready := [key for key in keys if (name, key) not in self.enqueued]:
            # In a thread, since a queue may hang.
            self._begin((name, 0), partial(self._enqueue, work, ready))

    def _enqueue(self, work: DueWork, keys: list[int]) -> None:
        is_there = True
        for key in keys:
            # A queue that does not take one is not asked for the others.
            is_there = is_there and enqueue(work.task, key)
            wait = ENQUEUE_AGAIN if is_there else QUEUE_AWAY
            self.enqueued[work.task.name, key] = time.monotonic() + wait.total_seconds()

    def _begin(
        self, name: tuple[str, int], call: Callable[[], Any], work: DueWork | None = None
    ) -> None:
        """Have it done in a thread of this process, unless that is being done already."""
        now = time.monotonic()
        if self.busy.get(name, now) <= now:
            self.busy[name] = float("inf")
            threads = work.threads if work else 1
            pool = self.pools.setdefault(name[0], ThreadPoolExecutor(threads))
            pool.submit(self._do, name, call, work)

    def _do(self, name: tuple[str, int], call: Callable[[], Any], work: DueWork | None) -> None:
        if work:
            # What hangs does not keep others from it for longer than a process that has died.
            self.busy[name] = time.monotonic() + LEASE.total_seconds()
        try:
            if not stopping.is_set():
                call()
        except Error as error:
            self.has_failed = True
            logger.warning("The database fails: %s", str(error).strip() or type(error).__name__)
        except Exception:
            self.has_failed = True
            logger.exception("%s(%s) failed", *name)
        finally:
            self.busy.pop(name, None)
            if work and work.needs_round:
                self.round_at = float("-inf")
            connections.close_all()

    def _is_behind(self) -> bool:
        """Whether publications wait for so long that all threads for them must hang."""
        late = due().filter(due_at__lt=timezone.now() - LEASE)
        return is_immediate(follow) and late.exists()

    def _end_work(self) -> None:
        while self.pools:
            _name, pool = self.pools.popitem()
            pool.shutdown()

    def _stop(self, number: int, frame: Any) -> None:
        stopping.set()
