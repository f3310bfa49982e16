"""A figure that was found in a text."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from ...quantities import Qualifier, Scale, Unit


class Role(StrEnum):
    """What a figure is to the edition."""

    RESULT = "result"
    GOAL = "goal"
    COMPARISON = "comparison"
    CHANGE = "change"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure with the words around it.

    `value` is whole whatever the `scale`. `start` and `end` are its place in the text that was
    searched, qualifier and unit included. `label` is what is counted, as far as the words tell;
    `context` the sentence. `reason` is empty, or says why a person should decide whether this is
    a figure at all, or a result of the edition's year; `other_reading` is the value by the other
    convention of writing numbers. `years` are those that it is about, where they are not the edition's.
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
    role: Role = Role.RESULT
    years: tuple[int, int] | None = None
