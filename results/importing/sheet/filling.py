"""Writes what was chosen of a sheet into the draft."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from ...content import figures_on
from ...publishing import as_user
from .matching import match
from .reading import Row

ACTION = "results.fill_figures"


@transaction.atomic
def fill(page: Any, rows: Iterable[Row], lines: Collection[int], user: Any = None) -> int:
    """Fill the empty figures of the page's draft from these lines; return how many were filled.

    The draft is looked at anew: a figure that somebody has filled meanwhile keeps its value.
    """
    draft = page.get_latest_revision_as_object()
    chosen = {
        found.figure.block_id: found.read
        for found in match(draft, rows)
        if found.row.line in lines and not found.refusal and found.figure and found.read
    }
    for figure in figures_on(draft):
        if read := chosen.get(figure.block_id):
            said = {"value": read.value, "qualifier": read.qualifier, "scale": read.scale}
            if read.whole_value is not None and not figure.get("part_of"):
                said["whole_value"] = read.whole_value
            figure.update({name: each for name, each in said.items() if each is not None})
    if chosen:
        with as_user(user):
            draft.save_revision(user=user, log_action=ACTION)
    return len(chosen)
