"""The report of an import as text, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..quantities import Quantity, format_quantity
from .figures import FoundFigure
from .planning.linking import target_field
from .sections import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .planning import Plan


def tell(plan: Plan, language: str = "en") -> str:
    """What will be made, what is offered, what is left out and what is to do."""
    return "\n".join(_lines(plan))


def shown(found: FoundFigure, language: str) -> str:
    """A figure as a reader of the language will see it: "över 250"."""
    quantity = Quantity(found.value, found.unit, found.qualifier, found.scale)
    return format_quantity(quantity, language)


def _lines(plan: Plan) -> Iterator[str]:
    from django.utils.translation import get_language

    language = get_language() or "en"
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
        _("Perhaps figures, not taken"),
        (
            f"{shown(figure.found, language)} – {figure.found.label} ({figure.found.reason})"
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
