"""Texts, cut and joined."""

from __future__ import annotations

from collections.abc import Iterable


def one_line(text: str) -> str:
    """The text with single spaces and no line breaks."""
    return " ".join(text.split())


def cut(text: str, limit: int) -> tuple[str, str]:
    """The text parted between words, so that the first half has at most `limit` characters."""
    if len(text) <= limit:
        return text, ""
    space = text.rfind(" ", 0, limit + 1)
    at = space if space > 0 else limit
    return text[:at].rstrip(), text[at:].lstrip()


def joined(texts: Iterable[str]) -> str:
    """Paragraphs as plain text, an empty line between them."""
    return "\n\n".join(texts)
