"""Brings records and steps into line with the pages, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ...publishing.reconciling import reconcile, undone, unrecorded, unrecorded_deletions


class Command(BaseCommand):
    help = (
        "Record public changes that were not recorded, because code bypassed the page models, and "
        "run every step that is due. It exits with an error if a step failed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Show what would be done, and do nothing."
        )

    def handle(self, *args: Any, dry_run: bool, verbosity: int, **options: Any) -> None:
        if dry_run:
            self._describe()
            return
        result = reconcile()
        if verbosity:
            self.stdout.write(
                f"Recorded {result.recorded} changes, ran {result.done} steps, "
                f"{result.failed} failed."
            )
        if result.failed:
            raise CommandError("A step failed; it will be tried again.")

    def _describe(self) -> None:
        for page in unrecorded():
            self.stdout.write(f"not recorded: {page.url_path} {page.missing}")
        for gone in unrecorded_deletions():
            self.stdout.write(f"not recorded: {gone.url_path} deleted")
        for publication in undone():
            for run in publication.step_runs.exclude(state="done"):
                self.stdout.write(f"{run.state}: {run.name} of {publication.url_path}")
