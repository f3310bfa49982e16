"""Looks after the stored answers of the site."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from ....conf import setting
from ...answers import Head
from ...checks import ways_in
from ...models import PendingInvalidation, Snapshot
from ...operations import KEPT, MADE, clear, public_addresses, warm
from ...rules import rules
from ...versions import current_version


class Command(BaseCommand):
    """Count, render or delete the stored answers."""

    help = "Manage the stored responses."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the three things that can be done."""
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        actions.add_parser("status", help="Show what is stored, and what is set up.")
        actions.add_parser("warm", help="Render what is missing, and list what cannot be stored.")
        actions.add_parser("clear", help="Remove everything that is stored.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Do one of them."""
        getattr(self, f"_{action}")()

    def _status(self) -> None:
        weights = [*Snapshot.objects.values_list("weight", flat=True)]
        heads = Snapshot.objects.values_list("head", flat=True).iterator()
        cookies = Counter(name for text in heads for name in Head.of_text(text).cookies)
        now = {"version": current_version(), "valid_until__gt": timezone.now()}
        valid = Snapshot.objects.filter(**now).count()
        pending = PendingInvalidation.objects.count()
        self.stdout.write(f"Stored responses are {'on' if rules().is_on else 'off'}.")
        self.stdout.write(f"Ways in: {', '.join(ways_in()) or 'none'}.")
        self.stdout.write(f"{valid} valid, {len(weights) - valid} old, {pending} changes pending.")
        self.stdout.write(f"{sum(weights)} bytes of {setting('SNAPSHOT_BYTES')}.")
        for name, number in cookies.items():
            whose = "any cookie" if name == "*" else f"the cookie “{name}”"
            self.stdout.write(f"{number} not given to who brings {whose}: the site reads it.")

    def _warm(self) -> None:
        if not rules().is_on:
            raise CommandError(
                "Stored responses are off: see SNAPSHOTS in WAGTAIL_RESULTS, and DEBUG."
            )
        counted = {MADE: 0, KEPT: 0, "refused": 0}
        for address in public_addresses():
            outcome = warm(address)
            counted[outcome if outcome in counted else "refused"] += 1
            if outcome not in counted:
                self.stdout.write(f"{address.url} was refused: {outcome}.")
        self.stdout.write(f"{', '.join(f'{number} {name}' for name, number in counted.items())}.")

    def _clear(self) -> None:
        self.stdout.write(f"{clear()} stored responses were removed.")
