"""How figures are written in Swedish."""

from __future__ import annotations

from ..vocabulary import Vocabulary
from .exclusions import EXCLUSIONS
from .measures import MEASURES
from .words import WORDS

SWEDISH = Vocabulary(MEASURES, EXCLUSIONS, WORDS)
