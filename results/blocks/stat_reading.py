"""What is typed into the field of a figure fills the fields beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from ..quantities import ReadFigure

# What is counted may be said better in its own field, and stays.
_LABELS = frozenset({"label", "whole_label"})


def fields_of(read: ReadFigure) -> dict[str, Any]:
    """Return the fields of a figure that a text fills, by their names; the value always."""
    choices = {"unit": read.unit, "qualifier": read.qualifier, "scale": read.scale}
    others = {"whole_value": read.whole, "label": read.label, "whole_label": read.whole_label}
    return {
        "value": read.value,
        **{name: str(choice) for name, choice in choices.items() if choice is not None},
        **{name: found for name, found in others.items() if found not in (None, "")},
    }


def fill(stat: MutableMapping[str, Any], read: ReadFigure) -> None:
    """Fill the fields of a figure that a text says; a label only where there is none."""
    for name, found in fields_of(read).items():
        if name not in _LABELS or not stat.get(name):
            stat[name] = found
