"""Whether visitors get stored answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.core.checks import CheckMessage, Warning

from .frame import live_edition

if TYPE_CHECKING:
    from collections.abc import Iterator


def look_at_stored_answers() -> Iterator[CheckMessage]:
    """Yield a warning where nobody is given stored answers, or the newest edition's is not stored."""
    if not apps.is_installed("results.snapshots"):
        return
    from ..snapshots.checks import MIDDLEWARE
    from ..snapshots.operations.places import places
    from ..snapshots.operations.reports import REASONS, ways_in
    from ..snapshots.rendering.requests import ask
    from ..snapshots.rendering.storable import why_not
    from ..snapshots.serving.rules import is_on

    if is_on() and not ways_in():
        yield Warning(
            "Answers are stored, and no visitor is given any.",
            hint=f'Put "{MIDDLEWARE}" at the head of MIDDLEWARE.',
            id="results_doctor.W005",
        )
    page = live_edition()
    site_id, _root, path = (page and page.get_url_parts()) or (None, "", "")
    for place in places() if is_on() and path else ():
        address = place.address(path) if place.site_id == site_id else None
        if address and (reason := why_not(*ask(address))):
            yield Warning(
                f"The answer for {address.url} is not stored: {REASONS[reason]}.",
                hint="A middleware or a template of the site’s own makes it so; see “What is never "
                "stored” in “Serve stored responses”.",
                id="results_doctor.W006",
            )
