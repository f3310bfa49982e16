"""The change of what the public sees, and everything that follows from it.

The guard (`guard`) refuses a change or records it as a Publication, in the change's transaction.
What follows are steps (`register_step`), run after the commit and again until they are done.
"""

from ..issues import Refused
from .due import register_maintenance_task
from .mixin import PublishingMixin
from .models import Heartbeat, Kind, Publication, State
from .people import as_system, as_user
from .steps import register_step

__all__ = [
    "Heartbeat",
    "Kind",
    "Publication",
    "PublishingMixin",
    "Refused",
    "State",
    "as_system",
    "as_user",
    "register_maintenance_task",
    "register_step",
]
