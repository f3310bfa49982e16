"""The report of an import, for people and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..quantities import format_plain

if TYPE_CHECKING:
    from .planning import Plan, PlannedFigure


def as_json(plan: Plan, page: dict[str, Any] | None = None) -> dict[str, Any]:
    """The report as JSON. `page` is {`id`, `title`, `slug`, …}, or None where none was made.

    Values are whole, in plain decimal notation; unit, scale and qualifier are those of a figure.
    """
    return {
        "page": page,
        "title": plan.title,
        "introduction": plan.introduction,
        "sections": [
            {"kind": str(section.kind), "heading": section.heading} for section in plan.sections
        ],
        "figures": [_figure(figure) for figure in plan.figures()],
        "doubtful": [
            {**_figure(figure), "reason": figure.found.reason} for figure in plan.doubtful
        ],
        "links": [{"text": link.text, "target": link.target or None} for link in plan.links()],
        "left_out": [
            {"text": left.text, "reason": str(left.reason)} for left in plan.left_out if left.text
        ],
        "to_do": [point.text for point in plan.points],
        "notices": plan.notices,
    }


def _figure(figure: PlannedFigure) -> dict[str, Any]:
    found = figure.found
    return {
        "value": format_plain(found.value),
        "unit": str(found.unit),
        "scale": str(found.scale),
        "qualifier": str(found.qualifier),
        "label": found.label,
        "whole": None if found.whole is None else format_plain(found.whole),
        "whole_label": found.whole_label,
        "period": [day.isoformat() for day in figure.days] if figure.days else None,
        "context": found.context,
    }
