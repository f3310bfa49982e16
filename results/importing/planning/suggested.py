"""Adds to a plan what others than the rules propose, as far as the document says it."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...quantities import Unit
from ..document import Document, Suggestion, texts_of
from ..figures import FoundFigure, Role, are_others, find_figures, named_years
from .offering import days_of
from .plan import MAX_LABEL, Plan, PlannedFigure
from .rich import one_line


def take_suggestions(plan: Plan, document: Document, locale: str) -> None:
    """Put labels and roles to the figures of a plan, and among the doubtful ones those that it has not.

    A suggestion counts if the reader finds its number with its unit at the place that it names. It makes a
    figure doubtful, but none sure: what the rules call a target or of another year stays so.
    """
    texts = [one_line(text) for part in document.parts for text in texts_of(part)]
    dropped = Counter[str]()
    for suggestion in document.suggestions:
        place = one_line(suggestion.place)
        found = _found(suggestion, place, texts, locale)
        if found is None:
            dropped[suggestion.by] += 1
            continue
        same = [
            figure
            for figure in (*plan.figures(), *plan.doubtful)
            if (figure.found.value, figure.found.unit) == (found.value, found.unit)
            and place in one_line(f"{figure.taken} {figure.found.context}")
        ]
        if not same:
            reason = _("The rules have not found it.")
            found = replace(found, reason=" ".join(filter(None, (reason, suggestion.reason))))
            homes = (one.id for one in plan.sections if place in one_line(" ".join(one.texts)))
            same = [PlannedFigure(found, home=next(homes, ""))]
            plan.doubtful += same
        for figure in same:
            _apply(suggestion, figure, plan)
    for name, count in dropped.items():
        plan.notices.append(
            ngettext(
                "%(count)d figure that %(name)s proposed is left out: the document does not have that "
                "number at that place.",
                "%(count)d figures that %(name)s proposed are left out: the document does not have "
                "those numbers at those places.",
                count,
            )
            % {"count": count, "name": name}
        )


def _found(suggestion: Suggestion, place: str, texts: list[str], locale: str) -> FoundFigure | None:
    """The figure as the reader finds it at the place, or None."""
    try:
        said = Decimal(suggestion.value), Unit(suggestion.unit)
    except (InvalidOperation, ValueError):
        return None
    for text in texts:
        if not place or (start := text.find(place)) < 0:
            continue
        for found in find_figures(text, locale):
            is_there = start <= found.start and found.end <= start + len(place)
            if is_there and (found.value, found.unit) == said:
                return found
    return None


def _apply(suggestion: Suggestion, figure: PlannedFigure, plan: Plan) -> None:
    found, doubts = figure.found, []
    if label := one_line(suggestion.label)[:MAX_LABEL]:
        # The rules did not know what it counts: a person is to see that somebody else does.
        if not (found.label or found.reason):
            doubts.append(_("The words beside it do not say what it counts."))
        found = replace(found, label=label)
    if suggestion.role in set(Role) - {Role.RESULT, found.role} and found.role is Role.RESULT:
        found = replace(found, role=Role(suggestion.role))
        doubts.append(_("%(name)s does not take it for a result.") % {"name": suggestion.by})
    years = named_years(suggestion.period)
    if are_others(years, plan.years) and found.years is None:
        found = replace(found, years=years[0])
        figure.days = days_of(found)
        doubts.append(_("%(name)s takes it for one of another year.") % {"name": suggestion.by})
    figure.found = replace(found, reason=" ".join(filter(None, (found.reason, *doubts))))
    figure.proposed_by = suggestion.by
