"""The texts in the raw value of a stream."""

import re
from html import unescape
from typing import Any

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
