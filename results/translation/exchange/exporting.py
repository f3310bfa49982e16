"""Export a translation as a PO file, with the place and the doubts of each text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_localize.models import StringSegment

from polib import POEntry, POFile

from ..strings.doubts import Doubt, TranslatedString, strings_of
from ..strings.marks import EARLIER_SOURCE, MEMORY, comment
from ..targets import string_translations
from .header import header_of
from .places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail_localize.models import Translation

FUZZY = "fuzzy"
# What a person has to look at before it counts. Numbers that differ are told, no more: they may be
# meant.
UNSURE = frozenset({Doubt.STALE, Doubt.INVALID, Doubt.MACHINE, Doubt.MEMORY})


def export_po(translation: Translation) -> POFile:
    """Return the page's texts in order, followed by obsolete translations.

    Comments are in the active language. Lines are not wrapped, so that a truncated file can be
    recognised. Takes a constant number of queries.
    """
    po = POFile(wrapwidth=0)
    # The time is taken first: what changes while the file is made has changed since.
    po.metadata = header_of(translation, timezone.now())
    places = Places(translation.source)
    known: set[tuple[str, str]] = set()
    for string in strings_of(translation):
        key = (string.segment.context.path, string.source)
        # The same sentence twice in one rich text is one translation, and gettext wants it once.
        if key not in known:
            known.add(key)
            po.append(_entry(string, places))
    for row in _of_earlier_texts(translation):
        key = (row.context.path, row.translation_of.data)
        if key not in known:
            known.add(key)
            po.append(
                POEntry(
                    msgctxt=key[0],
                    msgid=key[1],
                    msgstr=_with_ends_of(key[1], row.data),
                    obsolete=True,
                )
            )
    return po


def _entry(string: TranslatedString, places: Places) -> POEntry:
    context = string.segment.context
    is_unsure = bool(string.text and UNSURE & set(string.doubts))
    return POEntry(
        msgctxt=context.path,
        msgid=string.source,
        msgstr=_with_ends_of(string.source, string.text),
        comment="\n".join([places.name(context.path) or context.field_path, *_reasons(string)]),
        flags=[FUZZY] if is_unsure else [],
        previous_msgid=string.stale.previous_source.data if string.stale else None,
    )


def _reasons(string: TranslatedString) -> Iterator[str]:
    for doubt in string.doubts:
        if doubt is Doubt.STALE:
            yield comment(EARLIER_SOURCE)
        elif doubt is Doubt.MEMORY:
            yield comment(MEMORY)
        elif doubt is Doubt.MACHINE:
            yield _("Translated by a machine; nobody has looked at it yet.")
        elif doubt is Doubt.INVALID:
            yield _invalid(string)
        elif doubt is Doubt.FAULTY:
            yield from (str(fault.message) for fault in string.faults)


def _invalid(string: TranslatedString) -> str:
    row: Any = string.row
    row.translation_of = string.segment.string
    return " ".join(str(row.get_error() or Doubt.INVALID.label).split())


def _of_earlier_texts(translation: Translation) -> Any:
    """Return obsolete translations, excluding carried-over ones."""
    present = StringSegment.objects.filter(source_id=translation.source_id)
    return (
        string_translations(translation)
        .exclude(translation_of_id__in=present.values("string_id"))
        .exclude(tool_name=EARLIER_SOURCE)
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
