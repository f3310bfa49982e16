"""The background process that runs beside the web server."""

import logging
import signal
import time
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, close_old_connections, connections

from ...publishing import Heartbeat, reconcile, reconciling
from ...publishing.reconciling import Worker, undone

logger = logging.getLogger(__name__)

# What a request that has just published does itself.
GRACE = timedelta(seconds=10)
# So soon somebody's publication is seen, by one small statement.
LOOK_AGAIN = 0.5  # seconds
BEAT_AGAIN = 10.0  # seconds
LONGEST_PAUSE = 60.0  # seconds, while the database is away


class Command(BaseCommand):
    help = (
        "Keep running beside the web server: publish scheduled pages, run the steps that follow a "
        "publication, deliver webhooks, record unrecorded changes and clean up. On SIGTERM it stops "
        "after the current step. Several may run, also on several hosts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do everything once, and exit.")
        parser.add_argument(
            "--interval",
            type=float,
            default=20,
            help="Seconds between two full rounds; 20 by default.",
        )

    def handle(self, *args: Any, once: bool, interval: float, **options: Any) -> None:
        if interval <= 0:
            raise CommandError("--interval must be more than 0.")
        self.stopping = Event()
        self.beaten = float("-inf")
        if once:
            self._round(timedelta(0))
            for worker in reconciling.workers:
                worker(self.stopping.is_set)
            return
        previous = [
            (number, signal.signal(number, self._stop))
            for number in (signal.SIGTERM, signal.SIGINT)
        ]
        threads = [Thread(target=self._work, args=[each]) for each in reconciling.workers]
        for thread in threads:
            thread.start()
        try:
            self._run(interval)
        finally:
            self.stopping.set()
            for thread in threads:
                thread.join()
            for number, handler in previous:
                signal.signal(number, handler)

    def _run(self, interval: float) -> None:
        self.stdout.write(
            f"At once after a publication, and every {interval:g} seconds; Ctrl-C ends it."
        )
        pause = 0.0
        while not self.stopping.wait(pause):
            try:
                close_old_connections()
                # What the round cannot do now is no reason for another one at once.
                known = list(undone(GRACE).values_list("pk", flat=True))
                self._round(GRACE)
                self._wait_for_work(interval, known)
                pause = 0.0
            except Error as error:
                # A database that is away comes back; until then it is asked ever more rarely.
                logger.warning("The database fails: %s", str(error).strip() or type(error).__name__)
                pause = min(max(pause, 1) * 2, LONGEST_PAUSE)
                close_old_connections()
        with suppress(Error):
            Heartbeat.stop()
        self.stdout.write("Stopped.")

    def _work(self, worker: Worker) -> None:
        """Call the worker again and again; what fails is logged, and tried again more slowly."""
        pause = LOOK_AGAIN
        while not self.stopping.wait(pause):
            try:
                close_old_connections()
                worker(self.stopping.is_set)
                pause = LOOK_AGAIN
            except Exception as error:
                logger.warning("%s fails: %s", worker, error, exc_info=not isinstance(error, Error))
                pause = min(pause * 2, LONGEST_PAUSE)
        connections.close_all()

    def _wait_for_work(self, interval: float, known: list[int]) -> None:
        until = time.monotonic() + interval
        while (left := until - time.monotonic()) > 0:
            self.stopping.wait(min(left, LOOK_AGAIN))
            if self._is_stopping() or undone(GRACE).exclude(pk__in=known).exists():
                break

    def _is_stopping(self) -> bool:
        if time.monotonic() - self.beaten > BEAT_AGAIN:
            Heartbeat.beat()
            self.beaten = time.monotonic()
        return self.stopping.is_set()

    def _round(self, grace: timedelta) -> None:
        self._is_stopping()
        self._publish_scheduled()
        result = reconcile(grace=grace, is_stopping=self._is_stopping)
        if result:
            numbers = result.recorded, result.done, result.failed
            logger.info("Recorded %d changes, ran %d steps, %d failed", *numbers)

    def _publish_scheduled(self) -> None:
        try:
            call_command("publish_scheduled", stdout=self.stdout, stderr=self.stderr)
        except Error:
            raise
        except Exception:
            # A page of the site's own that cannot be published does not hold up the steps.
            logger.exception("Scheduled publishing failed")

    def _stop(self, number: int, frame: Any) -> None:
        self.stopping.set()
