"""Show what has changed between two texts, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from .deciding import readable

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

# A tag, a number with its separators, a word, a space, or any other character.
_PARTS = re.compile(r"<[^>]*>|\d[\d\s.,:]*\d|\w+|\s+|.", re.DOTALL)
# Longer texts are compared as a whole: what two of them have in common takes too long to find.
MOST_PARTS = 1200


def marked_changes(before: str, after: str) -> SafeString:
    """Return the later text as HTML, with removed words in `<del>` and new ones in `<ins>`.

    Tags are shown as they are written: they are part of what a translator types.
    """
    old, new = _PARTS.findall(readable(before)), _PARTS.findall(readable(after))
    if len(old) + len(new) > MOST_PARTS:
        old, new = [readable(before)], [readable(after)]
    changes: list[tuple[SafeString]] = []
    for tag, start, end, new_start, new_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            changes.append((format_html("{}", "".join(new[new_start:new_end])),))
            continue
        if end > start:
            changes.append((format_html("<del>{}</del>", "".join(old[start:end])),))
        if new_end > new_start:
            changes.append((format_html("<ins>{}</ins>", "".join(new[new_start:new_end])),))
    return format_html_join("", "{}", changes)
