"""How sure it is that something is a figure of the edition, and read as it is meant."""

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...quantities import format_number
from ...quantities.formatting import active_language
from ..figures import Role
from .plan import PlannedFigure

_OF_SOMETHING_ELSE = {Role.GOAL, Role.COMPARISON, Role.CHANGE}


class Pile(TextChoices):
    """Where a figure lies until a person decides; only what is ready is taken without one."""

    LOOK = "look", gettext_lazy("To check")
    READY = "ready", gettext_lazy("Ready")
    UNLIKELY = "unlikely", gettext_lazy("Probably not")


def pile_of(figure: PlannedFigure) -> Pile:
    """Return the pile of a figure that nobody has decided on."""
    if figure.found.role in _OF_SOMETHING_ELSE:
        return Pile.UNLIKELY
    return Pile.LOOK if doubts_of(figure) else Pile.READY


def doubts_of(figure: PlannedFigure) -> list[str]:
    """Return why somebody should look at it, in the active language."""
    found = figure.found
    doubts = [found.reason] if found.reason else []
    if found.other_reading is not None:
        other = format_number(found.other_reading, active_language())
        doubts.append(_("It can also be read as %(other)s.") % {"other": other})
    if not (found.label or found.reason):
        doubts.append(_("The words beside it do not say what it counts."))
    if found.whole is not None and not found.whole_label:
        doubts.append(_("The words do not say what the whole counts."))
    return doubts
