"""Figures of a text in a form that is short to compare."""

from decimal import Decimal
from typing import NamedTuple

from results.importing.figures import FoundFigure, find_figures


class Read(NamedTuple):
    """What a test compares of a figure; the defaults are those of a plain count."""

    value: str
    unit: str = "number"
    scale: str = "none"
    qualifier: str = "exact"
    whole: str | None = None


def certain(text: str, locale: str) -> list[FoundFigure]:
    """The figures that are offered as such."""
    return [figure for figure in find_figures(text, locale) if not figure.reason]


def read(text: str, locale: str) -> list[Read]:
    """The figures that are offered, without their words."""
    return [
        Read(
            _plain(figure.value),
            str(figure.unit),
            str(figure.scale),
            str(figure.qualifier),
            None if figure.whole is None else _plain(figure.whole),
        )
        for figure in certain(text, locale)
    ]


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
