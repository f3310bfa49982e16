"""The texts in the raw value of a stream, and the words of a document."""

import re
from collections import Counter
from html import unescape
from typing import Any

from results.importing.document import Document, count_words
from results.importing.document import texts_of as texts_of_part

UNTOLD = {"id", "type", "value", "unit", "scale", "qualifier", "image", "url", "email", "telephone"}


def texts_of(value: Any, key: str = "") -> list[str]:
    """The texts in the raw value of a stream, without markup, choices and addresses."""
    if isinstance(value, dict):
        if set(value) >= {"type", "value", "id"}:
            value = {"inner": value["value"]}
        return [text for name, inner in value.items() for text in texts_of(inner, name)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_of(inner, key)]
    if isinstance(value, str) and key not in UNTOLD and key != "hashtag":
        return [unescape(re.sub(r"<[^>]*>", " ", value))]
    return []


def words_of(document: Document) -> Counter[str]:
    """How often each word is in the document, in its parts and in what was left out."""
    texts = [text for part in document.parts for text in texts_of_part(part)]
    return count_words([*texts, *(left.text for left in document.left_out)])
