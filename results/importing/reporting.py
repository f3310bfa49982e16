"""The report of an import as JSON, and what it and the review call a figure and a section."""

from typing import Any

from ..models import ResultsPage
from ..quantities import Quantity, format_plain, format_quantity
from .figures import FoundFigure
from .planning import Kind, Plan, PlannedFigure, doubts_of, pile_of


def name_of(kind: Kind) -> str:
    """What an editor calls a kind of block, in the active language."""
    block = ResultsPage._meta.get_field("body").stream_block.child_blocks[str(kind)]
    return str(block.label)


def shown(found: FoundFigure, language: str) -> str:
    """A figure as a reader of the language will see it: "över 250"."""
    quantity = Quantity(found.value, found.unit, found.qualifier, found.scale)
    return format_quantity(quantity, language)


def as_json(plan: Plan, page: dict[str, Any] | None = None) -> dict[str, Any]:
    """The report as JSON. `page` is {`id`, `title`, `slug`, …}, or None where none was made.

    Values are whole, in plain decimal notation; unit, scale and qualifier are those of a figure. The
    `rows` of a table are as the document has them.
    """
    return {
        "page": page,
        "title": plan.title,
        "introduction": plan.introduction,
        "sections": [
            {
                "kind": str(section.block),
                "heading": section.heading,
                **({"rows": [*table.heads, *table.rows]} if (table := section.table) else {}),
            }
            for section in plan.sections
        ],
        "figures": [_figure(figure) for figure in plan.figures()],
        "doubtful": [_figure(figure) for figure in plan.doubtful],
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
        "role": str(found.role),
        "confidence": pile_of(figure).value,
        "reason": " ".join(doubts_of(figure)),
        "highlight": figure.highlight.value,
        "context": found.context,
        "document_page": figure.page or None,
        "proposed_by": figure.proposed_by or None,
    }
