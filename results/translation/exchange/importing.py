"""Import translations from a PO file, with a report of each row not taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from ..signals import show_draft_title
from ..strings.checking import check_rows, recount_later
from ..strings.doubts import Doubt, TranslatedString, strings_of
from ..strings.usable import LONGEST, readable, too_long, why_unusable
from ..tables import StaleString
from ..targets import string_translations
from .exporting import Places, downloaded_at
from .reading import NotTaken, Reason, Report

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

    Key = tuple[str, str]  # a place and a text of the source

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
# What a person can dispel without another text. One that was refused stays refused.
CONFIRMABLE = frozenset({Doubt.STALE, Doubt.MACHINE, Doubt.MEMORY})
# The name under which wagtail-localize's own upload keeps what it has taken.
TOOL = "PO File"

# A reason, and what there is to say besides.
Refusal = tuple[Reason, str]
_UNIQUE = ("locale", "translation_of", "context")
_WRITTEN = (
    "data",
    "translation_type",
    "tool_name",
    "last_translated_by",
    "updated_at",
    "has_error",
    "field_error",
)


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made the translations of a file, and how, as wagtail-localize stores it."""

    user: Any = None
    kind: str = MANUAL
    tool: str = ""


@transaction.atomic
def import_po(translation: Translation, po: Any, maker: Maker) -> Report:
    """Import every valid row of the file, in a constant number of queries.

    A row that repeats the current translation confirms it if it is no longer fuzzy, which only a
    file tells that was downloaded with such flags.
    """
    # Nobody changes a translation between the look at it and the writing.
    list(string_translations(translation).select_for_update(of=("self",)).only("pk"))
    return _Import(translation, po, maker).run()


class _Import:
    def __init__(self, translation: Translation, po: Any, maker: Maker) -> None:
        self.translation, self.po, self.maker = translation, po, maker
        self.since = downloaded_at(po)
        self.places = Places(translation.source)
        self.strings: dict[Key, TranslatedString] = {}
        for string in strings_of(translation):
            self.strings.setdefault((string.segment.context.path, string.source), string)
        self.paths = {path for path, _source in self.strings}
        self.sources = {source for _path, source in self.strings}
        self.report = Report()
        self.rows: list[StringTranslation] = []

    def run(self) -> Report:
        entries = list(self.po)
        last = {_key(entry): at for at, entry in enumerate(entries) if not entry.obsolete}
        for at, entry in enumerate(entries):
            is_repeated = not entry.obsolete and last[_key(entry)] != at
            refusal = self._refusal(entry, is_repeated=is_repeated)
            if refusal:
                self._report(at, entry, *refusal)
        self.report.absent = len(self.strings.keys() - last.keys())
        store(self.translation, self.rows)
        return self.report

    def _refusal(self, entry: Any, *, is_repeated: bool) -> Refusal | None:
        """Return why the row is not taken, None if it is or if it holds nothing new."""
        string = self.strings.get(_key(entry))
        if entry.obsolete:
            if string:
                return Reason.OBSOLETE, ""
            self.report.obsolete += 1
            return None
        if refusal := _form_refusal(entry, is_repeated=is_repeated):
            return refusal
        if string is None:
            return _place_refusal(entry, self.paths, self.sources)
        text = entry.msgstr.replace("\r\n", "\n").strip()
        if not text:
            return Reason.EMPTY, ""
        if entry.fuzzy:
            return Reason.FUZZY, ""
        if refusal := _text_refusal(string, text, self.places, self.since, self.maker.user):
            return refusal
        if _is_same(string, text) and not self._is_confirmation(string):
            self.report.unchanged += 1
        else:
            self._take(string, text)
        return None

    def _is_confirmation(self, string: TranslatedString) -> bool:
        is_told = self.since is not None and self.maker.kind == MANUAL
        return is_told and bool(CONFIRMABLE & set(string.doubts))

    def _take(self, string: TranslatedString, text: str) -> None:
        if _is_same(string, text):
            self.report.confirmed += 1
            text = string.text
        else:
            self.report.taken += 1
        self.rows.append(
            StringTranslation(
                translation_of_id=string.segment.string_id,
                context_id=string.segment.context_id,
                locale_id=self.translation.target_locale_id,
                data=text,
                translation_type=self.maker.kind,
                tool_name=self.maker.tool,
                last_translated_by=self.maker.user,
            )
        )

    def _report(self, at: int, entry: Any, reason: Reason, detail: str) -> None:
        path = entry.msgctxt or ""
        self.report.not_taken.append(
            NotTaken(
                number=at + 1,
                line=entry.linenum or 0,
                path=path,
                place=self.places.name(path) if path in self.paths else "",
                source=entry.msgid,
                text=entry.msgstr,
                reason=reason,
                detail=detail,
            )
        )


def _key(entry: Any) -> Key:
    return entry.msgctxt or "", entry.msgid


def _is_same(string: TranslatedString, text: str) -> bool:
    return string.row is not None and readable(string.text).strip() == readable(text).strip()


def _form_refusal(entry: Any, *, is_repeated: bool) -> Refusal | None:
    """Return why the row could not be taken for any page, None if it could."""
    if entry.msgid_plural or entry.msgstr_plural:
        return Reason.PLURAL, ""
    if entry.msgctxt is None:
        return Reason.NO_PLACE, ""
    if is_repeated:
        return Reason.REPEATED, ""
    return None


def _place_refusal(entry: Any, paths: set[str], sources: set[str]) -> Refusal:
    """Return why no text of the page matches the row, given the page's paths and texts."""
    if entry.msgctxt not in paths:
        return Reason.UNKNOWN_PLACE, ""
    if entry.msgid not in sources:
        return Reason.UNKNOWN_STRING, ""
    return Reason.NOT_USED_THERE, ""


def _text_refusal(
    string: TranslatedString, text: str, places: Places, since: datetime | None, user: Any
) -> Refusal | None:
    """Return why the text cannot be the translation of this string, None if it can.

    `since` is when the file was downloaded. Translations that have changed since then stay, except
    those that the same user has uploaded.
    """
    row = string.row
    if row and since and row.updated_at > since and not _is_same(string, text):
        is_own = user and row.last_translated_by_id == user.pk and row.tool_name == TOOL
        if not is_own:
            return Reason.CHANGED, _("It now reads: “%(text)s”") % {"text": readable(row.data)}
    if len(text) > LONGEST:
        return Reason.TOO_LONG, too_long(LONGEST)
    if why := why_unusable(string.source, text):
        return Reason.INVALID, why
    longest = places.longest(string.segment.context.path)
    if longest is not None and len(StringValue.from_translated_html(text).render_text()) > longest:
        return Reason.TOO_LONG, too_long(longest)
    return None


def store(translation: Translation, rows: Sequence[StringTranslation]) -> None:
    """Create or update these rows in a constant number of queries.

    The rows must be valid and have no pk. What the handlers in `signals` do for each saved row is
    done here for all of them.
    """
    if not rows:
        return
    StringTranslation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=_UNIQUE, update_fields=_WRITTEN
    )
    written = {(row.translation_of_id, row.context_id) for row in rows}
    stored = [
        row
        for row in string_translations(translation).select_related(
            "context", "locale", "translation_of__locale"
        )
        if (row.translation_of_id, row.context_id) in written
    ]
    StaleString.objects.filter(translation__in=stored).delete()
    for row in stored:
        if row.context.path == "title":
            show_draft_title(row)
    check_rows(stored)
    recount_later(translation.source.object_id, translation.target_locale_id)
