"""Sets of words, written as people write words."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text without punctuation between them."""
    return frozenset(text.split())
