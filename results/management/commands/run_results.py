"""The background process that runs beside the web server."""

import logging
import signal
from datetime import timedelta
from threading import Event
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, close_old_connections

from ...publishing import Heartbeat, reconcile

logger = logging.getLogger(__name__)

# A request that has just published runs its steps itself.
GRACE = timedelta(seconds=10)
LONGEST_PAUSE = 60.0  # seconds, while the database is away


class Command(BaseCommand):
    help = "Publish what is due, run steps and reconcile, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Do everything once, and end.")
        parser.add_argument(
            "--interval", type=float, default=20, help="Seconds between two rounds (20)."
        )

    def handle(self, *args: Any, once: bool, interval: float, **options: Any) -> None:
        """Run until SIGTERM or SIGINT; a step that has begun is finished first."""
        if interval <= 0:
            raise CommandError("--interval must be more than 0.")
        self.stopping = Event()
        if once:
            self._round(timedelta(0))
            return
        previous = [
            (number, signal.signal(number, self._stop))
            for number in (signal.SIGTERM, signal.SIGINT)
        ]
        try:
            self._run(interval)
        finally:
            for number, handler in previous:
                signal.signal(number, handler)

    def _run(self, interval: float) -> None:
        self.stdout.write(f"Working every {interval:g} seconds; Ctrl-C ends it.")
        pause = interval
        while not self.stopping.is_set():
            try:
                close_old_connections()
                self._round(GRACE)
                pause = interval
            except Error as error:
                # A database that is away comes back; until then it is asked ever more rarely.
                logger.warning("The database fails: %s", str(error).strip() or type(error).__name__)
                pause = min(max(pause, 1) * 2, LONGEST_PAUSE)
                close_old_connections()
            self.stopping.wait(pause)
        self.stdout.write("Stopped.")

    def _round(self, grace: timedelta) -> None:
        Heartbeat.beat()
        self._publish_scheduled()
        result = reconcile(grace=grace, is_stopping=self.stopping.is_set)
        if result:
            logger.info(
                "Recorded %d changes, ran %d steps, %d failed",
                result.recorded,
                result.done,
                result.failed,
            )

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
