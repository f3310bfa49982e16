"""Makes pages of an archive that another site has written."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail.models import Page

from ...sharing.archive import ArchiveError
from ...sharing.archive_import import import_archive


class Command(BaseCommand):
    help = "Make pages of an archive that results_export has written on another site."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the archive, such as results.zip")
        parser.add_argument(
            "--parent",
            type=int,
            metavar="ID",
            help="the page below which they go; by default the root page of the default site",
        )

    def handle(self, *args: Any, file: Path, parent: int | None, **options: Any) -> None:
        wanted = {"pk": parent} if parent else {"sites_rooted_here__is_default_site": True}
        place = Page.objects.filter(**wanted).first()
        if place is None:
            raise CommandError("There is no page to put them below; name one by --parent.")
        try:
            report = import_archive(file, place)
        except ArchiveError as error:
            raise CommandError(f"{error} Nothing was imported.") from error
        for each in report.notes:
            self.stdout.write(f"Draft: {each}")
        self.stdout.write(
            f"Imported {report.pages} pages, {report.files} files, {report.indicators} indicators "
            f"and {report.figures} records of figures below “{place.title}”."
        )
