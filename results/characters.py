"""Removal of invisible characters and of marks heaped on one letter."""

import re
import unicodedata
from typing import Any

# As many as the longest cluster of any writing has, which is Tibetan.
MOST_MARKS = 8
# Controls that part words.
_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
# Controls without a shape, half characters, the mark at the beginning of a file, and all that turns
# around the direction of what a reader sees. U+200E, U+200F and U+061C stay: writing from right to
# left needs them, and they turn around nothing but themselves. So do the joiners of Persian and of
# emoji.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u206f\ufeff\ud800-\udfff]")
# Whatever may be a heap of marks; Python's expressions do not know the class of a mark.
_HEAP = re.compile(rf"[^\x00-\u02ff\w\s]{{{MOST_MARKS + 1},}}")

# What XML cannot say.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What begins a formula; the wide ones in programs for Chinese and Japanese.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cleaned(text: str) -> str:
    """Return the text without invisible characters and with at most 8 marks on a letter."""
    return _HEAP.sub(_lowered, _UNSEEN.sub("", _BREAKS.sub(" ", text)))


def cleaned_json(value: Any) -> Any:
    """Return plain data, such as that of a stream, with every text in it cleaned."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {key: cleaned_json(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned_json(each) for each in value]
    return value


def _lowered(heap: re.Match[str]) -> str:
    kept = []
    marks = 0
    for character in heap[0]:
        category = unicodedata.category(character)
        if category[0] == "M":
            marks += 1
        elif category != "Cf":
            # Joiners do not end a heap.
            marks = 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def in_xml(text: str) -> str:
    """Return the text without characters that XML forbids."""
    return _NOT_XML.sub("", text)


def no_formula(text: Any) -> str:
    """Return the text with an apostrophe where a program for sheets would take it for a formula."""
    said = str(text if text is not None else "")
    return f"'{said}" if said.startswith(_FORMULA) else said
