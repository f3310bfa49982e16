"""Decide whether one row of a PO file can be taken."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_localize.strings import StringValue

from ..strings.deciding import readable
from ..strings.usable import LONGEST, too_long, why_unusable
from .report import Reason

if TYPE_CHECKING:
    from ..strings.doubts import TranslatedString
    from .places import Places

# The name under which wagtail-localize's own upload keeps what it has taken.
TOOL = "PO File"

# A reason, and what there is to say besides.
Refusal = tuple[Reason, str]


def is_same(string: TranslatedString, text: str) -> bool:
    """Return whether the string already has this translation."""
    return string.row is not None and readable(string.text).strip() == readable(text).strip()


def form_refusal(entry: Any, *, is_repeated: bool) -> Refusal | None:
    """Return why the row could not be taken for any page, None if it could."""
    if entry.msgid_plural or entry.msgstr_plural:
        return Reason.PLURAL, ""
    if entry.msgctxt is None:
        return Reason.NO_PLACE, ""
    if is_repeated:
        return Reason.REPEATED, ""
    return None


def place_refusal(entry: Any, paths: set[str], sources: set[str]) -> Refusal:
    """Return why no text of the page matches the row, given the page's paths and texts."""
    if entry.msgctxt not in paths:
        return Reason.UNKNOWN_PLACE, ""
    if entry.msgid not in sources:
        return Reason.UNKNOWN_STRING, ""
    return Reason.NOT_USED_THERE, ""


def text_refusal(
    string: TranslatedString, text: str, places: Places, since: datetime | None, user: Any
) -> Refusal | None:
    """Return why the text cannot be the translation of this string, None if it can.

    `since` is when the file was downloaded. What the same person has uploaded since is theirs to
    upload again; everything else that has changed since stays.
    """
    row = string.row
    if row and since and row.updated_at > since and not is_same(string, text):
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
