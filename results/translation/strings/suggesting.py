"""What the translation memory and a machine offer for a string."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.strings import StringValue

from .usable import fitted, readable
from .visible import visible_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail_localize.models import Translation

    from .doubts import TranslatedString

# Below this a text is another one.
LEAST = 0.6
MOST = 4
# So many texts of about the same length are compared.
_COMPARED = 2000
# Texts of more letters are compared by words: letter by letter it would take seconds.
_LONG = 300


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that could be the translation, and where it comes from; `source` is what it translates."""

    text: str
    origin: str
    source: str = ""


def suggestions(
    translation: Translation,
    string: TranslatedString,
    user: Any,
    *,
    with_machine: bool = False,
) -> list[Suggestion]:
    """Return translations of similar texts of public pages and of the user's, the most similar first.

    With `with_machine`, that of the site's machine translator too; it raises what that raises.
    """
    found = [
        Suggestion(readable(fitted(string.source, text)), f"{ratio:.0%}", readable(source))
        for ratio, source, text in _similar(translation, string, user)
    ]
    translator = get_machine_translator() if with_machine else None
    if translator is not None:
        value = StringValue(string.source)
        locales = translation.source.locale, translation.target_locale
        made = translator.translate(*locales, [value])[value]
        found.append(Suggestion(readable(made.data), _("Machine")))
    return found


def has_machine() -> bool:
    """Return whether the site has a machine translator."""
    return get_machine_translator() is not None


def _similar(
    translation: Translation, string: TranslatedString, user: Any
) -> list[tuple[float, str, str]]:
    length = len(string.source)
    rows = (
        visible_rows(translation, user)
        .exclude(pk=string.row.pk if string.row else None)
        .values_list("translation_of__data", "data")
    )
    best: dict[str, tuple[float, str, str]] = {}
    parts: Callable[[str], list[str]] = str.split if length > _LONG else list
    matcher = SequenceMatcher(None, b=parts(string.source), autojunk=False)
    for source, text in rows[:_COMPARED].iterator():
        # More apart in length they cannot be as similar.
        if text in best or not LEAST * length <= (2 - LEAST) * len(source) <= 4 * length:
            continue
        matcher.set_seq1(parts(source))
        if matcher.quick_ratio() >= LEAST and (ratio := matcher.ratio()) >= LEAST:
            best[text] = (ratio, source, text)
    return sorted(best.values(), reverse=True)[:MOST]
