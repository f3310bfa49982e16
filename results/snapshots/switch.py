"""The switch: whether the site wants stored answers at all.

The app `results` asks this whether or not `results.snapshots` is installed: no model is imported.
"""

from __future__ import annotations

from django.conf import settings

from ..conf import setting


def is_on() -> bool:
    """Return whether answers are stored and given.

    While a site is being built, with DEBUG, they are not, unless it says so.
    """
    wanted = setting("SNAPSHOTS")
    return not settings.DEBUG if wanted is None else bool(wanted)


def is_watching() -> bool:
    """Return whether changes are noted: also where DEBUG is on, for the site's other processes."""
    return setting("SNAPSHOTS") is not False
