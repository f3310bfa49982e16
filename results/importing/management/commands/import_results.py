"""Makes a draft edition of a document."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from tqdm import tqdm

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
from ...importing import plan_of
from ...models import DocumentImport
from ...reading import MAX_BYTES
from ...reporting import as_json
from ...telling import tell

if TYPE_CHECKING:
    from ...planning import Plan

BAD_INPUT = 2


class Command(BaseCommand):
    """Make a draft edition of a document: text, Markdown, HTML or Word."""

    help = "Make a draft edition of a document: .txt, .md, .html or .docx."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the document, where it goes, and how to report."""
        parser.add_argument("file", nargs="?", metavar="FILE", help="The document.")
        parser.add_argument("--year", help="The year that the results are of.")
        parser.add_argument("--locale", help="The language of the document, such as sv.")
        parser.add_argument(
            "--parent", metavar="PATH", help="The path of the index page, such as /resultat/."
        )
        parser.add_argument("--user", metavar="NAME", help="The user name of whoever imports.")
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")
        parser.add_argument(
            "--publish", action="store_true", help="Publish it if nothing is left to do."
        )
        parser.add_argument("--again", action="store_true", help="Make another draft all the same.")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="Of the report."
        )
        parser.add_argument(
            "--undo", type=int, metavar="PAGE", help="Take the draft with this id back."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, or undo; exit code 2 for what cannot be imported, 1 for what was not published."""
        # Django's commands speak no language unless one is asked for; the site's is the user's.
        with translation.override(options.get("language") or _language()):
            try:
                if options["undo"] is not None:
                    self._undo(options["undo"], _user(options["user"]))
                else:
                    self._import(options)
            except ImportRefused as error:
                raise CommandError(str(error), returncode=BAD_INPUT) from error

    def _import(self, options: dict[str, Any]) -> None:
        if not options["file"] or not options["year"]:
            raise CommandError(_("Give a file and --year."), returncode=BAD_INPUT)
        user = _user(options["user"])
        source = _read(options["file"])
        index = find_index(options["locale"], options["parent"])
        place = place_for(index, _year(options["year"]), user)
        known = None if options["again"] else already_imported(source, place)
        if known is None and not options["again"]:
            check_free(place)
        plan = self._plan(source, place.language, place.year)
        if options["dry_run"]:
            leave_pictures_out(plan, user)
            self._report(plan, options, known.page.specific if known and known.page else None)
            return
        outcome = make_draft(plan, source, place, user, again=options["again"])
        page = outcome.page
        refused = ""
        if options["publish"] and not page.live:
            refused = _publish(page, user)
        self._report(plan, options, page, is_new=outcome.is_new)
        if refused:
            raise CommandError(
                _("The draft was made, but not published. %(reasons)s") % {"reasons": refused}
            )

    def _plan(self, source: Source, language: str, year: int) -> Plan:
        # Where nobody looks at a terminal there is no bar.
        with tqdm(
            total=1,
            delay=1,
            disable=None,
            file=sys.stderr,
            leave=False,
            desc=_("Reading"),
            bar_format="{desc}: {percentage:3.0f} % |{bar}|",
        ) as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return plan_of(source, language, year, progress)

    def _report(
        self, plan: Plan, options: dict[str, Any], page: Any = None, *, is_new: bool = False
    ) -> None:
        if options["format"] == "json":
            made = _page(page, is_new=is_new) if page is not None else None
            self._write(json.dumps(as_json(plan, made), ensure_ascii=self._is_narrow(), indent=2))
            return
        self._write(tell(plan))
        if page is None:
            self._write(_("Nothing was written."))
            return
        named = {"title": page.title, "id": page.pk}
        if is_new:
            self._write(_("Draft made: “%(title)s”, page %(id)d.") % named)
        else:
            self._write(
                _(
                    "This document was imported before, as “%(title)s”, page %(id)d. "
                    "Nothing was made; --again makes another draft."
                )
                % named
            )
        if page.live:
            self._write(_("It is published: %(url)s") % {"url": page.full_url or page.url_path})
        elif is_new:
            self._write(_("To take it back: manage.py import_results --undo %(id)d") % named)

    def _write(self, text: str) -> None:
        """Write a line; a terminal that has not all letters gets question marks for the others."""
        encoding = self._encoding()
        self.stdout.write(text.encode(encoding, "replace").decode(encoding))

    def _is_narrow(self) -> bool:
        """Whether the terminal has not all letters."""
        return not self._encoding().lower().startswith("utf")

    def _encoding(self) -> str:
        return getattr(self.stdout, "encoding", None) or "utf-8"

    def _undo(self, page_id: int, user: Any) -> None:
        record = DocumentImport.objects.filter(page_id=page_id).order_by("-pk").first()
        if record is None:
            raise ImportRefused(
                _("Page %(id)d was not made by an import.") % {"id": page_id}, "no_import", ""
            )
        undo(record, user)
        self._write(_("The draft is gone, with the images that came with it."))


def _language() -> str:
    from django.conf import settings

    return settings.LANGUAGE_CODE


def _user(name: str | None) -> Any:
    if not name:
        return None
    model = get_user_model()
    user = model._default_manager.filter(**{model.USERNAME_FIELD: name}).first()
    if user is None:
        raise ImportRefused(_("There is no user “%(name)s”.") % {"name": name}, "no_user", "user")
    return user


def _read(name: str) -> Source:
    path = Path(name)
    try:
        with path.open("rb") as file:
            # One byte more than is allowed tells a file that is too large, whatever its size.
            return Source(file.read(MAX_BYTES + 1), path.name)
    except FileNotFoundError as error:
        raise ImportRefused(
            _("There is no file “%(name)s”.") % {"name": _legible(name)}, "no_file"
        ) from error
    except IsADirectoryError as error:
        raise ImportRefused(
            _("“%(name)s” is a folder. Name the file in it.") % {"name": _legible(name)}, "folder"
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ImportRefused(
            _("The file “%(name)s” cannot be read: %(reason)s.")
            % {"name": _legible(name), "reason": reason},
            "unreadable",
        ) from error


def _legible(name: str) -> str:
    """The name of a file as a terminal can show it, also one that is no text."""
    return name.encode(errors="replace").decode()


def _year(given: str | int) -> int:
    """The year as a number; 0, which is none, for what is not one."""
    text = str(given).strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0


def _publish(page: Any, user: Any) -> str:
    """Publish the draft; the reasons why it could not be, or ""."""
    try:
        page.latest_revision.publish(user=user)
    except ValidationError as error:
        return " ".join(error.messages)
    except PermissionDenied:
        return _("You may not publish this page.")
    page.refresh_from_db()
    return ""


def _page(page: Any, *, is_new: bool) -> dict[str, Any]:
    return {
        "id": page.pk,
        "title": page.title,
        "slug": page.slug,
        "locale": page.locale.language_code,
        "url": page.full_url,
        "live": page.live,
        "made_now": is_new,
    }
