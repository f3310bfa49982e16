"""All figures of a page, and the key figures at its top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..blocks.stat_value import Highlight, StatValue
from ..blocks.walking import walk
from ..drawing import Arc, draw_arc

if TYPE_CHECKING:
    from wagtail.blocks import Block


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the page; `id` is that of its block, or "".

    `has_content_notice` tells whether a content notice stands before it.
    """

    id: str
    value: StatValue
    has_content_notice: bool = False

    def display(self, resolver: Any) -> dict[str, Any]:
        """Return the figure as shown to a reader (see `StatBlock.get_display`)."""
        shown: dict[str, Any] = self.value.block.get_display(self.value, resolver)
        return shown


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The lead figure, the figure that is a part of it (or None), and the others in order."""

    lead: Figure
    part: Figure | None = None
    others: tuple[Figure, ...] = ()

    @property
    def drawn(self) -> Figure:
        """The figure whose share is drawn beside the lead: the part, else the lead."""
        return self.part or self.lead

    @property
    def arc(self) -> Arc | None:
        """The arc for the lead figure, or None where it could not be exact."""
        figure, drawn = self.lead.value, self.drawn.value
        if not figure.is_counted or figure.quantity is None:
            return None
        if drawn.whole is not None and drawn.quantity is not None and drawn.is_counted:
            return draw_arc(drawn.quantity.value, drawn.whole.value)
        return draw_arc(None, figure.quantity.value)


def choose_key_figures(figures: list[Figure]) -> KeyFigures | None:
    """Return the highlighted figures, or None without any.

    The lead is the first one marked as lead, else the first key figure. A figure is a part of it
    when its whole is the lead's number for the same time.
    """
    chosen = [
        figure
        for figure in figures
        if figure.value.highlight is not Highlight.NONE and figure.value.quantity
    ]
    if not chosen:
        return None
    lead = next(
        (figure for figure in chosen if figure.value.highlight is Highlight.LEAD), chosen[0]
    )
    part = next((figure for figure in chosen if _is_part(figure.value, lead.value)), None)
    others = tuple(figure for figure in chosen if figure is not lead and figure is not part)
    return KeyFigures(lead, part, others)


def _is_part(part: StatValue, lead: StatValue) -> bool:
    whole, number = part.whole, lead.quantity
    return (
        lead.whole is None
        and whole is not None
        and number is not None
        and (whole.value, whole.unit) == (number.value, number.unit)
        and (part.period, part.as_of) == (lead.period, lead.as_of)
    )


def figures_in(block: Block, value: Any) -> Iterator[Figure]:
    """Yield the figures of a value at any depth, in order."""
    announced = set()
    for node in walk(block, value):
        if getattr(node.value, "has_content_notice", False):
            announced.add(node.path)
        if isinstance(node.value, StatValue):
            yield Figure(node.identity, node.value, node.is_within(announced))
