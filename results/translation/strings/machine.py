"""Machine translation by itself, on a site that shows it until a person has translated the text.

The back end is wagtail-localize's, chosen by its setting WAGTAILLOCALIZE_MACHINE_TRANSLATOR.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ...conf import setting
from ..targets import is_public
from .marks import is_valid

if TYPE_CHECKING:
    from wagtail_localize.strings import StringValue

logger = logging.getLogger(__name__)


def translates_new_texts() -> bool:
    """Whether the site has a machine translate new texts of public pages."""
    return bool(setting("NEW_TEXT") == "machine")


def fill_by_machine(translation: Translation) -> int:
    """Have every string of a public page that has no translation translated; how many were.

    Does nothing on a site with another policy. What the back end cannot do, or does so that
    wagtail-localize could not put it on the page, stays untranslated; its failure is logged.
    """
    if not translates_new_texts() or not is_public(translation):
        return 0
    segments = StringSegment.objects.filter(source_id=translation.source_id)
    missing = [
        segment
        for segment in segments.annotate_translation(
            translation.target_locale, include_errors=True
        ).select_related("string")
        if segment.translation is None
    ]
    if not missing:
        return 0
    tool_name, found = _ask(translation, {segment.string.as_value() for segment in missing})
    new: dict[tuple[int, int], StringTranslation] = {}
    for segment in missing:
        value = found.get(segment.string.as_value())
        if value is None or not value.data or not is_valid(segment.string.data, value.data):
            continue
        new[segment.context_id, segment.string_id] = StringTranslation(
            translation_of_id=segment.string_id,
            locale_id=translation.target_locale_id,
            context_id=segment.context_id,
            data=value.data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
            tool_name=tool_name,
        )
    StringTranslation.objects.bulk_create(new.values(), ignore_conflicts=True)
    return len(new)


def _ask(
    translation: Translation, strings: Collection[StringValue]
) -> tuple[str, Mapping[StringValue, StringValue | None]]:
    """What the back end is called, and what it makes of the strings; nothing if it fails."""
    source, target = translation.source.locale, translation.target_locale
    try:
        machine = get_machine_translator()
        if machine is None or not machine.can_translate(source, target):
            return "", {}
        return str(machine.display_name), dict(machine.translate(source, target, strings))
    except Exception:
        logger.exception("Machine translation of “%s” failed", translation)
        return "", {}
