"""Characters that no text may hold: halves of a character, which no encoding can write."""

from __future__ import annotations

import re

_LONE = re.compile("[\ud800-\udfff]")


def has_lone_surrogates(text: str) -> bool:
    """Whether the text holds half of a character, as "\\ud83d" in JSON without its second half."""
    return not text.isascii() and _LONE.search(text) is not None


def without_lone_surrogates(text: str) -> str:
    """The text with U+FFFD, the sign for what cannot be read, in place of each half character."""
    return _LONE.sub("\ufffd", text)
