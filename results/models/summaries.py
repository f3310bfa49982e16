"""Cutting a text to the length that others show of it."""

from __future__ import annotations

import re

# What search engines show of a description before they cut it themselves.
DESCRIPTION_LENGTH = 160
ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s)")


def shorten(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """The text on one line, cut after a sentence, else after a word, to at most `length`."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line[: length + 1])]
    # A first sentence of two words would say less than half of the second one does.
    if ends and ends[-1] >= length // 3:
        return line[: ends[-1]]
    start = line[:length]
    words = start if " " not in start else start.rpartition(" ")[0]
    return words[: length - 1].rstrip(" ,;:–-") + ELLIPSIS
