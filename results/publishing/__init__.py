"""The change of what the public sees, and everything that follows from it.

The guard (`guard`) refuses a change or records it as a Publication, in the change's transaction.
What follows are steps (`register_step`), run after the commit and again until they are done.
"""

from .actor import as_system, as_user
from .guard import lock_parent
from .mixin import PublishingMixin
from .models import Heartbeat, Kind, Publication, StepRun
from .reconciling import reconcile, register_maintenance_task, register_worker
from .recording import run_again
from .refusals import Refused, publishes, refusals_to_publish
from .steps import get_step, register_step, run_steps

__all__ = [
    "Heartbeat",
    "Kind",
    "Publication",
    "PublishingMixin",
    "Refused",
    "StepRun",
    "as_system",
    "as_user",
    "get_step",
    "lock_parent",
    "publishes",
    "reconcile",
    "refusals_to_publish",
    "register_maintenance_task",
    "register_step",
    "register_worker",
    "run_again",
    "run_steps",
]
