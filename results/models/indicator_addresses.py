"""The address of one indicator, below that of the index page: the same in every language but for a word."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import pgettext

# Either answers in every language.
WORDS = ("indicators", "indikatorer")


def indicator_path(language: str, slug: str) -> str:
    """Return the address of an indicator below an index page in a language."""
    with translation.override(language):
        word = pgettext("address of one indicator", "indicators")
    return f"{word if word in WORDS else WORDS[0]}/{slug}/"


def indicator_address(url: str, language: str, slug: str) -> str:
    """Return the URL of an indicator below that of the index page."""
    return f"{url.rstrip('/')}/{indicator_path(language, slug)}"
