"""How each language writes numbers."""

from dataclasses import replace
from functools import lru_cache

from ..words import SHARED, Language, Word
from .english import ENGLISH
from .swedish import SWEDISH

_LANGUAGES = {"sv": SWEDISH, "en": ENGLISH}


def language_of(code: str) -> Language:
    """The rules of a language code such as "sv" or "en-GB".

    Of a language that is not known digits are read by both conventions, and words not at all.
    """
    return _language_of(code.replace("_", "-").lower())


@lru_cache
def _language_of(code: str) -> Language:
    known = _LANGUAGES.get(code.split("-")[0])
    if known is None:
        return Language(SHARED, _nothing, ("sv", "en"), is_known=False)
    return replace(known, is_month_first=True) if code == "en-us" else known


def _nothing(_word: str) -> Word | None:
    return None
