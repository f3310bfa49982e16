"""Import translations from a PO file, with a report of each row not taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...characters import cleaned
from ...rules.places import describe_path
from ..strings.doubts import (
    Doubt,
    TranslatedString,
    one_line_end,
    readable,
    store,
    strings_of,
)
from ..strings.usable import longest_at, why_refused
from ..tables import TextState, string_translations, written
from .po import downloaded_at

if TYPE_CHECKING:
    from wagtail_localize.models import StringTranslation, Translation

    Key = tuple[str, str]  # a place and a text of the source

# What a person can dispel without another text. One that was refused stays refused.
CONFIRMABLE = frozenset({Doubt.STALE, Doubt.MACHINE, Doubt.MEMORY})
# The name under which wagtail-localize's own upload keeps what it has taken.
TOOL = "PO File"


class Reason(TextChoices):
    """Why a row was not taken."""

    FUZZY = "fuzzy", gettext_lazy("It is marked as fuzzy.")
    EMPTY = "empty", gettext_lazy("It has no translation.")
    NO_PLACE = "no_place", gettext_lazy("It does not say where it belongs (msgctxt).")
    UNKNOWN_PLACE = (
        "unknown_place",
        gettext_lazy("The page does not have this place, or not any more."),
    )
    UNKNOWN_STRING = (
        "unknown_string",
        gettext_lazy("The page does not have this text, or not any more."),
    )
    NOT_USED_THERE = (
        "not_used_there",
        gettext_lazy("The page has this text, but not at this place."),
    )
    OBSOLETE = "obsolete", gettext_lazy("It is marked as obsolete.")
    PLURAL = "plural", gettext_lazy("It has plural forms, which texts of pages do not have.")
    REPEATED = (
        "repeated",
        gettext_lazy("The same text comes once more further down, and counts there."),
    )
    CHANGED = (
        "changed",
        gettext_lazy("Somebody has changed the translation since the file was downloaded."),
    )
    INVALID = "invalid", gettext_lazy("It cannot be used.")


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One row that was not taken: the number of its entry and of its line, what it says, and why.

    `detail` adds to the reason; `place` is the place in words.
    """

    number: int
    line: int
    path: str
    place: str
    source: str
    text: str
    reason: Reason
    detail: str = ""


@dataclass(slots=True)
class Report:
    """How many rows were taken, confirmed or unchanged, and which were not taken.

    `obsolete` are the rows of earlier texts, `absent` the texts of the page that are not in the file.
    """

    taken: int = 0
    confirmed: int = 0
    unchanged: int = 0
    obsolete: int = 0
    absent: int = 0
    not_taken: list[NotTaken] = field(default_factory=list)

    @property
    def has_changed(self) -> bool:
        return bool(self.taken or self.confirmed)


class _NotTaken(Exception):
    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


@transaction.atomic
def import_po(translation: Translation, po: Any, user: Any) -> Report:
    """Import every valid row of the user's file, in a constant number of queries.

    A row that repeats the current translation confirms it if it is no longer fuzzy, which only a
    file tells that was downloaded with such flags.
    """
    # Nobody changes a translation between the look at it and the writing.
    list(string_translations(translation).select_for_update(of=("self",)).only("pk"))
    return _Import(translation, po, user).run()


class _Import:
    def __init__(self, translation: Translation, po: Any, user: Any) -> None:
        self.translation, self.entries, self.user = translation, list(po), user
        self.since = downloaded_at(po)
        self.page = translation.source.as_instance()
        self.strings: dict[Key, TranslatedString] = {}
        for string in strings_of(translation):
            key = string.segment.context.path, one_line_end(string.source)
            self.strings.setdefault(key, string)
        self.paths = {path for path, _source in self.strings}
        self.sources = {source for _path, source in self.strings}
        self.last = {_key(each): each for each in self.entries if not each.obsolete}
        self.report = Report(absent=len(self.strings.keys() - self.last.keys()))
        self.rows: list[StringTranslation] = []
        self.states: list[TextState] = []

    def run(self) -> Report:
        for number, entry in enumerate(self.entries, start=1):
            try:
                self._take(entry)
            except _NotTaken as refusal:
                path, string = entry.msgctxt or "", self.strings.get(_key(entry))
                place = string.place_on(self.page) if string else ""
                if path in self.paths and not string:
                    place = describe_path(self.page, tuple(path.split(".")))
                said = entry.msgid, entry.msgstr, refusal.reason, refusal.detail
                row = NotTaken(number, entry.linenum or 0, path, place, *said)
                self.report.not_taken.append(row)
        store(self.rows, self.states)
        return self.report

    def _take(self, entry: Any) -> None:
        """Take the row, or count it if it holds nothing new."""
        string = self.strings.get(_key(entry))
        if entry.obsolete:
            if string:
                raise _NotTaken(Reason.OBSOLETE)
            self.report.obsolete += 1
            return
        self._check_form(entry)
        if string is None:
            raise _NotTaken(self._why_unknown(entry))
        text = one_line_end(entry.msgstr).strip()
        if not text:
            raise _NotTaken(Reason.EMPTY)
        if entry.fuzzy:
            raise _NotTaken(Reason.FUZZY)
        is_same = string.row is not None and readable(string.text).strip() == readable(text).strip()
        self._check_text(string, text, is_same=is_same)
        if not is_same:
            self.report.taken += 1
        elif self.since is not None and CONFIRMABLE & set(string.doubts):
            self.report.confirmed += 1
            text = string.text
        else:
            self.report.unchanged += 1
            return
        self.states.append(string.state.settle())
        place = string.segment.string_id, string.segment.context_id
        locale = self.translation.target_locale_id
        self.rows.append(written(*place, locale, cleaned(text), self.user, tool_name=TOOL))

    def _check_form(self, entry: Any) -> None:
        """Refuse a row that could not be taken for any page."""
        if entry.msgid_plural or entry.msgstr_plural:
            raise _NotTaken(Reason.PLURAL)
        if entry.msgctxt is None:
            raise _NotTaken(Reason.NO_PLACE)
        if self.last[_key(entry)] is not entry:
            raise _NotTaken(Reason.REPEATED)

    def _why_unknown(self, entry: Any) -> Reason:
        if entry.msgctxt not in self.paths:
            return Reason.UNKNOWN_PLACE
        if one_line_end(entry.msgid) not in self.sources:
            return Reason.UNKNOWN_STRING
        return Reason.NOT_USED_THERE

    def _check_text(self, string: TranslatedString, text: str, *, is_same: bool) -> None:
        """Refuse a text that cannot be the translation of this string.

        Translations that have changed since the file was downloaded stay, except those that the
        same user has uploaded.
        """
        row = string.row
        if row and self.since and row.updated_at > self.since and not is_same:
            is_own = self.user and row.last_translated_by_id == self.user.pk
            if not (is_own and row.tool_name == TOOL):
                raise _NotTaken(
                    Reason.CHANGED, _("It now reads: “%(text)s”") % {"text": readable(row.data)}
                )
        longest = longest_at(self.translation.source, string.segment.context.path)
        if why := why_refused(string.source, text, longest):
            raise _NotTaken(Reason.INVALID, why)


def _key(entry: Any) -> Key:
    return entry.msgctxt or "", one_line_end(entry.msgid)
