"""Looks after the stored answers of the site."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...operations.places import UnknownHost, addresses_of, places
from ...operations.reports import (
    Report,
    report_verified,
    report_warmed,
    status,
    tell_status,
    tell_verified,
    tell_warmed,
)
from ...operations.upkeep import clear, warm
from ...operations.verifying import sample, verify
from ...switch import is_on

try:
    from tqdm import tqdm
except ImportError:  # without the extra there is no bar
    tqdm = None

SAMPLE = 100


class Command(BaseCommand):
    """Count, make, drop or compare the stored answers."""

    help = "Look after the stored answers: status, warm, clear, verify."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the four things that can be done, each with its own options."""
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, words in (
            ("status", "Tell what is stored and what was counted."),
            ("warm", "Make what is missing, of all public pages."),
            ("clear", "Drop everything that is stored."),
            ("verify", "Compare what is stored with what the site answers now."),
        ):
            action = actions.add_parser(name, help=words)
            if name != "clear":
                action.add_argument(
                    "--format", choices=["text", "json"], default="text", help="Of the report."
                )
            if name == "warm":
                action.add_argument(
                    "--host", action="append", metavar="HOST", help="Only under this host."
                )
                action.add_argument(
                    "--scheme", choices=["http", "https"], help="As visitors ask for it."
                )
            if name == "verify":
                action.add_argument(
                    "--sample", type=_number, default=SAMPLE, metavar="N", help="Of how many."
                )
                action.add_argument("--all", action="store_true", help="Of all.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Do one of them."""
        getattr(self, f"_{action}")(**options)

    def _status(self, **options: Any) -> None:
        self._tell(status().as_dict(), tell_status, options)

    def _warm(self, **options: Any) -> None:
        _check_on()
        try:
            found = places(options["host"], options["scheme"])
        except UnknownHost as error:
            raise CommandError(f"The host {error} is not written out in ALLOWED_HOSTS.") from error
        if not found:
            raise CommandError("No site's host is written out in ALLOWED_HOSTS.")
        wanted = {one.key: one for place in found for one in addresses_of(place)}
        done = list(_with_bar(warm(wanted.values()), len(wanted)))
        self._tell(report_warmed(done), tell_warmed, options)

    def _clear(self, **options: Any) -> None:
        self.stdout.write(f"Dropped all snapshots: {clear()} rows.")

    def _verify(self, **options: Any) -> None:
        _check_on()
        ids = sample(None if options["all"] else options["sample"])
        report = report_verified(list(_with_bar(verify(ids), len(ids))))
        self._tell(report, tell_verified, options)
        if report["different"]:
            raise CommandError(f"{len(report['different'])} of {len(ids)} differ.")

    def _tell(
        self, report: Report, tell: Callable[[Report], Iterable[str]], options: dict[str, Any]
    ) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            for line in tell(report):
                self.stdout.write(line)


def _check_on() -> None:
    """Raises CommandError where nobody watches for changes, so that what is stored would get old."""
    if not is_on():
        raise CommandError(
            "Stored answers are off: see SNAPSHOTS in WAGTAIL_RESULTS, and DEBUG, which is to be off."
        )


def _with_bar(found: Iterable[Any], total: int) -> Iterable[Any]:
    if tqdm is None:
        return found
    # Where nobody looks at a terminal there is no bar.
    bar: Iterable[Any] = tqdm(found, total=total, disable=None, file=sys.stderr, leave=False)
    return bar


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is no number of snapshots")
    return int(text)
