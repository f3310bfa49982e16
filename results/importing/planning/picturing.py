"""Pictures: which can be published, and with what words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..document import LeftOut, Picture
from ..pictures import cleaned
from .plan import MAX_ALT, PlannedPicture
from .texts import cut, one_line


def planned_picture(part: Picture) -> tuple[PlannedPicture | None, list[LeftOut]]:
    """The picture with its description, and what of it is left out; None for one that cannot be."""
    if cleaned(part.content) is None:
        reason = _("A picture that is damaged, too large or of a format that browsers do not show.")
        return None, [LeftOut(part.alt, reason)]
    alt, rest = cut(one_line(part.alt), MAX_ALT)
    reason = _("Longer than a description of a picture can be.")
    return PlannedPicture(part, alt), [LeftOut(rest, reason)] if rest else []
