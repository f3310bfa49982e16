"""In which language a text is, by its commonest words."""

from collections import Counter

from ..document import LETTERS
from .languages import GRAMMAR, KNOWN, code_of

# So many letters tell enough.
SEARCHED = 20_000
# Fewer words tell nothing; a language leads by so much.
FEWEST, LEAD = 20, 1.25


def language_of(text: str) -> str:
    """Return the code of the language, "" where it is none of those known or cannot be told."""
    found = Counter(LETTERS.findall(text[:SEARCHED].casefold()))
    counts = sorted(
        (sum(found[word] for word in set(words.split())), code)
        for code, words in GRAMMAR["common"].items()
    )
    (next_most, _other), (most, code) = counts[-2:]
    return code if most >= FEWEST and most >= LEAD * next_most else ""


def is_known(locale: str) -> bool:
    """Return whether the words of the language tell what a number is."""
    return code_of(locale) in KNOWN


def base_of(locale: str) -> str:
    """Return the language of a locale, "sv" of "sv-FI", by which `language_of` knows it."""
    base = code_of(locale)
    # Their commonest words are the same.
    return "nb" if base == "da" else base
