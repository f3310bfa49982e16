"""The report of an import: as text for a terminal, and as JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from ..models import ResultsPage
from ..quantities import Quantity, format_plain, format_quantity
from ..quantities.formatting import active_language
from .figures import FoundFigure
from .planning import Plan, PlannedFigure, Section, doubts_of, pile_of
from .planning.linking import target_field


def name_of(section: Section) -> str:
    """What an editor calls the section's kind of block, in the active language."""
    block = ResultsPage._meta.get_field("body").stream_block.child_blocks[str(section.block)]
    return str(block.label)


def tell(plan: Plan) -> str:
    """The report as text in the active language."""
    return "\n".join(_lines(plan))


def shown(found: FoundFigure, language: str) -> str:
    """A figure as a reader of the language will see it: "över 250"."""
    quantity = Quantity(found.value, found.unit, found.qualifier, found.scale)
    return format_quantity(quantity, language)


def _lines(plan: Plan) -> Iterator[str]:
    language = active_language()
    yield plan.title
    yield from _list(
        _("Sections"),
        (
            f"{name_of(section)}: {section.heading}" if section.heading else name_of(section)
            for section in plan.sections
        ),
    )
    figures = []
    for figure in plan.figures():
        found = figure.found
        line = f"{shown(found, language)} – {found.label}"
        if found.whole is not None:
            line += " " + _("(part of %(whole)s)") % {
                "whole": shown(FoundFigure(found.whole, 0, 0, found.unit), language)
            }
        if figure.days is not None:
            line += f" ({figure.days[0].year})"
        figures.append(f"{line}\n      {_('“%(text)s”') % {'text': found.context}}")
    yield from _list(_("Figures"), figures)
    yield from _list(
        _("Possible figures, not included"),
        (
            f"{shown(figure.found, language)} – {figure.found.label} ({_reason(figure)})"
            for figure in plan.doubtful
        ),
    )
    yield from _list(
        _("Links"),
        (
            f"{link.text} → {link.target}"
            if link.target and target_field(link.target)
            else f"{link.text} → {_('no target yet')}"
            for link in plan.links()
        ),
    )
    yield from _list(
        _("Left out"),
        (
            f"{' '.join(left.text.split())} ({left.reason})"
            for left in plan.left_out
            if left.text.strip()
        ),
    )
    yield from _list(_("Still to do"), (point.text for point in plan.points))
    yield from _list(_("Please note"), plan.notices)


def _list(heading: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"\n{heading} ({len(found)})"
        yield from (f"  - {line}" for line in found)


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
        "reason": _reason(figure),
        "highlight": figure.highlight.value,
        "context": found.context,
        "document_page": figure.page or None,
    }


def _reason(figure: PlannedFigure) -> str:
    return " ".join(doubts_of(figure))
