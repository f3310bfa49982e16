"""Which texts can be a translation, and how long they may be."""

import json
import re
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail_localize.models import TranslationSource
from wagtail_localize.strings import StringValue, validate_translation_links

from bs4 import BeautifulSoup

from ...blocks.data_table import MAX_TEXT, CellsBlock
from ...blocks.walking import children_of
from ..proofs import markup_of

# In any one text, wherever it stands.
LONGEST = 20_000
MOST_TAGS = 400

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAGS = re.compile("</?[A-Za-z][^<>]*>")
_BEGUN = re.compile("<[A-Za-z/!?]")


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
    # What follows would be taken for a part of the tag, and never be shown.
    if _BEGUN.search(_TAGS.sub("", text)):
        return _("“<” begins a tag that has no end: write “&lt;” for the sign itself.")
    if why := _error(source, text):
        return why
    if broken := markup_of(text).broken:
        return _("The tag %(tag)s has no counterpart: close it, or take it out.") % {"tag": broken}
    return ""


def why_refused(source: str, text: str, longest: int | None) -> str:
    """Return why a person's text cannot be kept where so many characters fit, "" if it can be."""
    if len(text) > LONGEST:
        return too_long(LONGEST)
    if why := why_unusable(source, text):
        return why
    if longest and len(StringValue(text).render_text()) > longest:
        return too_long(longest)
    return ""


def without_controls(text: str) -> str:
    """Remove characters that a database may refuse."""
    return _CONTROLS.sub("", text)


def fitted(source: str, translation: str) -> str:
    """Remove links from a translation that its current source does not have.

    wagtail-localize would ignore a translation with an unknown link, and show the source language.
    """
    if is_valid(source, translation):
        return translation
    known = {tag.get("id") for tag in BeautifulSoup(source, "html.parser").find_all("a")}
    soup = BeautifulSoup(translation, "html.parser")
    for tag in soup.find_all("a"):
        if tag.get("id") not in known:
            tag.unwrap()
    return str(soup)


def is_valid(source: str, translation: str) -> bool:
    """Return whether wagtail-localize would use this translation."""
    return not _error(source, translation)


def _error(source: str, translation: str) -> str:
    try:
        StringValue.from_translated_html(translation)
        validate_translation_links(source, translation)
    except ValueError as error:
        return str(error) or type(error).__name__
    return ""


def longest_at(source: TranslationSource, path: str) -> int | None:
    """Return how many characters fit at a place of what is translated, None for any number.

    Rich text is split into strings, whose sum is not known here.
    """
    name, *steps = path.split(".")
    try:
        kind: Any = ContentType.objects.get_for_id(source.specific_content_type_id)
        field = kind.model_class()._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if isinstance(field, StreamField):
        block: Any = field.stream_block
        value = json.loads(json.loads(source.content_json)[name])
        for wanted in steps:
            within = [each for each in children_of(block, value) if each[0] == wanted]
            _step, block, value = within[0] if within else (wanted, None, None)
        if isinstance(block, CellsBlock):
            return MAX_TEXT
        field = None if isinstance(block, RichTextBlock) else getattr(block, "field", None)
    limit = getattr(field, "max_length", None)
    return limit if isinstance(limit, int) else None
