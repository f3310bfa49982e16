"""In which language a text is, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from .languages import VOCABULARIES

# A dozen of the commonest in each, besides those that a neighbour has too.
_COMMON = {
    "sv": "och att det som är för på med av till inte har vi den under från",
    "en": "the and of to in was were with for that our is are from this",
    "nb": "og å det som er for på med av til ikke har vi den fra etter",
    "de": "und der die das für mit von zu nicht wir den im wurde auf ein",
    "nl": "en de het een van voor met niet zijn wij werd aan op dat",
    "fi": "ja on ei että oli olivat myös sekä mutta tai kuin vuonna",
    "fr": "et le la les des est pour dans nous une sur par",
    "es": "y el la los las es para en una por con del",
}
_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
# So many letters tell enough.
SEARCHED = 20_000
# Fewer words tell nothing; a language leads by so much.
FEWEST, LEAD = 20, 1.25


def language_of(text: str) -> str:
    """Return the code of the language, "" where it is none of those known or cannot be told."""
    found = Counter(_WORD.findall(text[:SEARCHED].casefold()))
    counts = sorted(
        ((sum(found[word] for word in words), code) for code, words in _WORDS.items()), reverse=True
    )
    (most, code), (next_most, _other) = counts[:2]
    return code if most >= FEWEST and most >= LEAD * next_most else ""


def is_known(locale: str) -> bool:
    """Return whether the words of the language tell what a number is."""
    return base_of(locale) in VOCABULARIES


def base_of(locale: str) -> str:
    """Return the language of a locale, "sv" of "sv-FI", by which `language_of` knows it."""
    base = locale.replace("_", "-").partition("-")[0].lower()
    # Their commonest words are the same.
    return "nb" if base in {"da", "nn", "no"} else base
