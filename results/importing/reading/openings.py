"""The first words of an element, gathered piece by piece, whatever its size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

_SPACES = re.compile(r"\s+")


@dataclass(slots=True)
class Opening:
    """The beginning of a text with single spaces: all of a short one, some of a long one."""

    SHORT: ClassVar[int] = 20  # characters of a figure or a label, spaces between words not counted
    _MOST: ClassVar[int] = 64  # no short text is longer, with its spaces

    text: str = ""

    def add(self, piece: str) -> None:
        """Add a piece of the text, if it still belongs to the beginning."""
        if len(self.text) < self._MOST:
            self.text = _SPACES.sub(" ", self.text + piece)[: self._MOST]

    def kept(self, length: int) -> str:
        """What is worth keeping of a text of so many characters: of a long one its first."""
        return self.text if length <= self.SHORT else self.text[:1]
