"""A figure as it was found in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...quantities import Qualifier, Scale, Unit

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with the words around it.

    `value` is whole whatever the `scale`. `start` and `end` are its place in the text that was
    searched, qualifier and unit included. `label` is what is counted, as far as the words tell;
    `context` the sentence. `reason` is empty, or says why a person should decide whether this is
    a figure at all; `other_reading` is the value by the other convention of writing numbers.
    """

    value: Decimal
    start: int
    end: int
    unit: Unit = Unit.NUMBER
    scale: Scale = Scale.NONE
    qualifier: Qualifier = Qualifier.EXACT
    whole: Decimal | None = None
    label: str = ""
    whole_label: str = ""
    context: str = ""
    reason: str = ""
    other_reading: Decimal | None = None
