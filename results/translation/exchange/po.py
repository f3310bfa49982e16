"""PO files: made of a translation, with the place and the doubts of each text, and read."""

import codecs
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import to_locale

from wagtail_localize.models import StringSegment, Translation

import polib
from polib import POEntry, POFile

from ..strings.doubts import Doubt, TranslatedString, strings_of
from ..tables import string_translations

OF_TRANSLATION = "X-WagtailLocalize-TranslationID"
# Programs for PO files set the dates of gettext anew, to the minute; this one they leave alone.
DOWNLOADED = "X-Results-Downloaded-At"
FUZZY = "fuzzy"
# What a person has to look at before it counts. Numbers that differ are told, no more: they may be
# meant.
UNSURE = frozenset({Doubt.STALE, Doubt.INVALID, Doubt.MACHINE, Doubt.MEMORY})
# For many more than that polib takes minutes.
MOST_LINES = 100_000
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CHARSET = re.compile(r"charset=\s*([^\s;]+)", re.IGNORECASE)
_READABLE = frozenset({"utf-8", "ascii"})
# polib drops the last letter of a text without its closing quote, and invents a missing "msgstr".
_OPEN_TEXT = re.compile(
    r'^[ \t]*(?:#~[ \t]*)?(?:msg\S+[ \t]+)?"(?:[^"\\\n]|\\.)*\\?$', re.MULTILINE
)
_KEYWORD = re.compile(r"^(?:#~[ \t]*)?msg(ctxt|id|str)", re.MULTILINE)
_AT_LINE = re.compile(r"line (\d+)")


def header_of(translation: Translation, now: datetime) -> dict[str, str]:
    """Return the header fields of a file with the texts as they are now."""
    minute = now.strftime("%Y-%m-%d %H:%M%z")
    return {
        "Project-Id-Version": " ".join(str(translation.source.object_repr).split()),
        "POT-Creation-Date": minute,
        "PO-Revision-Date": minute,
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": to_locale(translation.target_locale.language_code),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        DOWNLOADED: now.isoformat(),
        OF_TRANSLATION: str(translation.uuid),
    }


def downloaded_at(po: POFile) -> datetime | None:
    """Return when the file was downloaded, None for a file that our `export_po` did not make."""
    try:
        moment = parse_datetime(po.metadata.get(DOWNLOADED, ""))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def export_po(translation: Translation) -> POFile:
    """Return the page's texts in order, followed by obsolete translations.

    Comments are in the active language. Lines are not wrapped, so that a truncated file can be
    recognised. Takes a constant number of queries.
    """
    po = POFile(wrapwidth=0)
    # The time is taken first: what changes while the file is made has changed since.
    po.metadata = header_of(translation, timezone.now())
    page = translation.source.as_instance()
    # The same sentence twice in one rich text is one translation, and gettext wants it once.
    entries: dict[tuple[str, str], POEntry] = {}
    for string in strings_of(translation):
        entries.setdefault((string.segment.context.path, string.source), _entry(string, page))
    for row in _of_earlier_texts(translation):
        path, source = row.context.path, row.translation_of.data
        text = _with_ends_of(source, row.data)
        entry = POEntry(msgctxt=path, msgid=source, msgstr=text, obsolete=True)
        entries.setdefault((path, source), entry)
    po.extend(entries.values())
    return po


def _entry(string: TranslatedString, page: Any) -> POEntry:
    context = string.segment.context
    place = string.place_on(page)
    is_unsure = bool(string.text and UNSURE & set(string.doubts))
    return POEntry(
        msgctxt=context.path,
        msgid=string.source,
        msgstr=_with_ends_of(string.source, string.text),
        comment="\n".join([" ".join((place or context.field_path).split()), *_reasons(string)]),
        flags=[FUZZY] if is_unsure else [],
        previous_msgid=string.previous_source or None,
    )


def _reasons(string: TranslatedString) -> Iterator[str]:
    for doubt in string.doubts:
        if doubt in UNSURE:
            why = string.refusal if doubt is Doubt.INVALID else ""
            yield " ".join((why or str(doubt.label)).split())
    yield from (fault.message for fault in string.faults)


def _of_earlier_texts(translation: Translation) -> Any:
    """Return obsolete translations, excluding carried-over ones."""
    present = StringSegment.objects.filter(source_id=translation.source_id)
    return (
        string_translations(translation)
        .exclude(translation_of_id__in=present.values("string_id"))
        .exclude(state__since__isnull=False)
        .exclude(data="")
        .select_related("translation_of", "context")
        .order_by("pk")
    )


def _with_ends_of(source: str, text: str) -> str:
    """Give the text the source's line breaks at its ends, as `msgfmt -c` demands."""
    if not text:
        return ""
    start = "\n" if source.startswith("\n") else ""
    end = "\n" if source.endswith("\n") else ""
    return f"{start}{text.strip(chr(10))}{end}"


class FileRefused(ValueError):
    """Raised for a file that cannot be imported; the message says why to whoever uploaded it."""


class _Text(str):
    """A text that polib splits at line feeds only, not at U+2028 and the like."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


def parse(content: bytes) -> Any:
    """Return the entries of a PO file, as a `polib.POFile`; raises FileRefused for anything else."""
    if content.startswith(_WIDE):
        raise _not_utf_8()
    if b"\0" in content:
        raise FileRefused(_("This is not a PO file, or it is damaged."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileRefused(_("The file is empty."))
    _check_whole(text)
    try:
        # polib opens a file of that name if there is one, but no name ends with so many line ends.
        po = polib.pofile(_Text(text + "\n\n"), encoding="utf-8")
    except (OSError, ValueError, LookupError) as error:
        at = _AT_LINE.search(str(error))
        if at is None:
            raise FileRefused(_("This is not a PO file, or it is damaged.")) from error
        raise _unreadable(int(at[1])) from error
    named = _CHARSET.search(po.metadata.get("Content-Type", ""))
    if named and not _is_readable(named[1]):
        raise _not_utf_8()
    po.header = ""
    return po


def _check_whole(text: str) -> None:
    """Raise FileRefused for a file with too many lines, or of which polib would lose text."""
    if text.count("\n") > MOST_LINES:
        raise FileRefused(
            _("The file has more than %(number)d lines, which no page has.")
            % {"number": MOST_LINES}
        )
    found = _OPEN_TEXT.search(text)
    if found and text[found.end() :].strip():
        raise _unreadable(text.count("\n", 0, found.start()) + 1)
    if found or _KEYWORD.findall(text)[-1:] in (["ctxt"], ["id"]):
        raise FileRefused(
            _("The file ends in the middle of an entry: it was cut off. Nothing was imported.")
        )


def _unreadable(line: int) -> FileRefused:
    return FileRefused(
        _("Line %(number)d is not as it should be in a PO file. Nothing was imported.")
        % {"number": line}
    )


def _is_readable(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in _READABLE
    except (LookupError, ValueError):
        return False


def _not_utf_8() -> FileRefused:
    return FileRefused(
        _("The letters of the file are not in UTF-8. Save it in UTF-8, and upload it again.")
    )
