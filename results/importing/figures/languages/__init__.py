"""The languages in which figures are found, each with its words."""

from .english import ENGLISH
from .finnish import FINNISH
from .german import GERMAN
from .norwegian import DANISH, NORWEGIAN
from .swedish import SWEDISH
from .vocabulary import Vocabulary

VOCABULARIES = {
    "sv": SWEDISH, "en": ENGLISH, "nb": NORWEGIAN, "nn": NORWEGIAN, "no": NORWEGIAN, "da": DANISH,
    "de": GERMAN, "fi": FINNISH,
}  # fmt: skip


def vocabulary_of(locale: str) -> Vocabulary:
    """The words of the language, else of English."""
    return VOCABULARIES.get(locale.replace("_", "-").split("-")[0].lower(), ENGLISH)


__all__ = ["Vocabulary", "vocabulary_of"]
