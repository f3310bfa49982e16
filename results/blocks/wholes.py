"""Figures that are a part of another figure of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..faults import Fault, Severity, Stage
from .stat_value import StatValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .walking import Node


def link_wholes(nodes: Iterable[Node]) -> list[Node]:
    """Give each figure the one that it is a part of; return the nodes that are figures."""
    figures = [node for node in nodes if isinstance(node.value, StatValue)]
    values = {node.identity: node.value for node in figures}
    for node in figures:
        whole = values.get(node.value.get("part_of") or "")
        node.value.whole_figure = None if whole is node.value else whole
    return figures


def whole_faults(nodes: Iterable[Node]) -> Iterator[Fault]:
    """Yield what is wrong between a figure and its whole, and typed wholes that are figures."""
    figures = link_wholes(nodes)
    for node in figures:
        figure, whole = node.value, node.value.whole_figure
        if not figure.get("part_of"):
            yield from _typed_twice(node, figures)
        elif whole is None or _comes_back_to(figure):
            yield Fault(
                _("Choose the whole: it is no other figure of this page.")
                if whole is None
                else _("The figure would be a part of itself."),
                "part_of_missing" if whole is None else "part_of_itself",
                (*node.path, "part_of"),
                stage=Stage.PUBLISHING,
            )
        elif whole.get("unit") != figure.get("unit"):
            yield Fault(
                _("The whole has another unit than its part."),
                "part_of_unit",
                (*node.path, "part_of"),
                stage=Stage.PUBLISHING,
            )
        elif whole.quantity and figure.quantity and figure.quantity.value > whole.quantity.value:
            yield Fault(
                _("The part is larger than the whole."),
                "part_exceeds_whole",
                (*node.path, "part_of"),
                stage=Stage.PUBLISHING,
            )


def _comes_back_to(figure: StatValue) -> bool:
    seen, whole = [figure], figure.whole_figure
    while whole is not None and all(whole is not known for known in seen):
        seen.append(whole)
        whole = whole.whole_figure
    return whole is not None


def _typed_twice(node: Node, figures: list[Node]) -> Iterator[Fault]:
    typed, unit = node.value.number("whole_value"), node.value.get("unit")
    others = (other.value for other in figures if other is not node)
    for other in others if typed is not None else ():
        if (typed, unit) == (other.number("value"), other.get("unit")):
            yield Fault(
                _(
                    "This whole is the figure “%(label)s” of the page. Choose it under “Part of”, so "
                    "that the two never differ."
                )
                % {"label": other.own_label or typed},
                "whole_typed_twice",
                (*node.path, "whole_value"),
                severity=Severity.WARNING,
                stage=Stage.PUBLISHING,
            )
            return
