"""Number conventions and words for the language of a page."""

from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from django.utils.translation import get_language

from babel import Locale, UnknownLocaleError

# A page in plain "en" is written for Europe: 31 December 2016, not December 31, 2016.
FORMAT_LOCALES = MappingProxyType({"en": "en_GB"})
FALLBACK = "en"


class Conventions(NamedTuple):
    """CLDR data for numbers and dates, and the Django language with the matching words."""

    cldr: Locale
    language: str


def active_language() -> str:
    """Return the code of the language that is spoken right now."""
    return get_language() or FALLBACK


def language_name(code: str, shown: str) -> str:
    """Return the name of a language in the language `shown`: "sv" is "Swedish", or "svenska"."""
    try:
        name = Locale.parse(code.replace("-", "_")).get_language_name(conventions_of(shown).cldr)
    except (UnknownLocaleError, ValueError):
        # Django knows languages that CLDR does not, and a site may have codes of its own.
        name = None
    return name or code


@lru_cache
def conventions_of(locale: str) -> Conventions:
    """Return the conventions of a content locale such as "sv", "en" or "pt-br".

    Falls back to the base language, then to English, so that a page is always shown.
    """
    code = locale.replace("_", "-").lower()
    for candidate in (code, code.split("-")[0]):
        name = FORMAT_LOCALES.get(candidate, candidate)
        try:
            cldr = Locale.parse(name.replace("-", "_"), resolve_likely_subtags=False)
        except (UnknownLocaleError, ValueError):
            continue
        return Conventions(cldr, candidate)
    return conventions_of(FALLBACK)


def text_direction(code: str) -> str:
    """Return "rtl" for a language that is written from the right, else "ltr"."""
    return str(conventions_of(code).cldr.text_direction)
