"""How figures are written in English."""

from __future__ import annotations

from ..vocabulary import Vocabulary
from .exclusions import EXCLUSIONS
from .measures import MEASURES
from .words import WORDS

ENGLISH = Vocabulary(MEASURES, EXCLUSIONS, WORDS)
