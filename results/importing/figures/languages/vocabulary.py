"""All that a language knows of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .exclusions import Exclusions
    from .measures import Measures
    from .words import Words


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One language: what a figure is measured in, which numbers are none, and its words."""

    measures: Measures
    exclusions: Exclusions
    words: Words
