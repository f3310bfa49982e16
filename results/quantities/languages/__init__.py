"""The languages in which figures are read, each a file of data."""

from .english import ENGLISH
from .finnish import FINNISH
from .german import GERMAN
from .measures import Measures
from .norwegian import DANISH, NORWEGIAN
from .swedish import SWEDISH

LANGUAGES = {
    "sv": SWEDISH, "en": ENGLISH, "nb": NORWEGIAN, "nn": NORWEGIAN, "no": NORWEGIAN, "da": DANISH,
    "de": GERMAN, "fi": FINNISH,
}  # fmt: skip
# Their words are read on pages of any language; "timer" is a length of time in Norwegian alone.
EVERYWHERE = ("sv", "en")

__all__ = ["EVERYWHERE", "LANGUAGES", "Measures"]
