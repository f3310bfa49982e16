"""Makes a draft edition of a document."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, ProgrammingError
from django.utils import translation
from django.utils.translation import gettext as _

from ...drafting import (
    Source,
    already_imported,
    find_index,
    leave_pictures_out,
    make_draft,
    place_for,
    undo,
)
from ...drafting.writing import check_free
from ...errors import ImportRefused
from ...importing import choose
from ...models import DocumentImport
from ...planning import plan_document
from ...reading import MAX_BYTES
from ...reading.apart import read_apart
from ...reading.kinds import refuse_address
from ...reporting import as_json
from ...suggesting import ask
from ..output import tell, written
from ..people import user_named

UNPUBLISHED = 1
BAD_INPUT = 2


class Command(BaseCommand):
    """Make a draft edition of a document: text, Markdown, HTML, Word, Excel or PDF."""

    help = "Make a draft edition of a document: .txt, .md, .html, .docx, .xlsx or .pdf."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="The document.")
        parser.add_argument("--year", help="The year of the results; required except with --undo.")
        parser.add_argument(
            "--locale", help="The language of the document, such as sv; it chooses the index page."
        )
        parser.add_argument(
            "--parent",
            metavar="PATH",
            help="The path of the index page, such as /resultat/; required if there are several.",
        )
        parser.add_argument(
            "--user", metavar="NAME", help="The importing user, whose permissions apply."
        )
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")
        parser.add_argument(
            "--publish",
            action="store_true",
            help="Publish the draft, unless something is still to do.",
        )
        parser.add_argument(
            "--again", action="store_true", help="Make another draft, even if there is one."
        )
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="The form of the report."
        )
        parser.add_argument(
            "--language",
            metavar="LANGUAGE",
            help="The language of the messages; that of the site by default.",
        )
        parser.add_argument(
            "--undo",
            type=int,
            metavar="PAGE",
            help="Delete the draft with this id, with its images.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or undo; the exit codes are those of `docs/how-to/import.md`."""
        # Django's commands speak no language unless one is asked for; the site's is the user's.
        with translation.override(options["language"] or settings.LANGUAGE_CODE):
            try:
                if options["undo"] is not None and options["dry_run"]:
                    raise CommandError(_("--undo has no --dry-run."), returncode=BAD_INPUT)
                if options["undo"] is not None:
                    self._undo(options["undo"], user_named(options["user"]))
                else:
                    self._import(options)
            except ImportRefused as error:
                reason = str(error)
                if error.code == "period_taken":
                    reason += " " + _("--again creates another draft beside it.")
                raise CommandError(reason, returncode=BAD_INPUT) from error
            except (OperationalError, ProgrammingError) as error:
                reason = _(
                    "The database cannot be used (%(error)s). Do the settings and variables name "
                    "the database of your site, and is it migrated?"
                ) % {"error": error}
                raise CommandError(reason, returncode=BAD_INPUT) from error

    def _import(self, options: dict[str, Any]) -> None:
        if not options["file"] or not options["year"]:
            raise CommandError(_("Give a file and --year."), returncode=BAD_INPUT)
        user = user_named(options["user"])
        source = _read(options["file"])
        index = find_index(options["locale"], options["parent"])
        place = place_for(index, _year(options["year"]), user)
        known = None if options["again"] else already_imported(source, place)
        if known is None and not (options["again"] or options["dry_run"]):
            check_free(place)
        document = read_apart(source.content, source.name, place.language)
        ask(document)
        plan = plan_document(document, place.language, place.year)
        choose(plan, {})
        page: Any
        if options["dry_run"]:
            leave_pictures_out(plan, user)
            page, is_new = known.page.specific if known and known.page else None, False
        else:
            outcome = make_draft(plan, source, place, user, again=options["again"])
            page, is_new = outcome.page, outcome.is_new
        refused = ""
        if options["publish"] and not options["dry_run"] and not page.live:
            refused = _publish(page, user)
        report = as_json(plan, _made(page, is_new=is_new) if page else None)
        self._write(report if options["format"] == "json" else tell(report))
        if refused:
            raise CommandError(refused, returncode=UNPUBLISHED)

    def _write(self, content: str | dict[str, Any]) -> None:
        self.stdout.write(written(content, getattr(self.stdout, "encoding", None)))

    def _undo(self, page_id: int, user: Any) -> None:
        record = DocumentImport.objects.filter(page__id=page_id).order_by("-pk").first()
        if record is None:
            raise ImportRefused(
                _("Page %(id)d was not created by an import.") % {"id": page_id}, "no_import", ""
            )
        undo(record, user)
        self._write(_("The draft and its imported images have been deleted."))


def _made(page: Any, *, is_new: bool) -> dict[str, Any]:
    """What the report says of an edition."""
    return {
        "id": page.pk,
        "title": page.title,
        "slug": page.slug,
        "locale": page.locale.language_code,
        "url": page.full_url,
        "live": page.live,
        "made_now": is_new,
    }


def _read(name: str) -> Source:
    refuse_address(name.encode(errors="replace"))
    path = Path(name)
    # As a terminal can show it, even where it is not valid text.
    named = {"name": name.encode(errors="replace").decode()}
    try:
        with path.open("rb") as file:
            # One byte more than is allowed tells a file that is too large, whatever its size.
            return Source(file.read(MAX_BYTES + 1), path.name)
    except FileNotFoundError as error:
        raise ImportRefused(_("There is no file “%(name)s”.") % named, "no_file") from error
    except IsADirectoryError as error:
        raise ImportRefused(
            _("“%(name)s” is a folder. Name the file in it.") % named, "folder"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ImportRefused(
            _("The file “%(name)s” cannot be read: %(reason)s.") % {**named, "reason": reason},
            "unreadable",
        ) from error


def _year(given: str | int) -> int:
    """The year as a number, 0 for anything else."""
    text = str(given).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0


def _publish(page: Any, user: Any) -> str:
    """Publish the draft; return that and why it could not be, or ""."""
    try:
        page.latest_revision.publish(user=user)
    except ValidationError as error:
        reasons = " ".join(error.messages)
    except PermissionDenied:
        reasons = _("You may not publish this page.")
    else:
        page.refresh_from_db()
        return ""
    return _("The draft was created, but not published. %(reasons)s") % {"reasons": reasons}
