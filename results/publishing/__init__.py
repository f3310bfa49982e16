"""The change of what the public sees, and everything that follows from it.

The guard (`guard`) refuses a change or records it as a Publication, in the change's transaction.
What follows are steps (`register_step`), run after the commit and again until they are done.
"""

from . import heartbeat
from .acts import acting, system_act
from .asking import publishes, refusals_to_publish
from .caretakers import register_caretaker
from .mixin import PublishingMixin
from .models import Heartbeat, Kind, Publication, StepRun
from .reconciling import reconcile
from .refused import Refusal, Refused
from .running import run_again, run_steps
from .steps import get_step, register_step

__all__ = [
    "Heartbeat",
    "Kind",
    "Publication",
    "PublishingMixin",
    "Refusal",
    "Refused",
    "StepRun",
    "acting",
    "get_step",
    "heartbeat",
    "publishes",
    "reconcile",
    "refusals_to_publish",
    "register_caretaker",
    "register_step",
    "run_again",
    "run_steps",
    "system_act",
]
