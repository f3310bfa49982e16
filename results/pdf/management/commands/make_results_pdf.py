"""Makes the PDFs of editions that were published before results.pdf was installed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wagtail.models import Page

from tqdm import tqdm

from ....models.edition import edition_models
from ...stored import find_last, is_current, make


class Command(BaseCommand):
    help = "Make the PDF of every published edition, or of some."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--page",
            type=int,
            action="append",
            metavar="ID",
            help="Only the edition with this id; it can be repeated.",
        )
        parser.add_argument(
            "--missing", action="store_true", help="Only those without an up-to-date PDF."
        )

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        pages = list(_editions(options["page"]))
        if options["missing"]:
            pages = [page for page in pages if not ((last := find_last(page)) and is_current(last))]
        failed = 0
        for page in tqdm(pages, disable=None, file=sys.stderr, leave=False):
            try:
                make(page)
            except Exception as error:  # noqa: BLE001  # whatever one page has in it
                failed += 1
                self.stderr.write(f"{page.url_path} {type(error).__name__}: {error}")
        if verbosity:
            self.stdout.write(f"Made {len(pages) - failed} of {len(pages)}.")
        if failed:
            raise CommandError("A PDF could not be made.")


def _editions(ids: list[int] | None) -> list[Any]:
    """Return the published editions; raise CommandError for an id that is not of one."""
    pages = Page.objects.live().type(tuple(edition_models())).order_by("path")
    found = list((pages if ids is None else pages.filter(pk__in=ids)).specific())
    for each in set(ids or ()) - {page.pk for page in found}:
        raise CommandError(f"No published edition has the id {each}.")
    return found
