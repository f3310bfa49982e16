"""Import translations from a PO file, with a report of each row not taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from wagtail_localize.models import StringTranslation

from ..strings.doubts import Doubt, TranslatedString, strings_of
from .header import downloaded_at
from .judging import Refusal, form_refusal, is_same, place_refusal, text_refusal
from .places import Places
from .report import NotTaken, Reason, Report
from .storing import rows_of, store

if TYPE_CHECKING:
    from wagtail_localize.models import Translation

    Key = tuple[str, str]  # a place and a text of the source

MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
# What a person can dispel without another text. One that was refused stays refused.
CONFIRMABLE = frozenset({Doubt.STALE, Doubt.MACHINE, Doubt.MEMORY})


@dataclass(frozen=True, slots=True)
class Maker:
    """Who made the translations of a file, and how, as wagtail-localize stores it."""

    user: Any = None
    kind: str = MANUAL
    tool: str = ""


@transaction.atomic
def import_po(translation: Translation, po: Any, maker: Maker) -> Report:
    """Import every valid row of the file, in a constant number of queries.

    A row that says what is there already confirms it when the mark of a doubt has been removed,
    which only a file can tell that was downloaded with such marks.
    """
    # Nobody changes a translation between the look at it and the writing.
    list(rows_of(translation).select_for_update(of=("self",)).only("pk"))
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
        if refusal := form_refusal(entry, is_repeated=is_repeated):
            return refusal
        if string is None:
            return place_refusal(entry, self.paths, self.sources)
        text = entry.msgstr.replace("\r\n", "\n").strip()
        if not text:
            return Reason.EMPTY, ""
        if entry.fuzzy:
            return Reason.FUZZY, ""
        if refusal := text_refusal(string, text, self.places, self.since, self.maker.user):
            return refusal
        if is_same(string, text) and not self._is_confirmation(string):
            self.report.unchanged += 1
        else:
            self._take(string, text)
        return None

    def _is_confirmation(self, string: TranslatedString) -> bool:
        is_told = self.since is not None and self.maker.kind == MANUAL
        return is_told and bool(CONFIRMABLE & set(string.doubts))

    def _take(self, string: TranslatedString, text: str) -> None:
        if is_same(string, text):
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
