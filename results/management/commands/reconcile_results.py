"""Brings publications, steps and the record into line with the pages, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail.models import Page

from ...models import ResultsPageMixin
from ...publishing.models import State
from ...publishing.reconciling import reconcile, unrecorded, unrecorded_deletions
from ...publishing.steps import due, steps_of
from ...record.recording import rebuild


class Command(BaseCommand):
    help = (
        "Record public changes that were not recorded, because code bypassed the page models, and "
        "run every step that is due; bring the record of published figures into line with the public "
        "pages. It exits with an error if a step failed."
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
        rebuild(Page.objects.type(ResultsPageMixin))
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
        for publication in due().order_by("pk"):
            for step in steps_of(publication):
                if (state := publication.state_of(step.name)) != State.DONE:
                    self.stdout.write(f"{state}: {step.name} of {publication.url_path}")
