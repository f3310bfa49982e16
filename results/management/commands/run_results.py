"""The background process that runs beside the web server."""

import logging
import signal
import time
from collections.abc import Callable
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
        self.stopping, self.interval = Event(), interval
        self.beaten = self.next_round = float("-inf")
        self.known: list[int] = []
        if once:
            self._round(timedelta(0))
            for worker in reconciling.workers:
                worker(self.stopping.is_set)
            return
        previous = [
            (number, signal.signal(number, self._stop))
            for number in (signal.SIGTERM, signal.SIGINT)
        ]
        threads = [Thread(target=self._repeat, args=[each]) for each in reconciling.workers]
        for thread in threads:
            thread.start()
        self.stdout.write(
            f"At once after a publication, and every {interval:g} seconds; Ctrl-C ends it."
        )
        try:
            self._repeat(self._look)
        finally:
            self.stopping.set()
            for thread in threads:
                thread.join()
            for number, handler in previous:
                signal.signal(number, handler)
        with suppress(Error):
            Heartbeat.stop()
        self.stdout.write("Stopped.")

    def _repeat(self, worker: Worker) -> None:
        """Call the worker again and again; what fails is logged, and tried again more slowly."""
        pause = 0.0
        while not self.stopping.wait(pause):
            try:
                close_old_connections()
                worker(self.stopping.is_set)
                pause = LOOK_AGAIN
            except Exception as error:
                # A database that is away comes back.
                is_away = isinstance(error, Error)
                what = "The database" if is_away else worker
                logger.warning("%s fails: %s", what, error, exc_info=not is_away)
                pause = min(max(pause, LOOK_AGAIN) * 2, LONGEST_PAUSE)
        connections.close_all()

    def _look(self, is_stopping: Callable[[], bool]) -> None:
        """Do a round where its time has come, or a publication has."""
        self._is_stopping()
        due = undone(GRACE)
        if time.monotonic() >= self.next_round or due.exclude(pk__in=self.known).exists():
            # What the round cannot do now is no reason for another one at once.
            self.known = list(due.values_list("pk", flat=True))
            self._round(GRACE)
            self.next_round = time.monotonic() + self.interval

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
