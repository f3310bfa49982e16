"""Fills the empty figures of a draft edition from a sheet."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from wagtail.models import Page

from ....models import ResultsPageMixin
from ...errors import ImportRefused
from ...sheet import fill, match, read_sheet
from ..people import user_named

BAD_INPUT = 2


class Command(BaseCommand):
    """Fill the empty figures of a draft edition from a sheet: CSV or XLSX."""

    help = "Fill the empty figures of a draft edition from a sheet: .csv or .xlsx."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="The sheet.")
        parser.add_argument("--edition", type=int, required=True, help="The id of the edition.")
        parser.add_argument(
            "--user", metavar="NAME", help="The user who fills them in; the history names them."
        )
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")
        parser.add_argument(
            "--all", action="store_true", help="Also take the rows that a person should look at."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each row and what became of it; exit with 2 for a sheet that cannot be read."""
        with translation.override(settings.LANGUAGE_CODE):
            page = Page.objects.filter(pk=options["edition"]).first()
            edition = page and page.specific.get_latest_revision_as_object()
            if not isinstance(edition, ResultsPageMixin):
                raise CommandError(_("There is no such edition."), returncode=BAD_INPUT)
            try:
                user = user_named(options["user"])
                content = Path(options["file"]).read_bytes()
                rows = read_sheet(content, edition.locale.language_code)
            except (OSError, ImportRefused) as error:
                raise CommandError(str(error), returncode=BAD_INPUT) from error
            found = match(edition, rows)
            lines = {
                each.row.line
                for each in found
                if each.is_ready or (options["all"] and not each.refusal)
            }
            for each in found:
                said = each.refusal or " ".join([each.shown, *each.doubts])
                name = each.row.label or each.row.indicator
                sign = "+" if each.row.line in lines else "-"
                self.stdout.write(f"{sign}\t{each.row.line}\t{name}\t{each.row.value}\t{said}")
            if options["dry_run"]:
                what, filled = _("%(filled)d of %(rows)d rows would be filled in."), len(lines)
            else:
                what = _("%(filled)d of %(rows)d rows were filled in.")
                filled = fill(edition, rows, lines, user)
            self.stdout.write(what % {"filled": filled, "rows": len(found)})
