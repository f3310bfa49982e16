"""Decide which texts can be a translation at all."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_localize.strings import StringValue, validate_translation_links

# In any one text, wherever it stands.
LONGEST = 20_000
MOST_TAGS = 400

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def too_long(longest: int) -> str:
    """Return the message for a text that is longer."""
    return ngettext("%(number)d character fits.", "%(number)d characters fit.", longest) % {
        "number": longest
    }


def why_unusable(source: str, text: str) -> str:
    """Return why the text cannot translate the source, "" if it can; its length is checked apart."""
    if _CONTROLS.search(text):
        return _("It holds characters that no text has.")
    # Reading them goes one step deeper for every tag in a tag.
    if text.count("<") > MOST_TAGS:
        return _("It has too many tags.")
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        return str(error)
    return ""


def without_controls(text: str) -> str:
    """Remove characters that a database may refuse."""
    return _CONTROLS.sub("", text)
