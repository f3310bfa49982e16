"""The background process that runs beside the web server, and what it says of itself."""

import json
import logging
import signal
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Thread
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import Error, close_old_connections, connections

from ...models import ResultsPageMixin
from ...publishing import Heartbeat
from ...publishing.due import (
    DueWork,
    due_work,
    enqueue,
    is_immediate,
    maintenance_tasks,
    stopping,
)
from ...publishing.reconciling import record_changes, status
from ...publishing.steps import THREADS, follow
from ...record.recording import rebuild

logger = logging.getLogger(__name__)

# So soon somebody's publication is seen, by one small statement for each kind of work.
LOOK_AGAIN = 0.5  # seconds
BEAT_AGAIN = 10.0  # seconds
LONGEST_PAUSE = 60.0  # seconds, while the database is away
# What a request has just made due it has also enqueued; what is due for longer may be lost.
GRACE = timedelta(seconds=10)
# So long nothing is enqueued a second time, so that a queue without workers is not flooded.
ENQUEUE_AGAIN = 600.0  # seconds


class Command(BaseCommand):
    help = (
        "Keep running beside the web server: publish scheduled pages, record unrecorded changes and "
        "clean up. What follows a publication, and webhooks, it does itself, unless "
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
        self.threads: list[Thread] = []
        # By task and key, when it was enqueued.
        self.enqueued: dict[tuple[str, int], float] = {}
        self.beat_at = self.round_at = float("-inf")
        self.has_failed = False
        if once:
            self._do_once()
            if self.has_failed:
                raise CommandError("Something failed, as the log says; it will be tried again.")
            return
        handlers = {
            number: signal.signal(number, lambda *_signal: stopping.set())
            for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            self._run(interval)
        finally:
            stopping.set()
            self._end_work()
            stopping.clear()
            for number, handler in handlers.items():
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
        self._beat()
        self._try(self._publish_scheduled, record_changes)
        # Steps make publications and deliveries: those of a later kind come after those of an earlier.
        for work in due_work:
            tried: set[int] = set()
            while begun := self._begin_due(work, tried):
                self._end_work()
                tried.update(begun)
            failed = work.undone().filter(work.failed, **{f"{work.key}__in": tried})
            self.has_failed = self.has_failed or failed.exists()
        self._try(self._enqueue, *maintenance_tasks, partial(rebuild, ResultsPageMixin))

    def _run(self, interval: float) -> None:
        self.stdout.write(
            f"At once after a publication, and every {interval:g} seconds; Ctrl-C ends it."
        )
        pause = 0.0
        while not stopping.wait(pause):
            is_there = self._try(partial(self._look, interval))
            # A database that is away comes back; until then it is asked ever more rarely.
            pause = LOOK_AGAIN if is_there else min(max(pause, 1) * 2, LONGEST_PAUSE)
        with suppress(Error):
            Heartbeat.stop()
        self.stdout.write("Stopped.")

    def _look(self, interval: float) -> None:
        """Begin what is due, each in a thread of its own: what hangs or fails holds up nothing else."""
        close_old_connections()
        now = time.monotonic()
        if now >= self.beat_at:
            # In a thread for publications: while all of them hang, nothing is left to this process.
            self._begin(follow.name, self._beat, most=THREADS)
        if now >= self.round_at:
            self.round_at = now + interval
            self._begin("publishing", self._publish_scheduled, record_changes)
            self._begin("enqueuing", self._enqueue)
            self._begin("clearing up", *maintenance_tasks)
        for work in due_work:
            self._begin_due(work)

    def _publish_scheduled(self) -> None:
        call_command("publish_scheduled", stdout=self.stdout, stderr=self.stderr)

    def _enqueue(self) -> None:
        """Hand to the queue what no worker has done; one that is away is not asked for more."""
        now = time.monotonic()
        recent = {each: at for each, at in self.enqueued.items() if at > now - ENQUEUE_AGAIN}
        self.enqueued = recent
        for work in due_work:
            for key in [] if is_immediate(work.task) else work.keys(GRACE):
                if (name := (work.task.name, key)) not in recent:
                    if not enqueue(work.task, key):
                        return
                    recent[name] = now

    def _beat(self) -> None:
        if time.monotonic() >= self.beat_at and not stopping.is_set():
            Heartbeat.beat()
            self.beat_at = time.monotonic() + BEAT_AGAIN

    def _begin_due(self, work: DueWork, tried: Collection[int] = ()) -> list[int]:
        """Share out among free threads what is due and no queue has; return its keys."""
        due = work.keys() if is_immediate(work.task) else []
        keys = [key for key in due if key not in tried]
        for number in range(work.threads):
            if share := keys[number :: work.threads]:
                calls = (partial(self._do, work, key) for key in share)
                self._begin(work.task.name, *calls, most=work.threads)
        return keys

    def _do(self, work: DueWork, key: int) -> None:
        work.task.call(key)
        if work.task == follow:
            self._beat()
            # What readers had stored is cleared up, which makes it anew.
            self.round_at = float("-inf")

    def _begin(self, name: str, *calls: Callable[[], object], most: int = 1) -> None:
        """Do it in a thread, one after the other, unless as many of the name are at it as may be."""

        def run() -> None:
            self._try(*calls)
            connections.close_all()

        self.threads = [each for each in self.threads if each.is_alive()]
        if sum(each.name == name for each in self.threads) < most:
            self.threads.append(Thread(target=run, name=name))
            self.threads[-1].start()

    def _end_work(self) -> None:
        for thread in self.threads:
            thread.join()

    def _try(self, *calls: Callable[[], object]) -> bool:
        """Do one after the other; whether all was possible. What fails is logged, and stops nothing."""
        failed = 0
        for call in calls:
            try:
                if not stopping.is_set():
                    call()
            except Error as error:
                failed += 1
                said = str(error).strip() or type(error).__name__
                logger.warning("The database fails: %s", said)
            except Exception:
                failed += 1
                logger.exception("%s failed", call)
        self.has_failed = self.has_failed or failed > 0
        return not failed
