"""Looks after the stored answers of the site."""

import json
import sys
from argparse import ArgumentTypeError
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...operations.places import addresses_of, places
from ...operations.reports import REASONS, status
from ...operations.upkeep import clear, warm
from ...operations.verifying import sample, verify
from ...serving.rules import is_on

try:
    from tqdm import tqdm
except ImportError:  # without the extra there is no bar

    def tqdm(listed: Any, **_options: Any) -> Any:
        return listed


SAMPLE = 100
Report = dict[str, Any]


class Command(BaseCommand):
    """Count, make, drop or compare the stored answers."""

    help = "Manage the stored responses."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the four things that can be done, each with its own options."""
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, words in (
            ("status", "Show what is stored, what was counted, and what is set up."),
            ("warm", "Render what is missing, and list what cannot be stored."),
            ("clear", "Remove everything that is stored."),
            ("verify", "Compare stored responses with what the site responds now."),
        ):
            action = actions.add_parser(name, help=words)
            if name != "clear":
                action.add_argument(
                    "--format",
                    choices=["text", "json"],
                    default="text",
                    help="The form of the report.",
                )
            if name == "warm":
                action.add_argument(
                    "--host",
                    action="append",
                    metavar="HOST",
                    help="Only for this host; it can be repeated.",
                )
                action.add_argument("--scheme", choices=["http", "https"], help="As visitors use.")
            if name == "verify":
                action.add_argument(
                    "--sample",
                    type=_number,
                    default=SAMPLE,
                    metavar="N",
                    help="How many, at random; 100 by default.",
                )
                action.add_argument("--all", action="store_true", help="All of them.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Do one of them."""
        getattr(self, f"_{action}")(**options)

    def _status(self, **options: Any) -> None:
        report = status()
        self._tell(report, _told_status(report), options)

    def _warm(self, **options: Any) -> None:
        _check_on()
        found = places(options["host"], options["scheme"])
        if not found:
            raise CommandError("No site's host is written out in ALLOWED_HOSTS.")
        for place in found:
            if not place.is_known:
                raise CommandError(f"The host {place.host} is not written out in ALLOWED_HOSTS.")
        wanted = {one.key: one for place in found for one in addresses_of(place)}
        report = warm(_with_bar([*wanted.values()]))
        self._tell(report, _told_warmed(report), options)

    def _clear(self, **options: Any) -> None:
        self.stdout.write(f"Dropped all snapshots: {clear()} rows.")

    def _verify(self, **options: Any) -> None:
        _check_on()
        report = verify(_with_bar(sample(None if options["all"] else options["sample"])))
        self._tell(report, _told_verified(report), options)
        if report["different"]:
            raise CommandError(f"{len(report['different'])} of {report['compared']} differ.")

    def _tell(self, report: Report, lines: Iterable[str], options: dict[str, Any]) -> None:
        if options["format"] == "json":
            lines = [json.dumps(report, ensure_ascii=False, indent=2)]
        for line in lines:
            self.stdout.write(line)


def _told_status(report: Report) -> Iterator[str]:
    stored = report["stored"]
    yield f"Stored answers are {'on' if report['is_on'] else 'off'}."
    yield f"Ways in: {', '.join(report['ways_in']) or 'none'}."
    yield f"{stored['valid']} snapshots, {stored['old']} old ones; {stored['bytes']} bytes " + (
        f"of {stored['budget']}; {stored['pending']} changes pending."
    )
    counted = ", ".join(f"{name} {number}" for name, number in report["counted"].items())
    yield f"Counted on this host: {counted}."


def _told_warmed(report: Report) -> Iterator[str]:
    for one in report["refused"]:
        yield f"{one['address']} was refused: {REASONS[one['reason']]} ({one['reason']})."
    yield f"Made {report['made']}, kept {report['kept']}, refused {len(report['refused'])}."


def _told_verified(report: Report) -> Iterator[str]:
    for one in report["different"]:
        place = "" if one["at"] is None else f" at byte {one['at']}"
        yield f"{one['address']} differs: {one['part']}{place}"
        if one["stored"] or one["fresh"]:
            yield f"  stored: {one['stored']!r}"
            yield f"  now:    {one['fresh']!r}"
    yield f"Compared {report['compared']}: {report['same']} are the same, " + (
        f"{len(report['different'])} differ, {report['changed']} have changed meanwhile."
    )


def _check_on() -> None:
    """Raises CommandError where nobody watches for changes, so that what is stored would get old."""
    if not is_on():
        raise CommandError(
            "Stored answers are off: see SNAPSHOTS in WAGTAIL_RESULTS, and DEBUG, which is to be off."
        )


def _with_bar(listed: list[Any]) -> Iterable[Any]:
    # Where nobody looks at a terminal there is no bar.
    bar: Iterable[Any] = tqdm(listed, disable=None, file=sys.stderr, leave=False)
    return bar


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"{text!r} is no number of snapshots")
    return int(text)
