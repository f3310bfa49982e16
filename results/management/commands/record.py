"""Looks after the record of published figures."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail.models import Page

from ...models import ResultsPageMixin
from ...record.recording import rebuild, recorded_types, verify


class Command(BaseCommand):
    help = "Verify or rebuild the record of published figures."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, words in (
            ("verify", "Compare it with the public pages, and print each difference."),
            ("rebuild", "Bring what is recorded as public into line with the public pages."),
        ):
            actions.add_parser(name, help=words)

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        getattr(self, f"_{action}")(Page.objects.type(ResultsPageMixin))

    def _verify(self, editions: Any) -> None:
        count = 0
        for count, line in enumerate(verify(editions), 1):  # noqa: B007
            self.stdout.write(line)
        if count:
            raise CommandError(f"The record differs from the public pages in {count} places.")
        self.stdout.write("The record is as the public pages.")

    def _rebuild(self, editions: Any) -> None:
        keys = recorded_types(editions)
        for key in keys:
            rebuild(key)
        self.stdout.write(f"Brought into line: {len(keys)} editions.")
