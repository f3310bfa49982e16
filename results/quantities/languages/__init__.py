"""The languages in which figures are read, each a file of data."""

from .english import ENGLISH
from .measures import Measures
from .swedish import SWEDISH

LANGUAGES = {"sv": SWEDISH, "en": ENGLISH}

__all__ = ["LANGUAGES", "Measures"]
