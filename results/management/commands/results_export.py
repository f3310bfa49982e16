"""Writes the results of the site into one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail.models import Page

from ...sharing.archive_export import export


class Command(BaseCommand):
    help = (
        "Write the results of the site, with their images, documents and record, into one archive."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive to write, such as results.zip")
        parser.add_argument(
            "--page",
            type=int,
            metavar="ID",
            help="only this page and those below, in every language",
        )

    def handle(self, *args: Any, file: Path, page: int | None, **options: Any) -> None:
        root = page and Page.objects.filter(pk=page).first()
        if page and root is None:
            raise CommandError(f"There is no page {page}.")
        try:
            report = export(file, root or None)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
        for each in report.notes:
            self.stdout.write(f"Left out: {each}.")
        self.stdout.write(
            f"Wrote {report.pages} pages, {report.files} files, {report.indicators} indicators and "
            f"{report.figures} records of figures to {file}."
        )
